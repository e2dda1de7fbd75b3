import type { LabProfile } from './lab-profile.ts';

/** The name of a built-in lab. */
export type LabName = 'reqresp' | 'upcall' | 'voting';

const MESSAGES = ['hello', 'distributed', 'systems', 'bye'];

/** The labs that capnote knows by heart, by name. */
export const LABS: Readonly<Record<LabName, LabProfile>> = {
	reqresp: {
		name: 'reqresp',
		port: 2222,
		replyPrefix: 'Echo: ',
		endWord: 'bye',
		endWordIsSent: false,
		messages: MESSAGES,
		services: { server: 'reqresp-server', client: 'reqresp-client' },
	},
	upcall: {
		name: 'upcall',
		port: 4141,
		replyPrefix: 'Upcall event: Processing ',
		endWord: 'bye',
		endWordIsSent: false,
		messages: MESSAGES,
		services: { server: 'upcall-server', client: 'upcall-client' },
	},
	voting: {
		name: 'voting',
		port: 2223,
		replyPrefix: null,
		endWord: 'exit',
		endWordIsSent: true,
		messages: ['Option A', 'Option B', 'Option A', 'Option D', 'exit'],
		services: { server: 'voting-server', client: 'voting-client' },
	},
};

/** The lab whose server listens on this port. */
export function labOfPort(port: number): LabProfile | undefined {
	return Object.values(LABS).find((lab) => lab.port === port);
}
