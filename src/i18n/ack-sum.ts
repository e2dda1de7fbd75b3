import type { Acknowledged } from '../tcp/note.ts';

/** `Ack 6 = 1 + 5`: why the number is what it is; SYN and FIN count as one. */
export function ackSum({ number, from, bytes: count, syn, fin }: Acknowledged): string {
	const terms = [
		`${from}`,
		...(count > 0 ? [`${count}`] : []),
		...(syn ? ['1 (SYN)'] : []),
		...(fin ? ['1 (FIN)'] : []),
	];
	return `Ack ${number} = ${terms.join(' + ')}`;
}
