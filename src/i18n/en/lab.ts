import type { LabWords, RecordingCauseName } from '../lab-words.ts';

const CAUSES: { readonly [C in RecordingCauseName]: string } = {
	stopped: 'not every packet that passed was recorded',
	'interface-gone': 'the network interface went away',
	'disk-full': 'the disk is full',
	'write-failed': 'the file could not be written',
	'recorder-died': 'tcpdump ended by itself',
	'recorder-killed': 'tcpdump did not end when asked and was killed',
};

export const lab: LabWords = {
	runner: ({ rootless }) =>
		rootless
			? 'Runner: netns, through a user namespace (you are not root; no sudo and no Docker is needed).'
			: 'Runner: netns (you are root; no Docker is needed).',
	stages: {
		namespaces: 'Making two machines (network namespaces)…',
		network: 'Connecting them to a bridge…',
		recorder: 'Starting tcpdump on the bridge and the server…',
		programs: 'Client and server are talking…',
		drain: 'Finishing the recording…',
	},
	programs: { server: 'server', client: 'client' },
	typing: ({ endWord }) => `Type a message and press Enter; "${endWord}" ends (it is not sent).`,
	programFailed: ({ program, status }) => `The ${program} failed with exit status ${status}.`,
	stopping: 'Stopping; what was recorded is kept. Ctrl+C once more ends at once.',
	nothingRecorded: 'Stopped before a packet was recorded: no file was made.',
	unfinished: ({ path }) => `Ended at once; the unfinished recording is in ${path}`,
	saved: ({ path }) => `Capture: ${path}`,
	complete: ({ captured }) =>
		`Recording complete: ${captured === 1 ? '1 packet' : `${captured} packets`} captured, none dropped.`,
	incomplete: ({ captured, received, dropped, cause, said }) =>
		`Recording NOT complete: ${CAUSES[cause]}${said ? ` ("${said}")` : ''}; captured ${captured ?? '?'}, received ${received ?? '?'}, dropped ${dropped ?? '?'}. A packet missing here was not necessarily missing on the network.`,
};
