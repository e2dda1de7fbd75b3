/** What shows a fault: in `analyze`, and as tshark's display filter with how many packets it must find at least. */
export interface FaultCase {
	readonly faults: readonly string[];
	readonly lines: readonly RegExp[];
	readonly filter: string;
	readonly found: number;
}

/** What each fault shows, whichever runner makes it. */
export const FAULT_CASES: readonly FaultCase[] = [
	{
		faults: ['refused'],
		lines: [/refused by RST #\d+/, /A later attempt succeeded: connection 2/],
		...{ filter: 'tcp.flags.reset == 1', found: 1 },
	},
	{
		faults: ['late-capture'],
		lines: [/handshake not captured/, /the capture starts after the handshake/],
		...{ filter: 'tcp.flags.push == 1', found: 6 },
	},
	{
		faults: ['server-stops'],
		lines: [/closed in 4 segments .*, server first/, /server has finished sending and closes first/],
		...{ filter: 'tcp.flags.fin == 1', found: 2 },
	},
	{
		faults: ['reset'],
		lines: [/broken off by the server's RST/, /server breaks the connection off/],
		...{ filter: 'tcp.flags.reset == 1', found: 1 },
	},
	{
		faults: ['half-close'],
		lines: [
			/client has finished sending and closes first[\s\S]*reply 4, 9 bytes[\s\S]*server has finished sending too/,
		],
		...{ filter: 'tcp.flags.fin == 1', found: 2 },
	},
	{
		faults: ['slow-reader'],
		lines: [/\[TCP Window Full\]/, /\[TCP ZeroWindow\]/, /\[TCP Window Update\]/],
		...{ filter: 'tcp.analysis.zero_window', found: 1 },
	},
	{
		faults: ['loss=20%'],
		lines: [/sent again, first in #6 \[TCP Retransmission\]/],
		...{ filter: 'tcp.analysis.retransmission', found: 2 },
	},
	{
		faults: ['delay=50ms'],
		lines: [/handshake #3–#5 \(1[0-9]{2} ms\)/, /closed in 3 segments #\d+–#\d+, client first/],
		...{ filter: 'tcp.analysis.initial_rtt > 0.1', found: 1 },
	},
	{
		faults: ['reorder'],
		lines: [/fills a gap left before/, /before this are not in the capture/],
		...{ filter: 'tcp.analysis.lost_segment', found: 1 },
	},
	{
		faults: ['duplicate'],
		lines: [/sent again \[TCP Spurious Retransmission\]|sent again, first in #6 \[TCP Retransmission\]/],
		...{ filter: 'tcp.analysis.retransmission || tcp.analysis.spurious_retransmission', found: 1 },
	},
	{
		faults: ['no-arp'],
		lines: [/1 TCP connection \(\d+ segments\)\.$/m, /client asks to open the connection/],
		...{ filter: 'tcp', found: 16 },
	},
	{
		faults: ['flush-arp'],
		lines: [/reply 1, [\s\S]*asks everyone: who has 10\.77\.0\.[23]\?[\s\S]*reply 2, /],
		...{ filter: 'arp && frame.number > 6', found: 2 },
	},
	{
		faults: ['any'],
		lines: [/the same packet was recorded up to 3 times/, /the same packet as #\d+, recorded once more/],
		...{ filter: 'sll', found: 32 },
	},
	{
		faults: ['firewall'],
		lines: [/answers ARP, but the SYN to port 2222 .* got neither SYN-ACK nor RST/],
		...{ filter: 'tcp.flags.syn == 1 && tcp.analysis.retransmission', found: 2 },
	},
	{
		faults: ['snaplen=60'],
		lines: [/were captured only in part/, /\(not captured\)/],
		...{ filter: 'frame.cap_len < frame.len', found: 16 },
	},
	{
		faults: ['killed-capture'],
		lines: [/its end is not in the capture/],
		...{ filter: 'tcp.flags.push == 1', found: 6 },
	},
	{
		faults: ['delay=20ms', 'server-stops', 'snaplen=66'],
		lines: [/closed in 4 segments .*, server first/, /handshake #3–#5 \([4-9]\d[.\d]* ms\)/, /captured only in part/],
		...{ filter: 'tcp.flags.fin == 1', found: 2 },
	},
];

/** What only the simulated runner can make. */
export const SIMULATED_FAULT_CASES: readonly FaultCase[] = [
	{
		faults: ['lose=6'],
		lines: [/sent again, first in #6 \[TCP Retransmission\]/],
		...{ filter: 'tcp.analysis.retransmission', found: 1 },
	},
	{
		faults: ['lose=7', 'reset'],
		lines: [/broken off by the server's RST/],
		...{ filter: 'tcp.flags.reset == 1', found: 1 },
	},
	{
		faults: ['simultaneous-open'],
		lines: [
			/client → server +SYN +0 .*client asks to open the connection\n.*server → client +SYN +0 .*server asks to open the connection, too/,
			/server → client +SYN, ACK .*server sends its SYN again.*\n.*client → server +SYN, ACK .*client sends its SYN again/,
			/4 replies/,
		],
		...{ filter: 'tcp.flags.syn == 1', found: 4 },
	},
	{
		faults: ['simultaneous-close'],
		lines: [/both sides closed at the same time/],
		...{ filter: 'tcp.flags.fin == 1', found: 2 },
	},
	{
		faults: ['keep-alive'],
		lines: [/\[TCP Keep-Alive\]/, /\[TCP Keep-Alive ACK\]/],
		...{ filter: 'tcp.analysis.keep_alive', found: 2 },
	},
];
