import type { ChoiceErrors, ErrorTexts } from '../error-text.ts';

const NOTHING_TO_PLOT = {
	sequence: 'no data of that side were captured',
	throughput: 'no data of that side were captured',
	rtt: 'no acknowledgment of captured data was captured',
};

/** What is chosen of a capture to be shown. */
export const choices: ErrorTexts<ChoiceErrors> = {
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
};
