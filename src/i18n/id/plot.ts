import { endpointText } from '../../decode/endpoint-text.ts';
import type { TransferSeries } from '../../tcp/transfer-series.ts';
import { duration } from '../duration.ts';
import type { PlotWords } from '../plot-words.ts';
import { count } from './counts.ts';

function whose({ connection: { connection, client, server }, side }: TransferSeries): string {
	const end = side === 'client' ? client : server;
	return `koneksi ${connection}, byte dari ${side} ${endpointText(end.address, end.port)}`;
}

function sum({ sent }: TransferSeries): number {
	return sent.reduce((all, { from, to }) => all + to - from, 0);
}

function span({ connection: { firstNs, lastNs } }: TransferSeries): string {
	return duration(lastNs - firstNs, ',');
}

export const plot: PlotWords = {
	title: {
		sequence: (series) => `Waktu dan sequence number: ${whose(series)}`,
		throughput: (series) => `Throughput: ${whose(series)}`,
		rtt: (series) => `RTT (waktu bolak-balik): ${whose(series)}`,
	},
	description: {
		sequence: (series) =>
			`${count(series.sent.length, 'segmen')} berisi ${count(sum(series), 'byte')} dalam ${span(series)}; ${series.sent.filter(({ again }) => again).length} di antaranya dikirim ulang. Setiap garis pendek adalah satu segmen, garis di bawahnya batas yang sudah diakui, garis di atasnya batas receive window.`,
		throughput: (series) => `Byte baru per detik dalam ${count(series.rate.length, 'langkah')} selama ${span(series)}.`,
		rtt: (series) => `${count(series.roundTrips.length, 'RTT')} dari segmen sampai diakui, selama ${span(series)}.`,
	},
	kinds: { sequence: 'Sequence number', throughput: 'Throughput', rtt: 'RTT' },
	table: 'Dalam angka',
	time: 'Waktu sejak paket pertama koneksi (s)',
	value: {
		sequence: 'Sequence number (relatif, byte)',
		throughput: 'Byte per detik',
		rtt: 'RTT (ms)',
	},
	marks: { sent: 'dikirim', again: 'dikirim ulang', acknowledged: 'diakui', window: 'batas window' },
};
