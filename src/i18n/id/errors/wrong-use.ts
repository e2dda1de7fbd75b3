import type { ErrorTexts, WrongUseErrors } from '../../../error-text.ts';
import type { ErrorText, WrongUse } from '../../../errors.ts';

const WRONG_USE: { readonly [W in WrongUse]: ErrorText } = {
	'no-messages': { what: 'Tidak ada pesan untuk dikirim', fix: 'Sebutkan paling sedikit satu: --messages hello,bye' },
	'empty-message': {
		what: 'Pesan kosong tidak dapat dikirim: TCP tidak membawa pesan kosong',
		fix: 'Jangan ada koma di awal, di akhir, atau dua koma berurutan: --messages hello,bye',
	},
	'comma-in-message': {
		what: 'Pesan tidak boleh berisi koma, karena koma mengakhiri pesan',
		fix: 'Ketik saja: capnote lab reqresp --interactive',
	},
	'long-message': {
		what: 'Ada pesan yang lebih panjang dari 65536 byte',
		fix: 'Kirim yang lebih pendek, atau beberapa.',
	},
	'part-needs-fed-client': {
		what: 'Sebagian percobaan hanya dapat direkam dengan client yang diberi pesan baris demi baris',
		fix: 'Berikan client jenis "fed" pada skenario.',
	},
	'started-by-hand': {
		what: 'Perintah ini dijalankan oleh "capnote lab", bukan oleh Anda',
		fix: 'Jalankan: capnote lab reqresp',
	},
	'ring-without-rotation': {
		what: 'Ring perlu tahu kapan berkas berikutnya dimulai',
		fix: 'Tambahkan --rotate-size 10M atau --rotate-time 10m pada --ring',
	},
	'verify-standard-input': {
		what: 'Tidak dapat memverifikasi "-": masukan standar hanya dapat dibaca sekali',
		fix: 'Simpan dulu rekaman ke berkas, lalu: capnote analyze BERKAS --verify',
	},
	'keep-needs-docker': {
		what: 'Hanya container yang bisa dibiarkan berjalan: namespace berakhir bersama praktikum',
		fix: 'Tambahkan: --runner docker',
	},
	'no-profile': {
		what: 'Tidak ada praktikum yang harus diikuti',
		fix: 'Sebutkan berkas yang menjelaskannya: capnote server profile praktikum.yml',
	},
	'reply-unforeseen': {
		what: 'Balasan dengan {any} dapat dikenali di rekaman, tetapi tidak dapat dibuat',
		fix: 'Tulis teks balasannya di profil, atau hanya analisis: capnote analyze BERKAS --lab-profile praktikum.yml',
	},
	'seed-is-simulated': {
		what: 'Hanya praktikum simulasi yang dibuat dari seed: jaringan nyata tidak dapat diatur',
		fix: 'Tambahkan: --runner simulated',
	},
	'verify-keeps-packets': {
		what: 'Tidak dapat memverifikasi pada keluaran yang tidak menyimpan paket: tsv, csv, jsonl, --summary dan --connections',
		fix: 'Verifikasi tersendiri: capnote analyze BERKAS --verify',
	},
	'columns-of-rows': {
		what: 'Kolom hanya dapat dipilih bila setiap paket satu baris',
		fix: 'Tanpa -f, atau tambahkan -f md, -f html, -f latex, -f tsv, -f csv atau -f jsonl.',
	},
	shard: { what: 'Shard adalah satu nomor dan jumlah semuanya', fix: 'Untuk bagian kedua dari empat: --shard 2/4' },
	'parts-of-queue': { what: 'Antrean sudah membagi pekerjaan', fix: 'Hapus --shard atau --queue.' },
	'watch-alone': {
		what: 'Folder dipantau pada satu mesin, dan hasilnya ditulis ke sebuah folder',
		fix: 'Tambahkan -o FOLDER, tanpa --shard dan --queue.',
	},
	'rows-of-tables': {
		what: 'Paket, koneksi dan nomor asli (raw) hanya dapat dipilih pada keluaran untuk pembaca',
		fix: 'Tanpa -f, atau tambahkan -f md, -f html, -f latex atau -f text; keluaran untuk program selalu utuh.',
	},
	'no-report': {
		what: 'Tidak ada laporan yang diperiksa',
		fix: 'Sebutkan laporannya, lalu rekamannya: capnote check README.md lab.pcap',
	},
	'one-standard-input': {
		what: 'Masukan standar tidak bisa menjadi laporan sekaligus rekaman',
		fix: 'Berikan salah satunya sebagai berkas.',
	},
	'self-is-text': {
		what: 'Keluaran --self adalah teks untuk terminal, atau halaman',
		fix: 'Gunakan --format text atau html, atau hilangkan --self.',
	},
	'several-captures': {
		what: 'Hanya satu rekaman yang dapat ditampilkan paket demi paket',
		fix: 'Berikan satu berkas, atau tambahkan --summary atau --connections untuk semuanya.',
	},
	'summary-format': {
		what: 'Ringkasan tersedia dalam format table, tsv, csv dan json',
		fix: 'Pilih salah satu: capnote analyze BERKAS... --summary -f tsv',
	},
	jobs: {
		what: 'Jumlah pekerja bukan bilangan bulat dari 1 sampai 256',
		fix: 'Hilangkan --jobs, atau berikan angka: --jobs 2',
	},
	'clients-are-automatic': {
		what: 'Beberapa client sekaligus selalu otomatis; client yang diketik, atau diberi pesan oleh gangguan, berjalan sendiri',
		fix: 'Hilangkan --clients, atau --interactive dan --fault itu',
	},
	'fault-types': {
		what: 'Gangguan yang butuh client sendiri tidak menyisakan apa pun untuk diketik',
		fix: 'Hilangkan --interactive',
	},
	'push-is-upcall': {
		what: 'Hanya server upcall yang mengirim event tanpa diminta',
		fix: 'Jalankan: capnote lab upcall --push 200',
	},
	'events-of-a-view': {
		what: 'Event program hanya dapat ditampilkan bersama seluruh rekaman',
		fix: 'Pilih -f table, -f md atau -f json.',
	},
	'no-specification': {
		what: 'Tidak ada spesifikasi untuk diuji',
		fix: 'Sebutkan satu, atau buat dari rekaman yang baik: capnote expect --init lab.pcap -o lab.expect.yml',
	},
	'pcap-has-one-link-type': {
		what: 'Berkas pcap hanya memuat satu jenis link, sedangkan antarmuka di rekaman ini ada beberapa jenis',
		fix: 'Beri nama berkas keluaran yang berakhiran .pcapng.',
	},
};

/** Options and arguments that do not go together. */
export const wrongUse: ErrorTexts<WrongUseErrors> = {
	'wrong-use': ({ problem }) => WRONG_USE[problem],
};
