import type { Finding } from '../fact.ts';
import type { LengthsSay } from '../grammar/say-packets.ts';
import type { CaptureModel } from '../model/capture-model.ts';
import { confirmed, refuted, unchecked } from './finding.ts';
import { isHost } from './hosts.ts';

/** Lengths of the first segments, of all or of those with data. */
export function judgeLengths(model: CaptureModel, say: LengthsSay): Finding {
	const from = model.tcp.filter((row) => say.from === null || isHost(model, row, 'source', say.from));
	const first = model.tcp[0]?.connection ?? null;
	const same = model.tcp.filter(({ connection }) => connection === first);
	const readings = [
		from.filter(({ bytes }) => bytes > 0),
		from,
		same,
		same.filter(({ bytes, side }) => bytes > 0 && side === 'client'),
	].map((rows) => rows.slice(0, say.values.length));
	const fits = readings.find(
		(rows) => rows.length === say.values.length && rows.every((row, i) => row.bytes === say.values[i]),
	);
	const shown = fits ?? readings[0] ?? [];
	const fact = {
		kind: 'lengths' as const,
		said: say.values,
		found: shown.map(({ bytes }) => bytes),
		packets: shown.map(({ number }) => number),
	};
	if (fits) return confirmed(fits, fact);
	if (shown.length < say.values.length || !model.connections[0]?.startSeen)
		return unchecked('NOT_IN_CAPTURE', shown, fact);
	const frames = readings.some((rows) => rows.every((row, i) => row.frameBytes === say.values[i]));
	const [row] = shown;
	return refuted(
		shown,
		fact,
		frames && row ? { kind: 'frame-length', frameBytes: row.frameBytes, payloadBytes: row.bytes } : null,
	);
}
