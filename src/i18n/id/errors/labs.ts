import type { ErrorTexts, LabErrors } from '../../../error-text.ts';

/** Running a lab: its network, its programs, its faults. */
export const labs: ErrorTexts<LabErrors> = {
	'not-linux': ({ platform }) => ({
		what: `Tidak dapat menjalankan praktikum di "${platform}": perlu network namespace Linux`,
		fix: 'Jalankan di Linux, di mesin virtual Linux, atau di WSL 2. Analisis rekaman bisa di mana saja.',
	}),
	'tool-missing': ({ tool, package: name }) => ({
		what: `Tidak menemukan "${tool}" di mesin ini`,
		fix: `Pasang dulu: sudo apt-get install ${name}`,
	}),
	'namespaces-forbidden': ({ setting, found, cure }) => ({
		what: `Tidak dapat membuat network namespace: ${setting} bernilai ${found}`,
		fix: `Izinkan, atau jalankan dengan sudo: ${cure}`,
	}),
	'lab-step-failed': ({ step, said }) => ({
		what: `Tidak dapat menyiapkan praktikum: "${step}" gagal dan berkata "${said}"`,
		fix: 'Jika tentang izin, jalankan dengan sudo. Jika bukan, laporkan dengan pesan ini.',
	}),
	'port-forbidden': ({ port, reason }) => ({
		what: `Tidak dapat menunggu di port ${port}: ${reason}`,
		fix: 'Pilih port di atas 1023 dengan --port.',
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
};
