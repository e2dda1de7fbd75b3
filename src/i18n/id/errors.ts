import type {
	EngineTrouble,
	ErrorText,
	ForeignReport,
	LooksLike,
	PartsProblem,
	WayName,
	WrongUse,
	YamlFault,
	YamlProblem,
} from '../../errors.ts';
import type { Catalogue } from '../catalogue.ts';

const LOOKS: { readonly [L in LooksLike]: { readonly what: string; readonly fix: string } } = {
	empty: {
		what: 'berkas kosong (0 byte)',
		fix: 'tcpdump dihentikan paksa sebelum menulis apa pun. Rekam lagi dan hentikan dengan Ctrl+C.',
	},
	short: {
		what: 'berkas berakhir di dalam header-nya',
		fix: 'Rekaman terpotong di awal. Rekam lagi dan hentikan tcpdump dengan Ctrl+C.',
	},
	'damaged-gzip': {
		what: 'berkas ini dikompresi dengan gzip, dan rusak sejak awal',
		fix: 'Salin atau unduh lagi; periksa keutuhannya: gzip -t BERKAS',
	},
	zstd: { what: 'berkas ini dikompresi dengan zstd', fix: 'Buka dulu: zstd -d BERKAS' },
	lz4: { what: 'berkas ini dikompresi dengan lz4', fix: 'Buka dulu: lz4 -d BERKAS' },
	xz: { what: 'berkas ini dikompresi dengan xz', fix: 'Buka dulu: xz -dk BERKAS' },
	bzip2: { what: 'berkas ini dikompresi dengan bzip2', fix: 'Buka dulu: bzip2 -dk BERKAS' },
	'7z': { what: 'ini arsip 7-Zip', fix: 'Buka arsipnya (7z x BERKAS), lalu berikan .pcap di dalamnya.' },
	tar: { what: 'ini arsip tar', fix: 'Buka arsipnya (tar xf BERKAS), lalu berikan .pcap di dalamnya.' },
	'other-capture': {
		what: 'ini rekaman, tetapi bukan pcap atau pcapng',
		fix: 'Ubah dengan editcap dari Wireshark: editcap -F pcapng BERKAS rekaman.pcapng',
	},
	text: {
		what: 'isinya teks',
		fix: 'Berikan berkas yang ditulis tcpdump dengan -w; baris yang dicetak tcpdump tidak dapat dianalisis.',
	},
	zip: { what: 'ini arsip ZIP (atau berkas Word atau Excel)', fix: 'Buka arsipnya, lalu berikan .pcap di dalamnya.' },
	pdf: { what: 'ini dokumen PDF', fix: 'Berikan berkas .pcap, bukan laporannya.' },
	image: { what: 'ini gambar', fix: 'Berikan berkas .pcap, bukan tangkapan layarnya.' },
	video: { what: 'ini video', fix: 'Berikan berkas .pcap, bukan videonya.' },
	program: { what: 'ini program', fix: 'Berikan berkas yang ditulis tcpdump dengan -w.' },
	unknown: {
		what: 'byte awalnya bukan milik format rekaman apa pun',
		fix: 'Berikan berkas yang ditulis tcpdump dengan -w, atau yang disimpan Wireshark.',
	},
};

const FOREIGN_REPORT: { readonly [F in ForeignReport]: ErrorText } = {
	capture: {
		what: 'ini rekaman',
		fix: 'Sebutkan laporannya dulu, lalu rekamannya: capnote check README.md lab.pcap',
	},
	zip: {
		what: 'ini arsip ZIP, seperti dokumen Word',
		fix: 'Simpan sebagai Markdown atau teks biasa: pandoc -t gfm laporan.docx -o laporan.md',
	},
	pdf: { what: 'ini dokumen PDF', fix: 'Berikan Markdown atau teks asalnya.' },
	binary: { what: 'ini bukan teks', fix: 'Berikan laporan sebagai Markdown atau teks biasa.' },
};

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

const NOTHING_TO_PLOT = {
	sequence: 'data dari pihak itu tidak terekam',
	throughput: 'data dari pihak itu tidak terekam',
	rtt: 'tidak ada ACK atas data yang terekam',
};

const NO_NETWORK = {
	nothing: 'Tidak ada jaringan container yang dipakai saat ini',
	'default-only': 'Container hanya ada di jaringan bawaan engine, yang hanya dipilih bila disebut namanya',
	'no-match': 'Tidak ada jaringan yang sesuai dengan permintaan',
} as const;

const ENGINE: { readonly [T in EngineTrouble]: ErrorText } = {
	absent: {
		what: 'socket itu tidak ada',
		fix: 'Pasang Docker (sudo apt-get install docker.io docker-compose), atau tanpa Docker: --runner netns',
	},
	'not-running': { what: 'tidak ada yang menunggu di sana', fix: 'Jalankan Docker: sudo systemctl start docker' },
	forbidden: {
		what: 'izin ditolak',
		fix: 'Jalankan dengan sudo, atau sekali saja: sudo usermod -aG docker "$USER" && newgrp docker',
	},
	unsupported: {
		what: 'hanya unix:// dan tcp:// tanpa TLS yang bisa ditanya',
		fix: 'Isi DOCKER_HOST dengan alamat seperti itu, atau kosongkan.',
	},
	failed: { what: 'jawabannya tidak semestinya', fix: 'Lihat apa katanya: docker info' },
};

const WAYS: { readonly [W in WayName]: string } = {
	direct: 'sebagai Anda sendiri',
	sudo: 'sudo tanpa kata sandi',
	'user-namespace': 'user namespace milik engine',
	'helper-container': 'container pembantu',
};

const PARTS: { readonly [P in PartsProblem]: string } = {
	'no-part': 'berkas ini tidak ditulis oleh capnote grade --shard',
	'other-rubric': 'dinilai dengan rubrik lain',
	'other-version': 'dinilai oleh versi capnote lain',
	missing: 'ada bagian yang belum diberikan',
	twice: 'bagian ini diberikan dua kali',
};
const PARTS_FIX =
	'Berikan setiap bagian satu kali, semuanya dengan rubrik dan versi capnote yang sama: capnote grade merge part-*.jsonl';

const TYPES: Readonly<Record<string, string>> = {
	string: 'teks',
	number: 'angka',
	boolean: 'true atau false',
	'whole-number': 'bilangan bulat',
	list: 'daftar',
	map: 'blok berisi kunci',
};

const YAML: { readonly [K in YamlFault['kind']]: (fault: Extract<YamlFault, { kind: K }>) => string } = {
	syntax: ({ said }) => said,
	'unknown-key': ({ key, nearest, known }) =>
		`kunci "${key}" tidak dikenal; ${nearest === null ? `yang dikenal: ${known.join(', ')}` : `mungkin maksudnya "${nearest}"?`}`,
	'missing-key': ({ key }) => `kunci "${key}" belum ada`,
	'wrong-type': ({ expected }) => `harus ${TYPES[expected] ?? expected}`,
	'not-a-name': () => 'harus nama dari huruf kecil, angka dan tanda hubung',
	'not-one-of': ({ values, nearest }) =>
		nearest === null
			? `harus ${values.join(' atau ')}`
			: `mungkin maksudnya "${nearest}"? Yang mungkin: ${values.join(', ')}`,
	twice: ({ value }) => `"${value}" ada dua kali`,
	'out-of-range': ({ least, most }) => (least === null ? `paling besar ${most}` : `paling kecil ${least}`),
	'bad-expression': ({ said }) => `bukan regular expression (${said})`,
	'unknown-placeholder': ({ word, nearest, known }) =>
		`{${word}} tidak dikenal; ${nearest === null ? `yang dikenal: ${known.map((name) => `{${name}}`).join(', ')}` : `mungkin maksudnya {${nearest}}?`}`,
};

function yamlText({ line, path, ...fault }: YamlProblem): string {
	const said = (YAML[fault.kind] as (fault: YamlFault) => string)(fault);
	const where = path === '' || fault.kind === 'unknown-key' || fault.kind === 'missing-key' ? '' : `${path}: `;
	return `baris ${line}: ${where}${said}`;
}

export const errors: Catalogue['errors'] = {
	'no-such-file': ({ path }) => ({
		what: `Tidak dapat membaca "${path}": berkas itu tidak ada`,
		fix: 'Periksa namanya, atau lihat yang ada: ls *.pcap captures/',
	}),
	'unreadable-file': ({ path, reason }) => ({
		what: `Tidak dapat membaca "${path}": ${reason}`,
		fix: `Periksa pemilik dan haknya: ls -l "${path}"`,
	}),
	'no-captures': ({ paths }) => ({
		what: `Tidak ada rekaman di ${paths.map((path) => `"${path}"`).join(', ')}`,
		fix: 'Berikan sebuah rekaman, atau folder yang berisi rekaman di kedalaman mana pun.',
	}),
	'memory-full': ({ path, connections }) => ({
		what: `Tidak dapat membaca "${path}" sampai akhir: memori penuh setelah ${connections} koneksi`,
		fix: `Bagi rekaman itu dan lihat bagian-bagiannya: editcap -c 10000000 "${path}" bagian.pcap`,
	}),
	'not-a-report': ({ path, kind }) => ({
		what: `Tidak dapat membaca "${path}" sebagai laporan: ${FOREIGN_REPORT[kind].what}`,
		fix: FOREIGN_REPORT[kind].fix,
	}),
	'not-a-capture': ({ path, looksLike }) => ({
		what: `Tidak dapat membaca "${path}" sebagai rekaman: ${LOOKS[looksLike].what}`,
		fix: LOOKS[looksLike].fix,
	}),
	'file-exists': ({ path }) => ({
		what: `Tidak dapat menulis "${path}": berkas itu sudah ada`,
		fix: 'Pilih nama lain, atau tambahkan --force untuk menggantinya.',
	}),
	'cannot-write': ({ path, reason }) => ({
		what: `Tidak dapat menulis "${path}": ${reason}`,
		fix: 'Pilih folder yang boleh ditulis dan masih punya ruang: -o BERKAS, atau untuk praktikum --captures FOLDER',
	}),
	'unknown-column': ({ name, known }) => ({
		what: `Tidak ada kolom "${name}"`,
		fix: `Pilih dari: ${known.join(', ')}`,
	}),
	'not-in-capture': ({ what, asked, count }) => {
		const name = { packet: 'paket', connection: 'koneksi' }[what];
		return {
			what: `Rekaman ini tidak memiliki ${name} ${asked}`,
			fix: count === 0 ? `Tidak ada ${name} di dalamnya.` : `Pilih salah satu dari 1 sampai ${count}.`,
		};
	},
	'several-connections': ({ count }) => ({
		what: `Rekaman ini memiliki ${count} koneksi, dan satu gambar menunjukkan satu koneksi`,
		fix: `Pilih salah satu dari 1 sampai ${count}: --connection 1`,
	}),
	'nothing-to-plot': ({ kind, connection }) => ({
		what: `Tidak dapat membuat grafik koneksi ${connection}: ${NOTHING_TO_PLOT[kind]}`,
		fix: 'Pilih koneksi, --side, atau --kind lain; daftarnya: capnote analyze FILE --connections',
	}),
	'bad-rows': ({ asked }) => ({
		what: `Tidak jelas paket mana yang dimaksud dengan "${asked}"`,
		fix: 'Berikan nomor dan rentang: --rows 1-3,15-17',
	}),
	'bad-yaml': ({ path, problems }) => ({
		what: `Tidak dapat memakai "${path}": ${problems.map(yamlText).join('; ')}`,
		fix: 'Perbaiki baris itu lalu jalankan lagi.',
	}),
	'wrong-use': ({ problem }) => WRONG_USE[problem],
	'port-forbidden': ({ port, reason }) => ({
		what: `Tidak dapat menunggu di port ${port}: ${reason}`,
		fix: 'Pilih port di atas 1023 dengan --port.',
	}),
	'not-linux': ({ platform }) => ({
		what: `Tidak dapat menjalankan praktikum di "${platform}": perlu network namespace Linux`,
		fix: 'Jalankan di Linux, di mesin virtual Linux, atau di WSL 2. Analisis rekaman bisa di mana saja.',
	}),
	'tool-missing': ({ tool, package: name }) => ({
		what: `Tidak menemukan "${tool}" di mesin ini`,
		fix: `Pasang dulu: sudo apt-get install ${name}`,
	}),
	'capture-forbidden': ({ tool, iface }) => ({
		what: `Tidak dapat merekam di "${iface}": ${tool} tidak boleh membuka raw socket`,
		fix: `Jalankan dengan sudo, atau sekali saja: sudo setcap cap_net_raw,cap_net_admin=eip "$(command -v ${tool})"`,
	}),
	'namespaces-forbidden': ({ setting, found, cure }) => ({
		what: `Tidak dapat membuat network namespace: ${setting} bernilai ${found}`,
		fix: `Izinkan, atau jalankan dengan sudo: ${cure}`,
	}),
	'no-such-interface': ({ iface, others }) => ({
		what: `Tidak dapat merekam "${iface}": interface itu tidak ada`,
		fix: others.length === 0 ? 'Lihat yang ada: ip -br link' : `Pilih salah satu dengan -i: ${others.join(', ')}`,
	}),
	'interface-down': ({ iface }) => ({
		what: `Tidak dapat merekam "${iface}": interface itu mati (down)`,
		fix: `Nyalakan: sudo ip link set ${iface} up`,
	}),
	'network-empty': ({ network }) => ({
		what: `Jaringan "${network}" belum dapat direkam: podman membuat bridge-nya saat container pertama dijalankan`,
		fix: `Jalankan praktikumnya, atau tunggu: capnote record --network ${network} --wait`,
	}),
	'bad-filter': ({ filter, said, didYouMean }) => ({
		what: `Filter "${filter}" tidak dimengerti: ${said}`,
		fix: didYouMean === null ? 'Lihat bentuk filter: man pcap-filter' : `Mungkin maksudnya: ${didYouMean}`,
	}),
	'cap-missing': ({ said }) => ({
		what: `Tidak dapat merekam melalui libpcap: paket cap tidak ada atau belum dikompilasi ("${said}")`,
		fix: 'Pakai --driver tcpdump, atau: sudo apt-get install libpcap-dev make g++ && npm install-scripts approve cap && npm rebuild cap',
	}),
	'no-way-to-record': ({ iface, tried }) => ({
		what: `Tidak dapat merekam di "${iface}". Sudah dicoba: ${tried.map(({ way, said }) => `${WAYS[way]}: ${said}`).join('; ')}`,
		fix: 'Jalankan dengan sudo, atau sekali saja: sudo setcap cap_net_raw,cap_net_admin=eip "$(command -v tcpdump)"; praktikum kami sendiri tidak memerlukannya: capnote lab reqresp',
	}),
	'recorder-failed': ({ tool, said }) => ({
		what: `Tidak dapat merekam: ${tool} berhenti dan berkata "${said}"`,
		fix: `Coba langsung untuk melihat lebih banyak: sudo ${tool} -D`,
	}),
	'driver-elsewhere': ({ iface, driver }) => ({
		what: `Tidak dapat merekam "${iface}" dengan ${driver}: interface itu ada di mesin lain, dan di sana hanya tcpdump yang dapat dijalankan`,
		fix: `Jangan pakai --driver ${driver}.`,
	}),
	'recorder-late': ({ tool, seconds }) => ({
		what: `Tidak dapat merekam: ${tool} belum mulai dalam ${seconds} detik`,
		fix: 'Apakah mesin ini sangat sibuk? Coba sekali lagi.',
	}),
	'lab-step-failed': ({ step, said }) => ({
		what: `Tidak dapat menyiapkan praktikum: "${step}" gagal dan berkata "${said}"`,
		fix: 'Jika tentang izin, jalankan dengan sudo. Jika bukan, laporkan dengan pesan ini.',
	}),
	'port-in-use': ({ port, holder }) =>
		holder === null
			? {
					what: `Tidak dapat menunggu di port ${port}: program lain sudah memakainya`,
					fix: `Lihat program mana: sudo ss -ltnp "sport = :${port}"; atau pilih port lain dengan --port`,
				}
			: {
					what: `Tidak dapat menunggu di port ${port}: ${holder.name} (proses ${holder.pid}) sudah memakainya`,
					fix: `Hentikan: kill ${holder.pid}; atau pilih port lain dengan --port`,
				},
	'connection-refused': ({ host, port }) => ({
		what: `Tidak dapat terhubung ke ${host}:${port}: koneksi ditolak, tidak ada program yang menunggu di sana`,
		fix: `Jalankan server dulu: capnote server echo --port ${port}`,
	}),
	'connection-lost': ({ host, port, reason }) => ({
		what: `Hubungan dengan ${host}:${port} terputus: ${reason}`,
		fix: 'Jalankan lagi server, lalu client.',
	}),
	'several-networks': ({ add }) => ({
		what: `Tidak dapat menentukan jaringan praktikum: ada ${add.length} yang cocok`,
		fix: `Lihat semuanya (capnote detect), lalu tambahkan salah satu: ${add.join(' · ')}`,
	}),
	'no-network': ({ reason, names, engine, state }) => ({
		what:
			`${NO_NETWORK[reason]}${names.length > 0 ? ` (yang ada: ${names.join(', ')})` : ''}` +
			(engine === null || state === null ? '' : `; ${engine} tidak dapat ditanya: ${ENGINE[state].what}`),
		fix:
			state !== null
				? ENGINE[state].fix
				: reason === 'no-match'
					? 'Lihat apa yang ada: capnote detect'
					: 'Jalankan praktikum dulu: docker compose -f compose/reqresp.yml up -d; atau lewat capnote: capnote lab reqresp',
	}),
	'no-engine': ({ address, state, said }) => ({
		what: `Tidak dapat memakai container engine di ${address}: ${ENGINE[state].what}${state === 'failed' ? ` ("${said}")` : ''}`,
		fix: ENGINE[state].fix,
	}),
	'unknown-fault': ({ text, known }) => ({
		what: `Tidak ada gangguan "${text}"`,
		fix: `Pilih dari: ${known.join(', ')}`,
	}),
	'fault-elsewhere': ({ fault, runner, runners }) => ({
		what: `Runner ${runner} tidak dapat membuat gangguan "${fault}"`,
		fix: `Pakai runner yang bisa: ${runners.map((name) => `--runner ${name}`).join(' atau ')}`,
	}),
	'faults-collide': ({ faults: [one, other] }) => ({
		what: `Gangguan "${one}" dan "${other}" tidak dapat bersama: keduanya mengubah hal yang sama`,
		fix: 'Jalankan praktikum dua kali, masing-masing dengan satu gangguan.',
	}),
	'no-submissions': ({ path }) => ({
		what: `Tidak ada tugas di "${path}": tidak ada folder dengan laporan atau rekaman, juga tidak ada berkasnya`,
		fix: 'Berikan folder yang berisi satu folder untuk setiap mahasiswa.',
	}),
	'package-missing': ({ packages }) => ({
		what: `Antrean memerlukan ${packages.join(' dan ')}, yang belum terpasang`,
		fix: `npm install ${packages.join(' ')}`,
	}),
	'queue-failed': ({ url, said }) => ({
		what: `Tidak dapat memakai antrean di "${url}": ${said}`,
		fix: 'Jalankan Redis atau Valkey di sana, atau nilai di mesin ini saja: tanpa --queue.',
	}),
	'bad-parts': ({ path, problem }) => ({
		what: `Tidak dapat menggabungkan "${path}": ${PARTS[problem]}`,
		fix: PARTS_FIX,
	}),
};
