import type { Say } from './say.ts';
import type { LogSay } from './say-connections.ts';

const QUOTED = /^["'`]?([\s\S]*?)["'`]?$/;

interface LogPattern {
	readonly line: RegExp;
	readonly make: (found: RegExpExecArray) => LogSay['log'] | null;
}

const message = (from: 'client' | 'server', text: string | undefined): LogSay['log'] | null => {
	const said = QUOTED.exec((text ?? '').trim())?.[1]?.trim() ?? '';
	return said === '' ? null : { kind: 'message', from, text: said };
};

/** P13: what the labs' programs print. */
const LOGS: readonly LogPattern[] = [
	{
		line: /^\s*(?:(?:new )?connection from|connected (?:by|to)|koneksi dari|client connected(?: from)?|accepted connection from)\s*:?\s*\(?\s*['"]?(\d{1,3}(?:\.\d{1,3}){3})['"]?\s*(?:[,:]\s*(\d{1,5}))?\s*\)?/i,
		make: ([, address = '', port]) => ({ kind: 'connection', address, port: port ? Number(port) : null }),
	},
	{
		line: /^\s*(?:received|menerima|diterima)(?: (?:message|data|pesan|upcall|event|vote))? (?:from|dari) (client|klien)\s*:\s*(.{1,400})$/i,
		make: ([, , text]) => message('client', text),
	},
	{
		line: /^\s*(?:received|menerima|diterima)(?: (?:message|data|pesan|upcall|event|response))? (?:from|dari) (server)\s*:\s*(.{1,400})$/i,
		make: ([, , text]) => message('server', text),
	},
	{
		line: /^\s*(?:server )?listening (?:on|at)\s*:?\s*(?:port\s*)?(?:[\w.-]+:)?(\d{2,5})\b/i,
		make: ([, port]) => ({ kind: 'listening', port: Number(port) }),
	},
	{
		line: /^\s*published(?: message)?\s*:\s*(.{1,400})$/i,
		make: ([, text]) => (text ? { kind: 'published', text: text.trim() } : null),
	},
	{
		line: /^\s*(?:enter (?:another )?message|masukkan pesan)\s*:\s*(.{1,400})$/i,
		make: ([, text]) => message('client', text),
	},
];

const QUOTE_OR_SPACE = /[`"'\s]/;
const MOST_LINE = 480;

/** Counted from the end: a pattern that ends in `+$` is tried at each character of a run, in quadratic time. */
function withoutQuotes(text: string): string {
	const begun = text.replace(/^[`"'\s]+/, '');
	let end = begun.length;
	while (end > 0 && QUOTE_OR_SPACE.test(begun.charAt(end - 1))) end--;
	return begun.slice(0, end);
}

/** Reads a line of a terminal; a line that says nothing of the wire gives nothing. */
export function readLog(text: string): readonly Say[] {
	const line = withoutQuotes(text).slice(0, MOST_LINE);
	for (const { line: pattern, make } of LOGS) {
		const found = pattern.exec(line);
		const log = found ? make(found) : null;
		if (log)
			return [
				{
					say: 'log',
					log,
					kinds: log.kind === 'message' ? ['K17', 'K09'] : log.kind === 'published' ? ['K17', 'K09'] : ['K17', 'K10'],
					pattern: 'P13',
					start: 0,
					end: text.length,
					tentative: null,
				},
			];
	}
	return [];
}
