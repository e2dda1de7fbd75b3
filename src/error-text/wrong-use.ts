import type { ErrorTexts, WrongUseErrors } from '../error-text.ts';
import type { ErrorText, WrongUse } from '../errors.ts';

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

/** Options and arguments that do not go together. */
export const wrongUse: ErrorTexts<WrongUseErrors> = {
	'wrong-use': ({ problem }) => WRONG_USE[problem],
};
