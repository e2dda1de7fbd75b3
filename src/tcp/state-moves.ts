/** The states of a TCP endpoint (RFC 9293, section 3.3.2). */
export const TCP_STATES = [
	'CLOSED',
	'LISTEN',
	'SYN_SENT',
	'SYN_RECEIVED',
	'ESTABLISHED',
	'FIN_WAIT_1',
	'FIN_WAIT_2',
	'CLOSE_WAIT',
	'CLOSING',
	'LAST_ACK',
	'TIME_WAIT',
] as const;

/** One of them. */
export type TcpState = (typeof TCP_STATES)[number];

/** What can happen to an endpoint, told from the endpoint's own place. */
export type TcpEvent =
	| 'sends-syn'
	| 'gets-syn'
	| 'syn-acknowledged'
	| 'sends-ack'
	| 'sends-fin'
	| 'sends-fin-unaware'
	| 'gets-fin'
	| 'fin-acknowledged'
	| 'reset';

/** Where each event leads; a state that is not named stays as it is (RFC 9293, figure 5 and section 3.10.7). */
const MOVES: { readonly [E in TcpEvent]: { readonly [S in TcpState]?: TcpState } } = {
	// From a synchronised state: the program or host began anew and knows nothing of the old connection (section 3.5.1).
	'sends-syn': {
		CLOSED: 'SYN_SENT',
		LISTEN: 'SYN_SENT',
		SYN_RECEIVED: 'SYN_SENT',
		ESTABLISHED: 'SYN_SENT',
		FIN_WAIT_1: 'SYN_SENT',
		FIN_WAIT_2: 'SYN_SENT',
		CLOSE_WAIT: 'SYN_SENT',
		CLOSING: 'SYN_SENT',
		LAST_ACK: 'SYN_SENT',
		TIME_WAIT: 'SYN_SENT',
	},
	// In any other synchronised state a SYN earns a challenge ACK and moves nothing (section 3.10.7.4).
	'gets-syn': {
		CLOSED: 'SYN_RECEIVED',
		LISTEN: 'SYN_RECEIVED',
		SYN_SENT: 'SYN_RECEIVED',
		TIME_WAIT: 'SYN_RECEIVED',
	},
	'syn-acknowledged': { SYN_SENT: 'ESTABLISHED', SYN_RECEIVED: 'ESTABLISHED' },
	// Whoever acknowledges has got the SYN-ACK, even if the capture has not.
	'sends-ack': { SYN_SENT: 'ESTABLISHED' },
	'sends-fin': { SYN_RECEIVED: 'FIN_WAIT_1', ESTABLISHED: 'FIN_WAIT_1', CLOSE_WAIT: 'LAST_ACK' },
	// The FIN left before the other side's FIN came in (section 3.6, simultaneous close).
	'sends-fin-unaware': { SYN_RECEIVED: 'FIN_WAIT_1', ESTABLISHED: 'FIN_WAIT_1', CLOSE_WAIT: 'CLOSING' },
	'gets-fin': {
		SYN_RECEIVED: 'CLOSE_WAIT',
		ESTABLISHED: 'CLOSE_WAIT',
		FIN_WAIT_1: 'CLOSING',
		FIN_WAIT_2: 'TIME_WAIT',
	},
	'fin-acknowledged': { FIN_WAIT_1: 'FIN_WAIT_2', CLOSING: 'TIME_WAIT', LAST_ACK: 'CLOSED' },
	reset: {
		SYN_SENT: 'CLOSED',
		SYN_RECEIVED: 'CLOSED',
		ESTABLISHED: 'CLOSED',
		FIN_WAIT_1: 'CLOSED',
		FIN_WAIT_2: 'CLOSED',
		CLOSE_WAIT: 'CLOSED',
		CLOSING: 'CLOSED',
		LAST_ACK: 'CLOSED',
		TIME_WAIT: 'CLOSED',
	},
};

/** The state after an event; what is not known stays so. */
export function moveState(state: TcpState | null, event: TcpEvent): TcpState | null {
	return state === null ? null : (MOVES[event][state] ?? state);
}
