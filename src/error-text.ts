import type {
	EngineTrouble,
	ErrorCode,
	ErrorDetails,
	ErrorText,
	ForeignReport,
	LooksLike,
	PartsProblem,
	WayName,
	WrongUse,
	YamlFault,
	YamlProblem,
} from './errors.ts';

const LOOKS: { readonly [L in LooksLike]: ErrorText } = {
	empty: {
		what: 'it is empty (0 bytes)',
		fix: 'tcpdump was killed before it wrote anything. Record again and stop it with Ctrl+C.',
	},
	short: {
		what: 'it ends inside the file header',
		fix: 'The recording was cut at its very start. Record again and stop tcpdump with Ctrl+C.',
	},
	'damaged-gzip': {
		what: 'it is compressed with gzip, and damaged from its start',
		fix: 'Copy or download it again; this says whether it is whole: gzip -t FILE',
	},
	zstd: { what: 'it is compressed with zstd', fix: 'Unpack it first: zstd -d FILE' },
	lz4: { what: 'it is compressed with lz4', fix: 'Unpack it first: lz4 -d FILE' },
	xz: { what: 'it is compressed with xz', fix: 'Unpack it first: xz -dk FILE' },
	bzip2: { what: 'it is compressed with bzip2', fix: 'Unpack it first: bzip2 -dk FILE' },
	'7z': { what: 'it is a 7-Zip archive', fix: 'Unpack it (7z x FILE), then give the .pcap inside.' },
	tar: { what: 'it is a tar archive', fix: 'Unpack it (tar xf FILE), then give the .pcap inside.' },
	'other-capture': {
		what: 'it is a capture, but neither pcap nor pcapng',
		fix: "Convert it with Wireshark's editcap: editcap -F pcapng FILE capture.pcapng",
	},
	text: {
		what: 'it is text',
		fix: "Give the file that tcpdump wrote with -w; tcpdump's printed lines cannot be analysed.",
	},
	zip: { what: 'it is a ZIP archive (or a Word or Excel file)', fix: 'Unpack it, then give the .pcap inside.' },
	pdf: { what: 'it is a PDF document', fix: 'Give the .pcap file, not the report.' },
	image: { what: 'it is a picture', fix: 'Give the .pcap file, not the screenshot of it.' },
	video: { what: 'it is a video', fix: 'Give the .pcap file, not the video of it.' },
	program: { what: 'it is a program', fix: 'Give the file that tcpdump wrote with -w.' },
	unknown: {
		what: 'its first bytes are those of no capture format',
		fix: 'Give the file that tcpdump wrote with -w, or that Wireshark saved.',
	},
};

const FOREIGN_REPORT: { readonly [F in ForeignReport]: ErrorText } = {
	capture: {
		what: 'it is a capture',
		fix: 'Name the report first, then the captures: capnote check README.md lab.pcap',
	},
	zip: {
		what: 'it is a ZIP archive, as a Word document is',
		fix: 'Save it as Markdown or plain text: pandoc -t gfm report.docx -o report.md',
	},
	pdf: { what: 'it is a PDF document', fix: 'Give the Markdown or text that it was made from.' },
	binary: { what: 'it is no text', fix: 'Give the report as Markdown or plain text.' },
};

const WRONG_USE: { readonly [W in WrongUse]: ErrorText } = {
	'no-messages': { what: 'There is no message to send', fix: 'Name at least one: --messages hello,bye' },
	'empty-message': {
		what: 'An empty message cannot be sent: TCP carries no empty messages',
		fix: 'Leave no comma at the start or end, and no two commas side by side: --messages hello,bye',
	},
	'comma-in-message': {
		what: 'A message may hold no comma, for the comma ends a message',
		fix: 'Type it instead: capnote lab reqresp --interactive',
	},
	'long-message': { what: 'A message is longer than 65536 bytes', fix: 'Send a shorter one, or several.' },
	'part-needs-fed-client': {
		what: 'A part of a run can be recorded only with a client that is fed line by line',
		fix: 'Give the scenario a client of kind "fed".',
	},
	'started-by-hand': {
		what: 'This command is for "capnote lab" to start, not for you',
		fix: 'Run: capnote lab reqresp',
	},
	'ring-without-rotation': {
		what: 'A ring needs to know when the next file begins',
		fix: 'Add --rotate-size 10M or --rotate-time 10m to --ring',
	},
	'verify-standard-input': {
		what: 'Cannot verify "-": standard input can be read only once',
		fix: 'Save the capture to a file first, then: capnote analyze FILE --verify',
	},
	'keep-needs-docker': {
		what: 'Only containers can be kept: namespaces end with the lab',
		fix: 'Add: --runner docker',
	},
	'no-profile': {
		what: 'There is no lab to follow',
		fix: 'Name the file that describes it: capnote server profile my-lab.yml',
	},
	'reply-unforeseen': {
		what: 'A reply with {any} can be recognised in a capture, but not made',
		fix: "Give the reply's text in the profile, or only analyse: capnote analyze FILE --lab-profile my-lab.yml",
	},
	'seed-is-simulated': {
		what: 'Only a simulated lab is made from a seed: a real network does what it likes',
		fix: 'Add: --runner simulated',
	},
	'verify-keeps-packets': {
		what: 'Cannot verify in an output that keeps no packets: tsv, csv, jsonl, --summary and --connections',
		fix: 'Verify by itself: capnote analyze FILE --verify',
	},
	'columns-of-rows': {
		what: 'Columns can be chosen only where each packet is a row',
		fix: 'Leave -f away, or add -f md, -f html, -f latex, -f tsv, -f csv or -f jsonl.',
	},
	shard: { what: 'A shard is a number and how many there are', fix: 'For the second of four: --shard 2/4' },
	'parts-of-queue': { what: 'A queue shares the work already', fix: 'Leave --shard or --queue away.' },
	'watch-alone': {
		what: 'A folder is watched on one machine, and its results are written to a folder',
		fix: 'Add -o DIR, and leave --shard and --queue away.',
	},
	'rows-of-tables': {
		what: 'Packets, a connection and raw numbers can be chosen only in outputs for people',
		fix: 'Leave -f away, or add -f md, -f html, -f latex or -f text; outputs for programs are whole.',
	},
	'no-report': {
		what: 'There is no report to check',
		fix: 'Name it, then the captures: capnote check README.md lab.pcap',
	},
	'one-standard-input': {
		what: 'Standard input cannot be the report and a capture',
		fix: 'Give one of them as a file.',
	},
	'self-is-text': {
		what: 'What --self says is text for a terminal, or a page',
		fix: 'Ask for --format text or html, or leave out --self.',
	},
	'several-captures': {
		what: 'Only one capture can be shown packet by packet',
		fix: 'Give one file, or add --summary or --connections for all of them.',
	},
	'summary-format': {
		what: 'A summary has the formats table, tsv, csv and json',
		fix: 'Choose one of them: capnote analyze FILE... --summary -f tsv',
	},
	jobs: {
		what: 'The number of jobs is no whole number from 1 to 256',
		fix: 'Leave --jobs away, or give a number: --jobs 2',
	},
	'clients-are-automatic': {
		what: 'Several clients at once are automatic ones; one that is typed, or fed by a fault, is alone',
		fix: 'Leave --clients away, or --interactive and that --fault',
	},
	'fault-types': {
		what: 'A fault that needs a client of its own leaves nothing to type',
		fix: 'Leave --interactive away',
	},
	'push-is-upcall': {
		what: 'Only the upcall server sends events unasked',
		fix: 'Run: capnote lab upcall --push 200',
	},
	'events-of-a-view': {
		what: 'Program events can be shown only where a whole capture is shown',
		fix: 'Choose -f table, -f md or -f json.',
	},
	'no-specification': {
		what: 'There is no specification to test',
		fix: 'Name one, or let a good capture write it: capnote expect --init lab.pcap -o lab.expect.yml',
	},
	'pcap-has-one-link-type': {
		what: 'A pcap file has one kind of link, and the interfaces of this capture have several',
		fix: 'Let the name of the output file end in .pcapng.',
	},
};

const NOTHING_TO_PLOT = {
	sequence: 'no data of that side were captured',
	throughput: 'no data of that side were captured',
	rtt: 'no acknowledgment of captured data was captured',
};

const NO_NETWORK = {
	nothing: 'No container network with something on it is up',
	'default-only': "Containers run only on the engine's default network, which is taken only by name",
	'no-match': 'No network matches what was asked for',
} as const;

const ENGINE: { readonly [T in EngineTrouble]: ErrorText } = {
	absent: {
		what: 'there is no such socket',
		fix: 'Install Docker (sudo apt-get install docker.io docker-compose), or do without: --runner netns',
	},
	'not-running': { what: 'nobody listens there', fix: 'Start Docker: sudo systemctl start docker' },
	forbidden: {
		what: 'permission denied',
		fix: 'Run with sudo, or once: sudo usermod -aG docker "$USER" && newgrp docker',
	},
	unsupported: {
		what: 'only unix:// and tcp:// without TLS can be asked',
		fix: 'Set DOCKER_HOST to such an address, or unset it.',
	},
	failed: { what: 'it does not answer as it should', fix: 'Look at what it says: docker info' },
};

const WAYS: { readonly [W in WayName]: string } = {
	direct: 'as you are',
	sudo: 'sudo without a password',
	'user-namespace': "the engine's user namespace",
	'helper-container': 'a helper container',
};

const PARTS: { readonly [P in PartsProblem]: string } = {
	'no-part': 'it was not written by capnote grade --shard',
	'other-rubric': 'it was graded with another rubric',
	'other-version': 'it was graded by another version of capnote',
	missing: 'a part is missing',
	twice: 'this part was given twice',
};
const PARTS_FIX =
	'Give every part once, all made with the same rubric and the same capnote: capnote grade merge part-*.jsonl';

const TYPES: Readonly<Record<string, string>> = {
	string: 'text',
	number: 'a number',
	boolean: 'true or false',
	'whole-number': 'a whole number',
	list: 'a list',
	map: 'a block of keys',
};

const YAML: { readonly [K in YamlFault['kind']]: (fault: Extract<YamlFault, { kind: K }>) => string } = {
	syntax: ({ said }) => said,
	'unknown-key': ({ key, nearest, known }) =>
		`unknown key "${key}"; ${nearest === null ? `known are ${known.join(', ')}` : `did you mean "${nearest}"?`}`,
	'missing-key': ({ key }) => `the key "${key}" is missing`,
	'wrong-type': ({ expected }) => `must be ${TYPES[expected] ?? expected}`,
	'not-a-name': () => 'must be a name of small letters, digits and hyphens',
	'not-one-of': ({ values, nearest }) =>
		nearest === null
			? `must be ${values.join(' or ')}`
			: `did you mean "${nearest}"? Possible are ${values.join(', ')}`,
	twice: ({ value }) => `"${value}" is there twice`,
	'out-of-range': ({ least, most }) => (least === null ? `must be ${most} at most` : `must be ${least} at least`),
	'bad-expression': ({ said }) => `is no regular expression (${said})`,
	'unknown-placeholder': ({ word, nearest, known }) =>
		`unknown placeholder {${word}}; ${nearest === null ? `known are ${known.map((name) => `{${name}}`).join(', ')}` : `did you mean {${nearest}}?`}`,
};

function yamlText({ line, path, ...fault }: YamlProblem): string {
	const said = (YAML[fault.kind] as (fault: YamlFault) => string)(fault);
	const where = path === '' || fault.kind === 'unknown-key' || fault.kind === 'missing-key' ? '' : `${path}: `;
	return `line ${line}: ${where}${said}`;
}

/** The English words of every error; other languages have theirs in `i18n/`. */
export const ERROR_TEXT: { readonly [C in ErrorCode]: (details: ErrorDetails<C>) => ErrorText } = {
	'no-such-file': ({ path }) => ({
		what: `Cannot read "${path}": there is no such file`,
		fix: 'Check the name, or list what is here: ls *.pcap captures/',
	}),
	'unreadable-file': ({ path, reason }) => ({
		what: `Cannot read "${path}": ${reason}`,
		fix: `Look at its owner and rights: ls -l "${path}"`,
	}),
	'no-captures': ({ paths }) => ({
		what: `There is no capture in ${paths.map((path) => `"${path}"`).join(', ')}`,
		fix: 'Give a capture, or a folder that holds some at any depth.',
	}),
	'memory-full': ({ path, connections }) => ({
		what: `Cannot read "${path}" to its end: memory is full after ${connections} connections`,
		fix: `Split it and look at the parts: editcap -c 10000000 "${path}" part.pcap`,
	}),
	'not-a-report': ({ path, kind }) => ({
		what: `Cannot read "${path}" as a report: ${FOREIGN_REPORT[kind].what}`,
		fix: FOREIGN_REPORT[kind].fix,
	}),
	'not-a-capture': ({ path, looksLike }) => ({
		what: `Cannot read "${path}" as a capture: ${LOOKS[looksLike].what}`,
		fix: LOOKS[looksLike].fix,
	}),
	'file-exists': ({ path }) => ({
		what: `Cannot write "${path}": the file exists already`,
		fix: 'Choose another name, or add --force to replace it.',
	}),
	'cannot-write': ({ path, reason }) => ({
		what: `Cannot write "${path}": ${reason}`,
		fix: 'Choose a folder that you may write to and that has room: -o FILE, or for a lab --captures FOLDER',
	}),
	'unknown-column': ({ name, known }) => ({
		what: `There is no column "${name}"`,
		fix: `Choose from: ${known.join(', ')}`,
	}),
	'not-in-capture': ({ what, asked, count }) => ({
		what: `The capture has no ${what} ${asked}`,
		fix: count === 0 ? `It holds no ${what} at all.` : `Choose one from 1 to ${count}.`,
	}),
	'several-connections': ({ count }) => ({
		what: `The capture has ${count} connections, and a picture shows one`,
		fix: `Choose one from 1 to ${count}: --connection 1`,
	}),
	'nothing-to-plot': ({ kind, connection }) => ({
		what: `Cannot plot connection ${connection}: ${NOTHING_TO_PLOT[kind]}`,
		fix: 'Choose another connection, another --side or another --kind; capnote analyze FILE --connections lists them.',
	}),
	'bad-rows': ({ asked }) => ({
		what: `Cannot tell which packets "${asked}" stands for`,
		fix: 'Give numbers and ranges: --rows 1-3,15-17',
	}),
	'bad-yaml': ({ path, problems }) => ({
		what: `Cannot use "${path}": ${problems.map(yamlText).join('; ')}`,
		fix: 'Correct these lines and run it again.',
	}),
	'wrong-use': ({ problem }) => WRONG_USE[problem],
	'port-forbidden': ({ port, reason }) => ({
		what: `Cannot listen on port ${port}: ${reason}`,
		fix: 'Choose a port above 1023 with --port.',
	}),
	'not-linux': ({ platform }) => ({
		what: `Cannot run the lab on "${platform}": it needs Linux network namespaces`,
		fix: 'Run it on Linux, in a Linux virtual machine, or in WSL 2. Analysing captures works everywhere.',
	}),
	'tool-missing': ({ tool, package: name }) => ({
		what: `Cannot find "${tool}" on this machine`,
		fix: `Install it: sudo apt-get install ${name}`,
	}),
	'capture-forbidden': ({ tool, iface }) => ({
		what: `Cannot capture on "${iface}": ${tool} may not open a raw socket`,
		fix: `Run with sudo, or once: sudo setcap cap_net_raw,cap_net_admin=eip "$(command -v ${tool})"`,
	}),
	'namespaces-forbidden': ({ setting, found, cure }) => ({
		what: `Cannot make network namespaces: ${setting} is ${found}`,
		fix: `Allow it, or run with sudo: ${cure}`,
	}),
	'no-such-interface': ({ iface, others }) => ({
		what: `Cannot record "${iface}": there is no such interface`,
		fix: others.length === 0 ? 'List what is there: ip -br link' : `Choose one of these with -i: ${others.join(', ')}`,
	}),
	'interface-down': ({ iface }) => ({
		what: `Cannot record "${iface}": the interface is down`,
		fix: `Set it up: sudo ip link set ${iface} up`,
	}),
	'network-empty': ({ network }) => ({
		what: `Cannot record the network "${network}" yet: podman makes its bridge when the first container starts`,
		fix: `Start the lab, or wait for it: capnote record --network ${network} --wait`,
	}),
	'bad-filter': ({ filter, said, didYouMean }) => ({
		what: `Cannot understand the filter "${filter}": ${said}`,
		fix: didYouMean === null ? 'See what filters look like: man pcap-filter' : `Did you mean: ${didYouMean}`,
	}),
	'cap-missing': ({ said }) => ({
		what: `Cannot record through libpcap: the package cap is not here or was not compiled ("${said}")`,
		fix: 'Use --driver tcpdump, or: sudo apt-get install libpcap-dev make g++ && npm install-scripts approve cap && npm rebuild cap',
	}),
	'no-way-to-record': ({ iface, tried }) => ({
		what: `Cannot capture on "${iface}". Tried: ${tried.map(({ way, said }) => `${WAYS[way]}: ${said}`).join('; ')}`,
		fix: 'Run with sudo, or once: sudo setcap cap_net_raw,cap_net_admin=eip "$(command -v tcpdump)"; a lab of our own needs neither: capnote lab reqresp',
	}),
	'recorder-failed': ({ tool, said }) => ({
		what: `Cannot record: ${tool} stopped and said "${said}"`,
		fix: `Try it by hand to see more: sudo ${tool} -D`,
	}),
	'driver-elsewhere': ({ iface, driver }) => ({
		what: `Cannot record "${iface}" with ${driver}: it is in another machine, where only tcpdump can be started`,
		fix: `Leave --driver ${driver} out.`,
	}),
	'recorder-late': ({ tool, seconds }) => ({
		what: `Cannot record: ${tool} did not begin within ${seconds} seconds`,
		fix: 'Is the machine very busy? Try once more.',
	}),
	'lab-step-failed': ({ step, said }) => ({
		what: `Cannot set up the lab: "${step}" failed and said "${said}"`,
		fix: 'If it speaks of permission, run with sudo. If not, please report it with this message.',
	}),
	'port-in-use': ({ port, holder }) =>
		holder === null
			? {
					what: `Cannot listen on port ${port}: another program listens there`,
					fix: `See which one: sudo ss -ltnp "sport = :${port}"; or choose another with --port`,
				}
			: {
					what: `Cannot listen on port ${port}: ${holder.name} (process ${holder.pid}) listens there`,
					fix: `End it: kill ${holder.pid}; or choose another with --port`,
				},
	'connection-refused': ({ host, port }) => ({
		what: `Cannot connect to ${host}:${port}: the connection was refused, no program listens there`,
		fix: `Start the server first: capnote server echo --port ${port}`,
	}),
	'connection-lost': ({ host, port, reason }) => ({
		what: `Cannot go on talking to ${host}:${port}: ${reason}`,
		fix: 'Start the server again, then the client.',
	}),
	'several-networks': ({ add }) => ({
		what: `Cannot tell which network is the lab's: ${add.length} fit`,
		fix: `Look at them (capnote detect), then add one of: ${add.join(' · ')}`,
	}),
	'no-network': ({ reason, names, engine, state }) => ({
		what:
			`${NO_NETWORK[reason]}${names.length > 0 ? ` (there is: ${names.join(', ')})` : ''}` +
			(engine === null || state === null ? '' : `; ${engine} could not be asked: ${ENGINE[state].what}`),
		fix:
			state !== null
				? ENGINE[state].fix
				: reason === 'no-match'
					? 'Look at what there is: capnote detect'
					: 'Start the lab first: docker compose -f compose/reqresp.yml up -d; or let capnote do it: capnote lab reqresp',
	}),
	'no-engine': ({ address, state, said }) => ({
		what: `Cannot use a container engine at ${address}: ${ENGINE[state].what}${state === 'failed' ? ` ("${said}")` : ''}`,
		fix: ENGINE[state].fix,
	}),
	'unknown-fault': ({ text, known }) => ({
		what: `There is no fault "${text}"`,
		fix: `Choose from: ${known.join(', ')}`,
	}),
	'fault-elsewhere': ({ fault, runner, runners }) => ({
		what: `The ${runner} runner cannot make the fault "${fault}"`,
		fix: `Take a runner that can: ${runners.map((name) => `--runner ${name}`).join(' or ')}`,
	}),
	'faults-collide': ({ faults: [one, other] }) => ({
		what: `The faults "${one}" and "${other}" exclude each other: both change the same thing`,
		fix: 'Run the lab twice, with one of them each.',
	}),
	'no-submissions': ({ path }) => ({
		what: `There is no submission in "${path}": no folder with a report or a capture, and no such file`,
		fix: 'Give the folder that holds a folder for each student.',
	}),
	'package-missing': ({ packages }) => ({
		what: `A queue needs ${packages.join(' and ')}, which are not installed`,
		fix: `npm install ${packages.join(' ')}`,
	}),
	'queue-failed': ({ url, said }) => ({
		what: `Cannot use the queue at "${url}": ${said}`,
		fix: 'Start Redis or Valkey there, or grade on this machine alone: leave --queue away.',
	}),
	'bad-parts': ({ path, problem }) => ({ what: `Cannot merge "${path}": ${PARTS[problem]}`, fix: PARTS_FIX }),
};
