import { labelAck } from './label-ack.ts';
import { conclude } from './label-conclusion.ts';
import { countFlight } from './label-flight.ts';
import { remember, rememberSacks, settle } from './label-memory.ts';
import { labelOld } from './label-old.ts';
import { hideLabels, readRowOptions, stopsInOptions } from './label-options.ts';
import { has } from './label-sides.ts';
import { countDuplicate, labelWindow } from './label-window.ts';
import { load, store } from './memory.ts';
import { sacksAt } from './options.ts';
import { BASE, SIDE_BYTES, SIDES } from './record.ts';
import { ROW_LABELS } from './rows.ts';
import { DUPLICATE_ACK, SACK_UPDATE_IS_DUPLICATE, WINDOW_UPDATE } from './tcp-bits.ts';

/**
 * Gives each TCP packet the labels that Wireshark gives it. The rules are those of Wireshark's sequence analysis,
 * worked out from what tshark prints; the order of the steps is part of them.
 *
 * In every step `row` is the offset of the row's cells, `me` the line of the side that sent the packet and `peer` that
 * of the other one; each reads the cells that it needs, so that none takes ten arguments. The WebAssembly build makes
 * one function of them all.
 */

/**
 * Fills the columns from `labels` to `pushBytesSent`, zeros before, of a row that end `sender` of a connection sent.
 *
 * @param packet Its packet number. @param known Labels that are known already.
 */
export function labelRow(row: i32, packet: i32, record: i32, sender: i32, known: i32): void {
	const me = record + SIDES + sender * SIDE_BYTES;
	const peer = record + SIDES + (1 - sender) * SIDE_BYTES;
	readRowOptions(row);
	let labels = labelWindow(row, me, peer, known);
	labels = labelAck(row, packet, me, peer, labels);
	labels = labelOld(row, record, me, peer, labels);
	remember(row, packet, me, labels);
	settle(row, peer);
	countFlight(row, me, peer, load(record + BASE + sender * 4));
	if ((labels & WINDOW_UPDATE) !== 0 && sacksAt !== 0 && has(SACK_UPDATE_IS_DUPLICATE)) {
		labels = (labels & ~WINDOW_UPDATE) | DUPLICATE_ACK;
		countDuplicate(row, me);
	}
	store(row + ROW_LABELS, labels);
	conclude(row, record, me, peer, labels);
	rememberSacks(me, load(record + BASE + (1 - sender) * 4));
	if (stopsInOptions(row)) hideLabels(row);
}
