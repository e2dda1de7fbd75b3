/** The same in Indonesian, as stems: prefixes and suffixes are taken off in `word-stems.ts`. */
export const NEUTRAL_INDONESIAN: string = `
abai ada adalah agak agar agustus ahli ajak ajar akibat akses aksi aktif aktivitas aku akun alam alamat alasan alat
alih aliran alur aman amat amati ambang ambil analisa analisis anda aneh anggota angka antar antara antarmuka
aplikasi april arah arsip arti artikel asal asisten asli asumsi atas ataupun atur awalan ayo baca bagi bagian bagus
bahan bahas bahasa baik baku balas balasan banding bangku bangun bantu bantuan barang baris baru basis batas bawa
bawah bayar beban bebas begini begitu belajar belakang beli benak benar benda bendera bentuk berada beralamat
berasal beri berikan berisi berjudul berkas berkat berlabel berlangsung bernama bernilai bernomor bersama bertipe
bertuliskan berukuran berupa beserta betul biasa biaya bicara bidang biji bikin bilangan bimbing bincang bingkai
biru bisa bit boleh buah buang buat budaya buka bukti buku bulan bumi butir butuh byte cabang cahaya cakap cakup
campur candi cantum capai cara cari catat cepat cerita cermat cetak cinta cipta ciri client coba cocok contoh copot
corak cukup curah daftar dagang dalam dampak dan dapat dari daring dasar data datagram datang daya debat deh dekat
demi demikian dengan depan deret desa desain desember desimal desktop detail deteksi detik di dia diagram diam
didik digit digital dilakukan diri diskusi dokumen dong dorong dosen draf duduk dukung dunia durasi edit efek
eksperimen ekspor elemen email entri esensi evaluasi faktor fakultas fase februari file film filter final fitur
flag fokus folder format formulir forum foto frame fungsi gabung galeri gali gambar game ganti garis gedung gejala
gelar gerak gores grafik grup guna guru hadap hadir hafal hai hak hal halaman halo halus hambat hantar harap harga
hari hasil hati header hemat hendak henti hidup hijau hilir himpun hingga hitam hitung hormat hubung hubungan hukum
huruf ia ialah identifikasi identitas ikat iklan ikon ikut ilmu imbang impor indah indeks individu informasi ingat
ingin ini inisial inisialisasi inisiasi input instal instruksi interaksi internet inti isi istilah istirahat
isyarat itu jabar jabat jadi jadwal jaga jalan jalin jalur jam jamin jangka janji januari jaring jaringan jasa
jatuh jawab jawaban jeda jelajah jelas jembatan jenis juga juli jumat jumlah jumpa juni jurnal juru jurusan justru
kabar kabel kaca kait kaji kala kali kalian kalimat kamar kamera kami kamis kampus kamu kan kanal kandung kantor
kapasitas karakter karena karya kasih kasus kata kategori kawan kaya ke keadaan kehendak kelak kelas kelihatan
kelola kelompok keluar keluaran keluarga kembali kembang kena kenal kenang kendali kepada kepala kerap keras kerja
kertas keseluruhan keterangan ketik ketika khas kini kiri kirim kisah kita klasifikasi klasik klien klik kode kok
kolom komentar kompleks komponen komputer komunikasi kondisi koneksi konfigurasi konfirmasi konsep konsol
konsultasi konteks konten kontrol kotak kreasi kriteria kuasa kuat kuliah kumpul kunci kunjung kursi kurva kutip
lab laboratorium lacak lah lahan lahir laju laksana laku lakukan lalulintas lama lambang lambat lampir lancar
landas langkah langsung lanjut lapisan lapor laporan laptop latar latih layak layan layar lazim lebar lembar
lengkap letak lewat libat libur lihat lingkar lingkungan lingkup link lipat logika logo lokal lokasi luar luas
lukis lulus lumrah luring maaf macam mahasiswa main majelis maju maka makalah makna maksud malam manajemen manfaat
manual maret masa masalah masih masuk masyarakat materi mau maupun media medium mei meja melaksanakan melakukan
melalui memang memori menarik mengenai mengerti menit menjadi menu menuju merah mereka merupakan mesin meski
meskipun metode mikrodetik milidetik milik mimpi minat minggu minta misi modul mohon momen muat muatan mudah mulai
mulus muncul mungkin murni mutu nah nama namun negara negosiasi nilai nomor normal nota november nya nyala nyaman
nyata objek obrol observasi oke oktober olah oleh opini opsi orang organisasi otak otomatis pada padahal pagi paham
pajang pakai pakar paket palang pandang panduan panggil panggung panjang pantau papan papar paragraf pasang pasar
pasif pasti paut payload peduli pegang peladen pelajar pelan peluang penelitian pengaruh pengertian pengguna
penting penuh per peran perangkat percakapan percobaan pergi periksa perilaku perintah periode peristiwa perkenal
perlihat perlu permintaan pernah peroleh persiapan persis pertukaran pesan pihak pikir pilih pindah pindai pinjam
pintu pisah pokok pola politeknik port posisi potong praktikan praktikum pribadi prinsip program proses protokol
proyek publik pucuk pukul pula pulang pun punya pustaka putih putus rabu racik ragam rahasia raih rakit ramai
rancang rangka rangkai rapat rapi rasa ratus referensi refleksi rekam rekaman rekan rekomendasi relevan rencana
rentang request respon respons response revisi ribu rinci ringkas ruang rujuk rumah rumus rupa rutin saat sabtu
saji salam saldo salin sambung sambungan sambut sampai sampel samping sana sandi sangat sapa saran sarana sasaran
satuan saudara saya sebab sebagai sebenarnya sebentar sebesar sebut secara sedang sedangkan sederhana sedia segera
segi segmen sehingga sejak sejarah sekali sekarang sekitar sekolah seksi selama selamat selang selaras selasa
selenggara selesai selisih seluk semangat sementara semester sempat sengaja seni senin sentuh sepanjang seperti
september serta sertai sertifikat server sesi sesuai sesungguhnya setelan setuju sewaktu siang sifat sih sikap
siklus silakan simak simbol simpan simpul simulasi singkat sini sinkronisasi sisi sistem siswa situ situasi situs
skala skenario skripsi soal solusi sopan sore sorot spesifik standar statistik status struktur studi suara suasana
subjek sudah sudut sumbang sumber sungguh sunting supaya susun tab tabel tadi tahan tahap tahu takaran taman tambah
tampak tampil tanam tanda tandas tangan tanggal tanggap tanggapan tanggung tangkap tangkapan tanya tapi tarik taruh
tata taut tegas tekan teknik teknis teknologi teks telah teliti tema teman tempat tempel temu tenaga tengah tentang
tentu tepat terampil terang teratur terbit tercipta terdapat tergolong terhadap terima terjemah terkait terkini
terlalu terletak terlihat termasuk terminal terminasi ternyata tersebut tersedia tetap tetapi tiba tidur tim
timbang timbul tindak tingkat tinjau tipe titik tokoh tolong tombol topik total transfer transmisi tuang tubuh
tugas tugu tuju tujuan tulis tumbuh tunggu tunjuk tuntun turut tutorial tutup ubah ucap ujar uji ujung ukir ulas
umpan umum undang unduh unggah unggul unit universitas unsur untuk untung upaya upcall urai urus urut usaha usul
utama utara utuh varian versi via video visual wadah wajar waktu walaupun warga warna wawancara web wilayah wujud
ya yah yaitu yakin yakni yang zaman zona
`;
