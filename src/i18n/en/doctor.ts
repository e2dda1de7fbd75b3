import type { CheckOf, CheckText, DoctorWords } from '../doctor-words.ts';

const RIGHTS = {
	root: 'you are root',
	'file-capabilities': 'tcpdump has the right itself (file capabilities or group)',
	sudo: 'through sudo, which asks for no password',
	none: 'you may not record interfaces that are there; labs of our own need no right',
} as const;

const ENGINES = {
	answers: 'answers',
	absent: 'there is none',
	'not-running': 'does not run',
	forbidden: 'you may not use it',
	unsupported: 'is reached in a way that capnote does not speak',
	failed: 'gives no sense',
} as const;

const ENGINE_CURES = {
	answers: null,
	absent: 'Only for labs in containers: sudo apt-get install docker.io docker-compose',
	'not-running': 'sudo systemctl start docker',
	forbidden: 'sudo usermod -aG docker "$USER", then log in again',
	unsupported: 'unset DOCKER_HOST, or give it as unix:///… or tcp://…',
	failed: 'See why: docker info',
} as const;

const CAP_CURE = 'sudo apt-get install libpcap-dev make g++ && npm install-scripts approve cap && npm rebuild cap';
const SETCAP = 'sudo setcap cap_net_raw,cap_net_admin=eip "$(command -v tcpdump)"';
const GIB = 1_073_741_824;

export const doctor: DoctorWords = {
	states: { fine: 'ok', warning: 'note', problem: 'PROBLEM', unknown: 'unknown' },
	checks: {
		node: ({ version, least, state }) =>
			cured(`Node ${version}`, state === 'fine' ? null : `Install Node ${least} or later: https://nodejs.org`),
		tcpdump: ({ path, version }) =>
			path === null
				? cured('tcpdump is not here', 'sudo apt-get install tcpdump')
				: cured(`tcpdump ${version ?? ''} (${path})`, null),
		libpcap: ({ version }) => cured(version === null ? 'libpcap: version not known' : `libpcap ${version}`, null),
		cap: ({ said }) =>
			said === null
				? cured('cap, for --driver libpcap, loads', null)
				: cured(`cap, for --driver libpcap, does not load: ${said}`, CAP_CURE),
		'capture-right': ({ by }) => cured(`Right to record: ${RIGHTS[by]}`, by === 'none' ? SETCAP : null),
		namespaces: namespaces,
		engine: ({ address, engineState, said }) =>
			cured(
				`Container engine${address === null ? '' : ` at ${address}`} ${ENGINES[engineState]}${said ? ` ("${said}")` : ''}`,
				ENGINE_CURES[engineState],
			),
		compose: ({ command, version }) =>
			command === null
				? cured('Compose is not here', 'Only for labs in containers: sudo apt-get install docker-compose')
				: cured(`${command} ${version}`, null),
		forward: ({ drops }) => {
			if (drops === null) return cured("Docker's FORWARD rule: only root may look", null);
			if (!drops) return cured('Packets between ports of a bridge pass the firewall', null);
			return cured(
				"Docker's FORWARD rule drops IPv4 on bridges made by hand (capnote's own labs and Docker's networks are not touched)",
				'For a bridge of your own: sudo iptables -I DOCKER-USER -i BRIDGE -o BRIDGE -j ACCEPT',
			);
		},
		apparmor: ({ confinesTcpdump }) =>
			cured(
				confinesTcpdump
					? 'AppArmor limits where tcpdump may write; capnote writes the file itself, so that does not matter'
					: 'AppArmor does not limit tcpdump',
				null,
			),
		disk: ({ folder, freeBytes, writable }) => {
			const free = freeBytes === null ? '' : `: ${(freeBytes / GIB).toFixed(1)} GiB free`;
			if (!writable) return cured(`You may not write to ${folder}`, 'Choose another folder: --captures FOLDER');
			return cured(`Captures go to ${folder}${free}`, null);
		},
		clock: ({ year, source, state }) =>
			cured(
				`Clock: year ${year}${source === null ? '' : `, source ${source}`}`,
				state === 'fine' ? null : 'Set it: sudo timedatectl set-ntp true. Times in captures would be wrong or coarse.',
			),
	},
	works: ({ runners, drivers }) =>
		`Labs can be run (${runners.join(', ')}) and recorded (${drivers.join(', ')}). Try: capnote lab reqresp`,
	worksNot: ({ runners }) =>
		`Labs can be run (${runners.join(', ')}), but NOT recorded: no driver works. Without a network all works the same: capnote lab reqresp --runner simulated`,
};

function namespaces({ byRoot, trouble }: CheckOf<'namespaces'>): CheckText {
	if (trouble === null) {
		return cured(`Namespaces for labs: can be made${byRoot ? '' : ' by you, without root'}`, null);
	}
	if (trouble.kind === 'missing-tool') {
		return cured(`Namespaces for labs: the tool ${trouble.tool} is missing`, `sudo apt-get install ${trouble.package}`);
	}
	return cured(`Namespaces for labs: ${trouble.setting} is ${trouble.found}`, trouble.cure);
}

function cured(what: string, cure: string | null): CheckText {
	return { what, cure };
}
