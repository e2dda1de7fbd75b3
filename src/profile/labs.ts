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
		replyPatterns: null,
		endWord: 'bye',
		endWordIsSent: false,
		greeting: null,
		closeStarter: null,
		messages: MESSAGES,
		services: { server: 'reqresp-server', client: 'reqresp-client' },
	},
	upcall: {
		name: 'upcall',
		port: 4141,
		replyPrefix: 'Upcall event: Processing ',
		replyPatterns: null,
		endWord: 'bye',
		endWordIsSent: false,
		greeting: null,
		closeStarter: null,
		messages: MESSAGES,
		services: { server: 'upcall-server', client: 'upcall-client' },
	},
	voting: {
		name: 'voting',
		port: 2223,
		replyPrefix: null,
		replyPatterns: [
			{ message: 'exit', reply: null },
			{ message: 'Option [ABC]', reply: 'Vote received for {message}, current count: {count}' },
			{ message: null, reply: 'Invalid option. Available: Option A, Option B, Option C' },
		],
		endWord: 'exit',
		endWordIsSent: true,
		greeting: null,
		closeStarter: null,
		messages: ['Option A', 'Option B', 'Option A', 'Option D', 'exit'],
		services: { server: 'voting-server', client: 'voting-client' },
	},
};

/** A lab beside these in the same course: its captures are recognised, and no more is known of it. */
export interface NeighbourLab {
	readonly name: string;
	readonly port: number;
	readonly transport: 'tcp' | 'udp';
}

/** The labs whose captures are often found beside those of ours. */
export const NEIGHBOUR_LABS: readonly NeighbourLab[] = [
	{ name: 'rest', port: 5151, transport: 'tcp' },
	{ name: 'rpc', port: 4000, transport: 'tcp' },
	{ name: 'soap', port: 8000, transport: 'tcp' },
	{ name: 'mqtt', port: 1883, transport: 'tcp' },
	{ name: 'zmq', port: 5555, transport: 'tcp' },
	{ name: 'lamport', port: 12345, transport: 'tcp' },
	{ name: 'udp', port: 12345, transport: 'udp' },
];

/** The lab whose server listens on this port. */
export function labOfPort(port: number): LabProfile | undefined {
	return Object.values(LABS).find((lab) => lab.port === port);
}
