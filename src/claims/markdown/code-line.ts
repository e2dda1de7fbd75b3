/** What a line of a block of code is: it decides how the line is read. */
export type CodeLineKind = 'log' | 'packet-line' | 'code';

/** What the labs' programs print, and what students print in programs of their own. */
const LOG =
	/^\s*(?:\[?(?:server|client|broker|publisher|subscriber)\]?\s*[:>-]\s*)?(?:connection from\b|connected (?:by|to)\b|received\b|server listening\b|server (?:is )?(?:running|started|ready)\b|listening (?:on|at)\b|published\b|sent(?: message)?\b|sending\b|enter (?:another )?message\b|message (?:received|sent)\b|client (?:connected|disconnected)\b|menerima\b|diterima\b|mengirim\b|terkirim\b|pesan\b|koneksi dari\b|vote received\b|echo:)/i;

/** A line as Wireshark, tshark or tcpdump print it, or as a student copies it by hand. */
const PACKET =
	/(?:^|\s)(?:(?:frame|packet|paket|row|baris|no\.?)\s*#?\d{1,7}\b|\d{1,7}\s+\d+[.,]\d+\s|\d{1,2}:\d\d:\d\d\.\d+\s+(?:IP|ARP)\b)|\[(?:SYN|ACK|FIN|PSH|RST)|\bFlags \[|\bWho has\b|\bis at (?:[0-9a-f]{2}:){5}/i;

/** Sorts a line of a block of code by its content. */
export function codeLineKind(line: string): CodeLineKind {
	const start = line.slice(0, 300);
	if (LOG.test(start) && !/[;{}]\s*$/.test(start) && !/\b(?:print|printf|console\.log)\s*\(/.test(start)) return 'log';
	const addresses = start.match(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g)?.length ?? 0;
	if (PACKET.test(start) && (addresses > 0 || /\[[A-Z, .]+\]|→|->|>/.test(start))) return 'packet-line';
	return 'code';
}
