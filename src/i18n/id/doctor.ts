import type { CheckOf, CheckText, DoctorWords } from '../doctor-words.ts';

const RIGHTS = {
	root: 'Anda root',
	'file-capabilities': 'tcpdump sendiri punya hak (file capabilities atau grup)',
	sudo: 'melalui sudo, tanpa kata sandi',
	none: 'Anda tidak boleh merekam interface yang ada; praktikum kami sendiri tidak perlu hak',
} as const;

const ENGINES = {
	answers: 'menjawab',
	absent: 'tidak ada',
	'not-running': 'tidak berjalan',
	forbidden: 'tidak boleh Anda pakai',
	unsupported: 'memakai cara yang tidak dikenal capnote',
	failed: 'tidak menjawab dengan benar',
} as const;

const ENGINE_CURES = {
	answers: null,
	absent: 'Hanya untuk praktikum dalam container: sudo apt-get install docker.io docker-compose',
	'not-running': 'sudo systemctl start docker',
	forbidden: 'sudo usermod -aG docker "$USER", lalu masuk lagi',
	unsupported: 'unset DOCKER_HOST, atau tulis sebagai unix:///… atau tcp://…',
	failed: 'Lihat sebabnya: docker info',
} as const;

const CAP_CURE = 'sudo apt-get install libpcap-dev make g++ && npm install-scripts approve cap && npm rebuild cap';
const SETCAP = 'sudo setcap cap_net_raw,cap_net_admin=eip "$(command -v tcpdump)"';
const GIB = 1_073_741_824;

export const doctor: DoctorWords = {
	states: { fine: 'ok', warning: 'catatan', problem: 'MASALAH', unknown: 'tak diketahui' },
	checks: {
		node: ({ version, least, state }) =>
			cured(
				`Node ${version}`,
				state === 'fine' ? null : `Pasang Node ${least} atau yang lebih baru: https://nodejs.org`,
			),
		tcpdump: ({ path, version }) =>
			path === null
				? cured('tcpdump tidak ada', 'sudo apt-get install tcpdump')
				: cured(`tcpdump ${version ?? ''} (${path})`, null),
		libpcap: ({ version }) =>
			cured(version === null ? 'libpcap: versinya tidak diketahui' : `libpcap ${version}`, null),
		cap: ({ said }) =>
			said === null
				? cured('cap, untuk --driver libpcap, dapat dimuat', null)
				: cured(`cap, untuk --driver libpcap, tidak dapat dimuat: ${said}`, CAP_CURE),
		'capture-right': ({ by }) => cured(`Hak merekam: ${RIGHTS[by]}`, by === 'none' ? SETCAP : null),
		namespaces: namespaces,
		engine: ({ address, engineState, said }) =>
			cured(
				`Engine container${address === null ? '' : ` di ${address}`} ${ENGINES[engineState]}${said ? ` ("${said}")` : ''}`,
				ENGINE_CURES[engineState],
			),
		compose: ({ command, version }) =>
			command === null
				? cured('Compose tidak ada', 'Hanya untuk praktikum dalam container: sudo apt-get install docker-compose')
				: cured(`${command} ${version}`, null),
		forward: ({ drops }) => {
			if (drops === null) return cured('Aturan FORWARD Docker: hanya root yang boleh melihat', null);
			if (!drops) return cured('Paket antar port sebuah bridge lolos firewall', null);
			return cured(
				'Aturan FORWARD Docker membuang IPv4 di bridge buatan sendiri (praktikum capnote dan jaringan Docker tidak terkena)',
				'Untuk bridge buatan Anda: sudo iptables -I DOCKER-USER -i BRIDGE -o BRIDGE -j ACCEPT',
			);
		},
		apparmor: ({ confinesTcpdump }) =>
			cured(
				confinesTcpdump
					? 'AppArmor membatasi tempat tcpdump menulis; capnote menulis berkasnya sendiri, jadi tidak masalah'
					: 'AppArmor tidak membatasi tcpdump',
				null,
			),
		disk: ({ folder, freeBytes, writable }) => {
			const free = freeBytes === null ? '' : `: ${(freeBytes / GIB).toFixed(1).replace('.', ',')} GiB kosong`;
			if (!writable) return cured(`Anda tidak boleh menulis ke ${folder}`, 'Pilih folder lain: --captures FOLDER');
			return cured(`Rekaman disimpan di ${folder}${free}`, null);
		},
		clock: ({ year, source, state }) =>
			cured(
				`Jam: tahun ${year}${source === null ? '' : `, sumber ${source}`}`,
				state === 'fine' ? null : 'Atur: sudo timedatectl set-ntp true. Waktu di rekaman bisa salah atau kasar.',
			),
	},
	works: ({ runners, drivers }) =>
		`Praktikum dapat dijalankan (${runners.join(', ')}) dan direkam (${drivers.join(', ')}). Coba: capnote lab reqresp`,
	worksNot: ({ runners }) =>
		`Praktikum dapat dijalankan (${runners.join(', ')}), tetapi TIDAK direkam: tidak ada driver yang bekerja. Tanpa jaringan semuanya tetap jalan: capnote lab reqresp --runner simulated`,
};

function namespaces({ byRoot, trouble }: CheckOf<'namespaces'>): CheckText {
	if (trouble === null) {
		return cured(`Namespace untuk praktikum: dapat dibuat${byRoot ? '' : ' oleh Anda, tanpa root'}`, null);
	}
	if (trouble.kind === 'missing-tool') {
		return cured(
			`Namespace untuk praktikum: program ${trouble.tool} tidak ada`,
			`sudo apt-get install ${trouble.package}`,
		);
	}
	return cured(`Namespace untuk praktikum: ${trouble.setting} bernilai ${trouble.found}`, trouble.cure);
}

function cured(what: string, cure: string | null): CheckText {
	return { what, cure };
}
