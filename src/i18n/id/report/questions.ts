import { ackSum } from '../../ack-sum.ts';
import type { ReportWords } from '../../report-words.ts';
import { code, data, say } from '../../say.ts';
import { count as counted } from '../counts.ts';
import { at, capital, duration } from './numbers.ts';

export const questions: ReportWords['questions'] = {
	'why-ack': ({ packet, acknowledged }) => ({
		question: say`Mengapa ${at([packet])} berisi Ack ${acknowledged.number}?`,
		answer: say`${at(acknowledged.packets)} dimulai di Seq ${acknowledged.from} dan membawa ${counted(acknowledged.bytes, 'byte')}; Ack menyebut byte berikutnya yang ditunggu: ${ackSum(acknowledged)}.`,
	}),
	'which-acknowledges': ({ request, message, ack, carriesReply }) => ({
		question: say`Baris mana yang mengakui ${data(message)} (${at([request])})?`,
		answer: carriesReply ? say`${at([ack])}: balasan sekaligus mengakuinya.` : say`${at([ack])}, yaitu ACK tanpa data.`,
	}),
	'who-closes': ({ side, fin }) => ({
		question: say`Siapa yang menutup lebih dulu, dan bagaimana Anda mengetahuinya?`,
		answer: say`${capital(side)}: FIN pertama datang darinya (${at([fin])}).`,
	}),
	'why-three-segments': ({ fins: [first, second] }) => ({
		question: say`Mengapa penutupan di sini cukup tiga segmen, bukan empat?`,
		answer: say`FIN kedua (${at([second])}) sekaligus mengakui FIN pertama (${at([first])}): ACK dan FIN berada di satu segmen.`,
	}),
	'why-four-segments': ({ starter, ack, otherFin, pauseNs }) => ({
		question: say`Mengapa penutupan di sini memerlukan empat segmen, bukan tiga?`,
		answer: say`Kernel pihak lain mengakui FIN dari ${starter} (${at([ack])}), tetapi programnya baru menutup ${duration(pauseNs)} kemudian (${at([otherFin])}): ACK dan FIN tidak dapat berada di satu segmen.`,
	}),
	'time-wait': ({ side, packet }) => ({
		question: say`Pihak mana yang berada di TIME_WAIT, dan mengapa?`,
		answer: say`${capital(side)} (sejak ${at([packet])}): ia menutup lebih dulu dan mengirim ACK terakhir. Bila ACK itu hilang, pihak lain mengirim ulang FIN-nya dan harus dijawab.`,
	}),
	'without-server': ({ synAck, port }) => ({
		question: say`Apa isi ${at([synAck])} seandainya program server tidak berjalan?`,
		answer: say`RST, ACK: tidak ada yang menunggu di port ${port}, sehingga kernel menolak SYN.`,
	}),
	'why-refused': ({ syn, rst, port }) => ({
		question: say`Mengapa SYN ${at([syn])} dijawab ${at([rst])}?`,
		answer: say`Tidak ada program yang menunggu di port ${port}: kernel menjawab dengan RST.`,
	}),
	'why-arp': ({ arp, firstSegment }) => ({
		question: say`Mengapa ARP muncul di ${at([arp])}, padahal kedua host sudah bertukar segmen sejak ${at([firstSegment])}?`,
		answer: say`Saat itu alamat MAC sudah diketahui. Entri ARP yang lama tidak dikonfirmasi diperiksa ulang dengan request ke host itu saja (unicast).`,
	}),
	'added-bytes': ({ request, reply, requestBytes, replyBytes, prefix }) => ({
		question: say`Mengapa Len di ${at([reply])} adalah ${replyBytes}, sedangkan di ${at([request])} hanya ${requestBytes}?`,
		answer: say`Server menambahkan awalan ${code(prefix)} di depan pesan: ${requestBytes} + ${replyBytes - requestBytes} = ${counted(replyBytes, 'byte')}.`,
	}),
	'how-many-connections': ({ count, syns }) => ({
		question: say`Ada berapa koneksi TCP di rekaman ini, dan bagaimana Anda mengetahuinya?`,
		answer: say`${count}: setiap koneksi dimulai dengan SYN tanpa ACK (${at(syns)}).`,
	}),
	'where-is-handshake': ({ first }) => ({
		question: say`Rekaman dimulai dengan ${at([first])}. Di mana handshake, dan apakah handshake terjadi?`,
		answer: say`Handshake terjadi sebelum rekaman dimulai: tanpanya tidak ada yang dapat dikirim. Handshake hanya tidak terekam.`,
	}),
	'why-twice': ({ first, copy }) => ({
		question: say`${at([first])} dan ${at([copy])} adalah paket yang sama. Apakah paket itu dikirim dua kali?`,
		answer: say`Tidak: paket itu terekam di dua interface. Retransmisi datang lebih lambat dan dengan IP ID lain.`,
	}),
	'where-is-end-word': ({ word, fin }) => ({
		question: say`Di mana kata ${code(word)}, yang mengakhiri client, di rekaman ini?`,
		answer: say`Tidak ada: program berakhir tanpa mengirimnya, dan kernel mengirim FIN (${at([fin])}).`,
	}),
};
