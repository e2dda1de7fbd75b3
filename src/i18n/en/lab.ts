import type { RecordingCause } from '../../capture/recording-cause.ts';
import type { LabWords, RunnerFacts } from '../lab-words.ts';
import { count } from './counts.ts';

const CAUSES: { readonly [C in RecordingCause]: string } = {
	stopped: 'not every packet that passed was recorded',
	'count-reached': 'every packet that was wanted is there',
	'interface-gone': 'the network interface went away',
	'disk-full': 'the disk is full',
	'write-failed': 'the file could not be written',
	'recorder-died': 'the recorder ended by itself',
	'recorder-killed': 'the recorder did not end when asked and was killed',
	'ended-at-once': 'you ended it at once, the last packets may be missing',
};

const RUNNERS: { readonly [R in RunnerFacts['runner']]: (facts: RunnerFacts) => string } = {
	netns: ({ rootless }) =>
		rootless
			? 'Runner: netns, through a user namespace (you are not root; no sudo and no Docker is needed).'
			: 'Runner: netns (you are root; no Docker is needed).',
	docker: () => 'Runner: docker.',
	simulated: ({ seed }) =>
		`Runner: simulated: there is no real network, our own TCP makes every packet in virtual time (seed ${seed}).`,
};

const WHY: { readonly [W in RunnerFacts['why']]: string } = {
	asked: '',
	'first-choice': ' In containers instead: --runner docker; without a network: --runner simulated.',
	fallback: '',
	'only-one': ' No other runner can do what was asked.',
};

function problem({ runner, what, fix }: RunnerFacts['problems'][number]): string {
	return `  ${runner} does not work here: ${what}. To get it: ${fix}`;
}

export const lab: LabWords = {
	runner: (facts) => [`${RUNNERS[facts.runner](facts)}${WHY[facts.why]}`, ...facts.problems.map(problem)].join('\n'),
	stages: {
		namespaces: 'Making two machines (network namespaces)…',
		network: 'Connecting them to a bridge…',
		image: "Looking for the containers' image, or making it from this Node…",
		containers: 'Creating the containers and their bridge…',
		simulation: 'Making the packets…',
		recorder: 'Starting tcpdump on the bridge and the server…',
		programs: 'Client and server are talking…',
		drain: 'Finishing the recording…',
		removal: 'Removing the containers…',
	},
	programs: { server: 'server', client: 'client' },
	typing: ({ endWord, endWordIsSent }) =>
		`Type a message and press Enter; "${endWord}" ends (it is ${endWordIsSent ? 'sent, and not answered' : 'not sent'}).`,
	programFailed: ({ program, status }) => `The ${program} failed with exit status ${status}.`,
	stopping: ({ removes }) =>
		removes
			? 'Stopping; what was recorded is kept, the containers are removed.'
			: 'Stopping; what was recorded is kept. Ctrl+C once more ends at once.',
	lateServer: 'The client was refused, for no program listens yet; now the server is started.',
	kept: ({ compose }) => `The containers are still up: ${compose} ps; remove them with: capnote lab down`,
	image: ({ name, isNew, bytes }) =>
		isNew
			? `Image ${name}: made from this Node, ${Math.round(bytes / 1e6)} MB, no registry asked.`
			: `Image ${name}: there already. Make it anew with --force.`,
	removed: ({ containers, networks, images, live }) =>
		[
			containers + networks + images === 0
				? 'Nothing to remove.'
				: `Removed ${count(containers, 'container')}, ${count(networks, 'network')} and ${count(images, 'old image')}.`,
			...(live === 0
				? []
				: [`Left alone: ${count(live, 'lab')} still running in another terminal; --all removes what is left.`]),
		].join(' '),

	nothingRecorded: 'Stopped before a packet was recorded: no file was made.',
	unfinished: ({ path }) => `Ended at once; the unfinished recording is in ${path}`,
	simulated: ({ seed }) =>
		`Simulated: no real network was there. The same packets again: --runner simulated --seed ${seed}`,
	saved: ({ path }) => `Capture: ${path}`,
	events: ({ path }) => `Program events: ${path}`,
	next: ({ capture, events, labProfile }) =>
		`Next: capnote analyze ${capture}${events === null ? '' : ` --events ${events}`}${labProfile === null ? '' : ` --lab-profile ${labProfile}`}`,
	notRecorded: 'Nothing was recorded, as asked.',
	complete: ({ captured }) =>
		`Recording complete: ${captured === 1 ? '1 packet' : `${captured} packets`} captured, none dropped.`,
	incomplete: ({ captured, received, dropped, cause, said }) =>
		`Recording NOT complete: ${CAUSES[cause]}${said ? ` ("${said}")` : ''}; captured ${captured ?? '?'}, received ${received ?? '?'}, dropped ${dropped ?? '?'}. A packet missing here was not necessarily missing on the network.`,
};
