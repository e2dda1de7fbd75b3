/** A label of Wireshark's analysis, by its name in tshark without `tcp.analysis.` in front. */
export type LabelName =
	| 'retransmission'
	| 'fast_retransmission'
	| 'spurious_retransmission'
	| 'out_of_order'
	| 'lost_segment'
	| 'ack_lost_segment'
	| 'reused_ports'
	| 'duplicate_ack'
	| 'keep_alive'
	| 'keep_alive_ack'
	| 'window_update'
	| 'window_full'
	| 'zero_window'
	| 'zero_window_probe'
	| 'zero_window_probe_ack';

/** In the order of the bits. */
export const LABEL_NAMES: readonly LabelName[] = [
	'retransmission',
	'fast_retransmission',
	'spurious_retransmission',
	'out_of_order',
	'lost_segment',
	'ack_lost_segment',
	'reused_ports',
	'duplicate_ack',
	'keep_alive',
	'keep_alive_ack',
	'window_update',
	'window_full',
	'zero_window',
	'zero_window_probe',
	'zero_window_probe_ack',
];

/** What Wireshark writes in its Info column, in the order of the bits; the student compares with the screen. */
const INFO: readonly string[] = [
	'Retransmission',
	'Fast Retransmission',
	'Spurious Retransmission',
	'Out-Of-Order',
	'Previous segment not captured',
	'ACKed unseen segment',
	'Port numbers reused',
	'Dup ACK',
	'Keep-Alive',
	'Keep-Alive ACK',
	'Window Update',
	'Window Full',
	'ZeroWindow',
	'ZeroWindowProbe',
	'ZeroWindowProbeAck',
];

/** Wireshark's words for these labels: `TCP Retransmission`; of several kinds of retransmission only the special one. */
export function labelInfo(
	names: readonly LabelName[],
	duplicateAck: { frame: number; number: number } | null,
): readonly string[] {
	const isSpecial = names.includes('fast_retransmission') || names.includes('spurious_retransmission');
	const shown = names.filter((name) => name !== 'retransmission' || !isSpecial);
	return shown.map((name) => {
		const words = `TCP ${INFO[LABEL_NAMES.indexOf(name)]}`;
		return name === 'duplicate_ack' && duplicateAck ? `${words} ${duplicateAck.frame}#${duplicateAck.number}` : words;
	});
}

/** The names of the labels that are set; as in tshark a fast or spurious retransmission is a retransmission too. */
export function labelNames(labels: number): readonly LabelName[] {
	return LABEL_NAMES.filter((_, i) => (labels & (1 << i)) !== 0);
}
