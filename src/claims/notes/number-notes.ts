import type { ClaimNote } from '../claim-note.ts';
import { allOf, flagSets, says } from '../grammar/features.ts';
import { rowAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { type NoteContext, note } from './note-context.ts';

/** Slips of the display: ports, rows of complete messages, swapped, relative and frame numbers. */
export function numberNotes({ model, statement, atoms, verdict }: NoteContext): readonly ClaimNote[] {
	const { tokens, plain } = statement;
	const text = plain.text.toLowerCase();
	const found: ClaimNote[] = [];
	const [syn] = model.tcp.filter((row) => row.flags.includes('SYN') && !row.flags.includes('ACK'));
	const isWrongPort = atoms.some(
		({ verdict: own, fact }) =>
			own === 'refuted' &&
			fact.kind === 'endpoint' &&
			/^\d+$/.test(fact.said) &&
			(fact.role === 'client' || fact.role === 'server' || fact.role === 'destination'),
	);
	if (isWrongPort && syn?.sourcePort) found.push(note('M06', { clientPort: syn.sourcePort }));
	if (says(tokens, 'CONNECTION') && allOf(tokens, 'number').length > 0 && model.connections.length > 0) {
		const withSyn = model.tcp.filter((row) => row.flags.includes('SYN')).length;
		const starts = model.tcp.filter((row) => row.flags.includes('SYN') && !row.flags.includes('ACK')).length;
		const saysSyn = allOf(tokens, 'number').some(({ value }) => value === withSyn && withSyn !== starts);
		if (saysSyn && verdict === 'refuted') found.push(note('M14', { connections: starts }));
	}
	found.push(...messageRows({ model, statement, atoms, verdict }));
	for (const { fact, hint } of atoms) {
		if (hint?.kind === 'swapped-numbers' && fact.kind === 'row-differs')
			found.push(
				note('M18', { packet: fact.face.number, sequence: hint.sequence, acknowledgment: hint.acknowledgment }),
			);
		if (hint?.kind === 'frame-length')
			found.push(note('M19', { frameBytes: hint.frameBytes, payloadBytes: hint.payloadBytes }));
	}
	const zero = allOf(tokens, 'seq').find(({ value }) => value === 0);
	if (
		zero &&
		syn?.rawSequence != null &&
		(says(tokens, 'RAW') || /sebenarnya|actual|di jaringan|on the wire|isn\b|awal|initial/.test(text))
	)
		found.push(note('M21', { raw: syn.rawSequence }));
	const isSynAck = flagSets(tokens).some((set) => set.includes('SYN') && set.includes('ACK'));
	if (
		isSynAck &&
		/panjang|length|jumlah byte|number of bytes|bytes? (?:of|in|dari|pada|di) (?:the )?(?:last|previous|segmen)/.test(
			text,
		) &&
		(says(tokens, 'ACKNUM', 'SEQ') || /\b(?:ack|seq)\b ?=/.test(text)) &&
		syn?.rawSequence != null
	)
		found.push(note('M25', { initial: syn.rawSequence }));
	const mss = syn?.mss ?? null;
	if (mss !== null && new RegExp(`\\bmtu\\b\\D{0,20}\\b${mss}\\b`).test(text)) found.push(note('M28', { mss }));
	const other = atoms.find(({ kind, verdict: own }) => kind === 'K13' && own === 'refuted');
	const foreign = other?.packets
		.map((number) => rowAt(model, number))
		.find((row) => row?.connection != null && row.connection !== model.main?.connection);
	const mixed = foreign ?? frameOfAnother({ model, statement, atoms, verdict });
	if (mixed && model.connections.length > 1)
		found.push(
			note('M27', { packet: mixed.number, server: mixed.side === 'server' ? mixed.source : mixed.destination }),
		);
	return dedupe(found);
}

/** M27: the frame that is named is of a connection in which the host that is named has no part. */
function frameOfAnother({ model, statement }: NoteContext): CaptureRow | undefined {
	for (const say of statement.says) {
		if (say.say !== 'packet' || !say.rows?.noun.startsWith('frame')) continue;
		const hosts = [say.query.from, say.query.to].flatMap((host) =>
			host?.address && !host.isPattern ? [host.address] : [],
		);
		const rows = say.rows.rows.flatMap((number) => rowAt(model, number) ?? []);
		const row = rows.find(
			({ connection, source, destination }) =>
				connection !== null && hosts.some((address) => address !== source && address !== destination),
		);
		if (row) return row;
	}
	return undefined;
}

/** M16: the row that was named only completes the message. */
function messageRows({ model, statement }: NoteContext): readonly ClaimNote[] {
	const rows = statement.says.flatMap((say) =>
		say.say === 'packet' && say.rows && (say.query.http !== null || say.query.texts.length > 0) ? say.rows.rows : [],
	);
	return rows.flatMap((number) => {
		const row = rowAt(model, number);
		const message = model.messages.find(
			({ packets, connection, side }) =>
				row !== undefined &&
				connection === row.connection &&
				side === row.side &&
				packets.length > 1 &&
				((packets.at(-1) === number && packets[0] !== number) ||
					(row.flags.includes('FIN') && row.bytes === 0 && (packets.at(-1) ?? 0) < number)),
		);
		return message ? [note('M16', { first: message.packets[0] ?? 0, complete: number })] : [];
	});
}

function dedupe(notes: readonly ClaimNote[]): readonly ClaimNote[] {
	const seen = new Set<string>();
	return notes.filter((one) => {
		const key = JSON.stringify(one);
		const isNew = !seen.has(key);
		seen.add(key);
		return isNew;
	});
}
