import { ackSum } from '../ack-sum.ts';
import { duration } from '../duration.ts';
import type { ExplainWords } from '../explain-words.ts';
import { count, listPackets } from './counts.ts';

const wait = (ns: bigint | null): string => (ns === null ? '' : `, ${duration(ns, ',')} kemudian`);

export const explain: ExplainWords = {
	title: ({ number, count: all, file }) => `Paket ${number} dari ${all} di ${file}`,
	time: ({ seconds, date, bytes, captured }) =>
		`${seconds.replace('.', ',')} s setelah paket pertama (${date}); ${count(bytes, 'byte')}${captured < bytes ? `, ${captured} di antaranya terekam` : ''}`,
	place: ({ connection, side, phase }) => `koneksi ${connection}, dari ${side}, fase ${phase}`,
	headings: {
		meaning: 'Arti',
		numbers: 'Nomor',
		relative: 'relatif',
		raw: 'asli (raw)',
		why: 'Alasan dan kaitannya',
		states: 'State (keadaan)',
		wireshark: 'Menurut Wireshark',
		bytes: 'Byte',
	},
	nextSequence: 'Seq berikutnya',
	window: 'Window',
	notKnown: 'tidak diketahui',
	why: {
		acknowledges: (acknowledged) => `${ackSum(acknowledged)}: mengakui ${listPackets(acknowledged.packets)}.`,
		ackSince: ({ number, packet, acknowledged }) =>
			`Ack tetap ${number} seperti di #${packet}, karena belum ada yang baru untuk diakui: ${ackSum(acknowledged)}, untuk ${listPackets(acknowledged.packets)}.`,
		ackUnknown: ({ number }) => `Ack ${number} menyangkut byte yang tidak ada di rekaman.`,
		noAck: 'Tidak ada flag ACK, sehingga nomor Ack tidak berarti.',
		next: ({ sequence, bytes, syn, fin, next }) =>
			`Byte berikutnya dari pihak ini memiliki Seq ${next} = ${sequence}${bytes > 0 ? ` + ${bytes}` : ''}${syn ? ' + 1 (SYN)' : ''}${fin ? ' + 1 (FIN)' : ''}.`,
		request: ({ exchange, others, waitNs }) =>
			others.length === 0
				? `Berisi permintaan ${exchange}; balasannya tidak ada di rekaman.`
				: `Berisi permintaan ${exchange}; balasannya ${listPackets(others)}${wait(waitNs)}.`,
		reply: ({ exchange, others, waitNs }) =>
			others.length === 0
				? 'Berisi data yang dikirim server tanpa diminta.'
				: `Berisi balasan ${exchange} untuk ${listPackets(others)}${wait(waitNs)}.`,
		acknowledgedBy: ({ packet }) => `Diakui oleh #${packet}.`,
		notAcknowledged: 'ACK untuk paket ini tidak ada di rekaman.',
		nothingToAcknowledge: 'Tidak ada yang perlu diakui: tanpa data, SYN, atau FIN.',
		copies: ({ packets }) => `Paket yang sama juga terekam sebagai ${listPackets(packets)}.`,
	},
	states({ side, before, through }) {
		const after = through.at(-1) ?? null;
		return before === after || after === null
			? `${side}: ${after ?? before ?? 'tidak diketahui'}, tidak berubah`
			: `${side}: ${[before ?? 'tidak diketahui', ...through].join(' → ')}`;
	},
	wireshark: {
		filter: 'Display filter',
		none: 'Tanpa label.',
		bytesInFlight: ({ bytes }) => `Bytes in flight: ${bytes}`,
		ackRtt: ({ packet, ns }) => `The RTT to ACK the segment: ${duration(ns, ',')}, sejak #${packet}`,
	},
	moreBytes: ({ bytes }) => `${count(bytes, 'byte')} lagi`,
	layers: { link: 'Link', data: 'Data' },
};
