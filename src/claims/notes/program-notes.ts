import type { ClaimNote } from '../claim-note.ts';
import { roleAddresses } from '../evaluate/hosts.ts';
import { flagSets, says } from '../grammar/features.ts';
import { rowAt } from '../model/capture-model.ts';
import { isOf } from '../text/token.ts';
import { type NoteContext, note } from './note-context.ts';

/** Slips from the program to the wire: calls, end words, who speaks first, methods. */
export function programNotes({ model, statement, verdict }: NoteContext): readonly ClaimNote[] {
	const { tokens, plain } = statement;
	const text = plain.text.toLowerCase();
	const flags = new Set(flagSets(tokens).flat());
	const found: ClaimNote[] = [];
	const handshake = model.connections.find(({ handshake: { complete } }) => complete)?.handshake.packets ?? [];
	const calls = tokens.flatMap((token) => (isOf(token, 'call') ? [token.name] : []));
	const speaksOfCall = (name: 'listen' | 'accept'): boolean => calls.includes(name) || text.includes(`${name}()`);
	if (speaksOfCall('listen') && (flags.has('SYN') || says(tokens, 'SYN_WORD')))
		found.push(note('M01', { syn: handshake[0] ?? null }));
	if (speaksOfCall('accept') && (flags.has('ACK') || says(tokens, 'HANDSHAKE', 'ACKNOWLEDGE')))
		found.push(note('M02', { synAck: handshake[1] ?? null }));
	const lab = model.main?.lab;
	const first = model.messages.find(({ connection }) => connection === model.main?.connection);
	const isUpcall =
		lab?.name === 'upcall' &&
		/secara aktif|actively|without (?:a )?request|tanpa diminta|tanpa permintaan|without being asked|speaks first|bicara (?:lebih )?dulu|not only|bukan hanya|sendiri mengirim|callback/.test(
			text,
		);
	if (isUpcall && first?.side === 'client')
		found.push(note('M17', { pairs: model.messages.filter(({ side }) => side === 'server').length }));
	const method = tokens
		.flatMap((token) => (isOf(token, 'http') && token.method ? [token.method] : []))
		.find((name) => name === 'POST' || name === 'PUT');
	const post = model.tcp.find(
		({ text: payload, side }) => side === 'client' && method !== undefined && payload.startsWith(`${method} `),
	);
	if (method && post && /server\s(?:\S+\s){0,6}(?:mengirim|send|membalas|respon|reply|hasil)/.test(text))
		found.push(note('M20', { method, packet: post.number }));
	const endWord = /\b(bye|exit)\b/.exec(text)?.[1];
	const isSent = model.messages.some(({ side, text: said }) => side === 'client' && said.trim() === endWord);
	if (
		endWord &&
		!isSent &&
		(verdict === 'refuted' || /kirim|send|sent|received|menerima/.test(text)) &&
		model.connections.some(({ endSeen }) => endSeen)
	)
		found.push(note('M22', { word: endWord, fin: model.tcp.find((row) => row.flags.includes('FIN'))?.number ?? null }));
	const speaksOfBoth = says(tokens, 'PUBLISHER') && says(tokens, 'SUBSCRIBER');
	const [publisher] = roleAddresses(model, 'publisher');
	if (speaksOfBoth && publisher && model.main) found.push(note('M15', { broker: model.main.server.address }));
	if (verdict === 'refuted') found.push(...foreignRun(statement, model));
	return found;
}

/** M23: a line of another run. */
function foreignRun({ says: all }: NoteContext['statement'], model: NoteContext['model']): readonly ClaimNote[] {
	return all.flatMap((say) => {
		if (say.say !== 'log' || say.log.kind !== 'connection' || say.log.port === null || model.ports.has(say.log.port))
			return [];
		return rowAt(model, 1) ? [note('M23', { said: `${say.log.port}` })] : [];
	});
}
