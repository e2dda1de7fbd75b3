import { type HostNames, type HostRef, NO_HOST } from '../grammar/host.ts';
import type { ReportDocument } from '../report-document.ts';
import { conceptsOf } from '../text/lexicon.ts';

const BOUND = /(?<![\w.])([A-Z][\w-]{1,20})\s?(?:\(|=|:|→|adalah|is|yaitu)\s?`?(\d{1,3}(?:\.\d{1,3}){3})/g;
const ARROW = /(?<![\w.`])([A-Z][a-z][\w-]{0,20})\s{0,3}(?:→|->|-->|➔|⟶)\s{0,3}([A-Z][a-z][\w-]{0,20})(?![\w.(])/g;

const ACTOR =
	/(?<![\w.`])([A-Z][a-z]{1,20}) (?:sends|answers|replies|closes|opens|mengirim|membalas|menjawab|menutup|membuka)\b/g;

/** Names of hosts that the report explains, and those that it uses without. */
export function hostNames({ text }: ReportDocument, hosts: Readonly<Record<string, string>> = {}): HostNames {
	const names = new Map<string, HostRef>();
	const start = text.slice(0, 400_000);
	for (const [, a = '', b = ''] of start.matchAll(ARROW))
		for (const name of [a, b]) if (isName(name)) names.set(name.toLowerCase(), { ...NO_HOST, unbound: name });
	for (const [, name = '', address = ''] of start.matchAll(BOUND))
		if (isName(name)) names.set(name.toLowerCase(), { ...NO_HOST, address });
	// Where hosts have names, another name that does something is a host too.
	if (names.size > 0)
		for (const [, name = ''] of start.matchAll(ACTOR))
			if (isName(name) && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), { ...NO_HOST, unbound: name });
	for (const [name, value] of Object.entries(hosts))
		names.set(
			name.toLowerCase(),
			value === 'client' || value === 'server' ? { ...NO_HOST, side: value } : { ...NO_HOST, address: value },
		);
	return names;
}

function isName(word: string): boolean {
	return (
		conceptsOf(word.toLowerCase()).length === 0 &&
		!/^(?:TCP|UDP|ARP|HTTP|SYN|ACK|FIN|PSH|RST|IP|MAC|Seq|Ack|Win|Len)$/i.test(word)
	);
}
