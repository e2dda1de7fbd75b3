import { endpointText } from '../../decode/endpoint-text.ts';
import type { Side } from '../../tcp/segment-batch.ts';
import { shorten, wrap } from '../wrap.ts';
import { arrowText, type Ladder, type PacketRow, remarks, rowText, spanText } from './ladder-text.ts';

/**
 * What Mermaid takes as it is inside a message. All else stands as an entity: `#` begins a comment, `;` ends a
 * statement, `%%{` is a directive, `$$` a formula, and labels may be HTML.
 */
const SPECIAL = /[^\p{L}\p{N} ,.=·×–→()+/:']/gu;
/** `end` closes a block wherever some versions meet it. */
const END = /\bend\b/gi;
const PAYLOAD_WIDTH = 40;
const NOTE_WIDTH = 56;

const PARTICIPANT: { readonly [S in Side]: string } = { client: 'C', server: 'S' };

/** The ladder as a Mermaid `sequenceDiagram`, for a README on GitHub. */
export function mermaidLadder(ladder: Ladder): string {
	const { timeline, words } = ladder;
	const { connection, rows, spans } = timeline;
	const { client, server } = connection;
	const head = [
		'sequenceDiagram',
		`    accTitle: ${plain(words.ladder.title(connection))}`,
		`    participant C as ${inert(`${words.sides.client} ${endpointText(client.address, client.port)}`)}`,
		`    participant S as ${inert(`${words.sides.server} ${endpointText(server.address, server.port)}`)}`,
	];
	const lines = rows.flatMap((row, i) => {
		const span = spans.find(({ firstRow }) => firstRow === i);
		const isNamed = span && row.kind !== 'exchanges';
		const named = isNamed ? [over(spanText(span, words))] : [];
		if (row.kind === 'packet') return [...named, arrow(row, ladder), ...noteOf(row, ladder)];
		if (row.kind === 'call') {
			const where = row.call.side === 'client' ? 'left of C' : 'right of S';
			return [...named, `    Note ${where}: ${inert(rowText(row, words))}`];
		}
		return [...named, over(rowText(row, words))];
	});
	return `${[...head, ...lines].join('\n')}\n`;
}

/** Mermaid makes no note as wide as its text, and breaks no line by itself. */
function over(text: string): string {
	return `    Note over C,S: ${wrap(text, NOTE_WIDTH).split('\n').map(inert).join('<br/>')}`;
}

/** Solid with a filled head; dashed for a pure ACK; with a cross for RST. */
function arrow(row: PacketRow, { words }: Ladder): string {
	const side = row.packet.segment?.side ?? 'client';
	const from = PARTICIPANT[side];
	const to = PARTICIPANT[side === 'client' ? 'server' : 'client'];
	const { head, numbers, size, payload, times } = arrowText(row, words);
	const data = size === '' ? [] : [`${size} "${shorten(payload, PAYLOAD_WIDTH)}"`];
	const line = { ack: '-->>', reset: '-x', data: '->>', control: '->>' }[row.weight];
	return `    ${from}${line}${to}: ${inert([`${head} ${numbers}`, ...data, ...(times ? [times] : [])].join(' · '))}`;
}

function noteOf(row: PacketRow, ladder: Ladder): readonly string[] {
	const text = remarks(row, ladder);
	const from = row.packet.segment?.side === 'server' ? 'right of S' : 'left of C';
	return text === '' ? [] : [`    Note ${from}: ${inert(text)}`];
}

/** Text that Mermaid draws and never obeys. */
function inert(text: string): string {
	const escaped = text.replace(SPECIAL, (character) => `#${character.codePointAt(0)};`);
	return escaped.replace(END, (word) => `${word.slice(0, -1)}#${word.charCodeAt(2)};`);
}

/** Titles have no entities; ours hold addresses and words only. */
function plain(text: string): string {
	return text.replace(/[#;%{}$<>&`"]/g, ' ');
}
