import type { ClaimNote } from '../claim-note.ts';
import { flagSets, says } from '../grammar/features.ts';
import { rowAt } from '../model/capture-model.ts';
import { type NoteContext, note } from './note-context.ts';

/** Slips about how a connection goes: handshake, ACKs, ARP, copies, close. */
export function courseNotes({ model, statement, atoms }: NoteContext): readonly ClaimNote[] {
	const { tokens, plain, unit } = statement;
	const text = plain.text.toLowerCase();
	const sets = flagSets(tokens);
	const found: ClaimNote[] = [];
	const rows = statement.says.flatMap((say) => ('rows' in say && say.rows ? say.rows.rows : []));
	const isAboutHandshake = says(tokens, 'HANDSHAKE') || unit.section.some((heading) => /handshake/i.test(heading));
	const hasPush = rows.some((row) => rowAt(model, row)?.flags.includes('PSH'));
	if (isAboutHandshake && rows.length > 0 && hasPush && !rows.some((row) => rowAt(model, row)?.flags.includes('SYN')))
		found.push(note('M03', { rows }));
	const isPushAck = sets.some((set) => set.includes('PSH') && set.includes('ACK'));
	const push = model.tcp.find((row) => row.flags.includes('PSH') && row.side === 'client');
	if (
		isPushAck &&
		push &&
		says(tokens, 'ACKNOWLEDGE') &&
		/pesan (?:ini|itu|tersebut|yang)|this message|the message|its own/.test(text)
	)
		found.push(note('M04', { packet: rows.find((row) => rowAt(model, row)?.flags.includes('PSH')) ?? push.number }));
	if (/(?:dua|two|2) (?:kali )?(?:three-way |3-way )?handshake/.test(text) && model.connections.length > 0)
		found.push(note('M05', { connections: model.connections.length }));
	if (
		(sets.some((set) => set.includes('PSH')) || /\bpsh\b|\bpush\b/.test(text)) &&
		/tanpa menunggu|without waiting|segera dikirim|langsung dikirim|sent immediately|send immediately|buffer/.test(text)
	)
		found.push(note('M08', {}));
	if (
		says(tokens, 'EVERY', 'EACH', 'ALWAYS') &&
		(says(tokens, 'ACKNOWLEDGE') || sets.some((set) => set.join() === 'ACK'))
	)
		found.push(...separateAcks(model));
	found.push(...arpNotes(text, tokens, model));
	const copy = model.rows.find(({ copyOf }) => copyOf !== null);
	if (copy && says(tokens, 'RETRANSMISSION', 'DUPLICATE'))
		found.push(note('M13', { packets: [copy.copyOf ?? 0, copy.number] }));
	const close = model.main?.close;
	if (
		close?.shape === 'three-segment' &&
		(says(tokens, 'FOUR_WAY') || /(?:empat|four|4)[ -](?:segmen|segments?|paket|packets?|langkah|steps?)/.test(text))
	)
		found.push(note('M12', { packets: close.packets, segments: 3 }));
	const lastAck = close?.packets.at(-1);
	const isOneFin =
		says(tokens, 'CLOSE') &&
		sets.filter((set) => set.includes('FIN')).length === 1 &&
		!says(tokens, 'BOTH') &&
		atoms.some(({ kind }) => kind === 'K05');
	const isClosedBy =
		/koneksi (?:\S+ )?(?:ditutup|selesai|berakhir|terputus)|connection (?:is |was )?(?:closed|finali[sz]ed|terminated)|finali[sz]ed/.test(
			text,
		);
	if (isOneFin && isClosedBy && lastAck !== undefined && model.main?.endSeen) found.push(note('M24', { lastAck }));
	if (
		says(tokens, 'NOT', 'WITHOUT') &&
		/di jaringan|on the network|tidak pernah terjadi|never happened|pasti|certainly|membuktikan|proves/.test(text)
	)
		found.push(note('M26', {}));
	return found;
}

/** M09: which requests have an ACK of their own, and which share it with the reply. */
function separateAcks(model: NoteContext['model']): readonly ClaimNote[] {
	const requests = model.tcp.filter(({ side, bytes }) => side === 'client' && bytes > 0);
	const answers = requests.map((row) =>
		model.tcp.find(
			(other) =>
				other.connection === row.connection &&
				other.side === 'server' &&
				other.number > row.number &&
				(other.acknowledgment ?? 0) >= (row.sequence ?? 0) + row.bytes,
		),
	);
	const separate = answers.flatMap((row) => (row && row.bytes === 0 ? [row.number] : []));
	const joint = answers.find((row) => row !== undefined && row.bytes > 0)?.number ?? null;
	return joint === null ? [] : [note('M09', { separate, joint })];
}

/** M10, M11: ARP that comes later is a re-check of addresses that are known. */
function arpNotes(
	text: string,
	tokens: NoteContext['statement']['tokens'],
	model: NoteContext['model'],
): readonly ClaimNote[] {
	if (!says(tokens, 'ARP')) return [];
	const first = model.arp[0];
	const tcp = model.tcp[0];
	const found: ClaimNote[] = [];
	const isSearch = says(tokens, 'BEFORE', 'ASK') || /mencari|menemukan|find|resolve|resolusi/.test(text);
	if (first && tcp && first.number > tcp.number && isSearch)
		found.push(note('M10', { seconds: Number(first.ns - tcp.ns) / 1e9, first: tcp.number }));
	const again = model.arp
		.filter((row) => row.arp?.class === 'unicast' && row.arp.operation === 'request')
		.map(({ number }) => number);
	if (again.length > 0 && /expired?|kedaluwarsa|kadaluarsa|habis|timeout|cache/.test(text))
		found.push(note('M11', { packets: again }));
	return found;
}
