import { endpointText } from '../../../decode/endpoint-text.ts';
import { ackSum } from '../../ack-sum.ts';
import type { ReportWords } from '../../report-words.ts';
import { code, data, type Saying, say } from '../../say.ts';
import { capture } from '../capture.ts';
import { count } from '../counts.ts';
import { at, capital, duration, few, where } from './numbers.ts';

const AIMS = {
	reqresp: say`Mengamati di rekaman sendiri bagaimana client dan server berkomunikasi lewat TCP dengan pola request–response: bagaimana koneksi dibuka, bagaimana pesan dan balasannya dikirim, dan bagaimana koneksi ditutup.`,
	upcall: say`Mengamati di rekaman sendiri bagaimana client dan server praktikum upcall berkomunikasi lewat TCP, siapa yang berbicara lebih dulu, dan apakah server pernah mengirim tanpa diminta.`,
	voting: say`Mengamati di rekaman sendiri bagaimana suara dan hitungannya dikirim lewat TCP, lalu memeriksa hitungan server terhadap suara yang dikirim.`,
	packets: say`Mengamati di rekaman sendiri paket apa yang dikirim dua host satu sama lain, dan untuk apa setiap paket.`,
	tcp: say`Mengamati di rekaman sendiri bagaimana koneksi TCP dibuka, bagaimana data dikirim di dalamnya, dan bagaimana koneksi ditutup.`,
};

const dateText = (ns: bigint): string => new Date(Number(ns / 1_000_000n)).toISOString().slice(0, 19).replace('T', ' ');

function waits(all: readonly bigint[]): string {
	return all.map(duration).join('; ');
}

export const statements: ReportWords['statements'] = {
	...{
		aim: ({ lab }) => AIMS[lab],
		'lab-recognised': ({ lab, port, packets }) =>
			say`Port server ${port} adalah port praktikum ${lab}${where(packets)}.`,
		'capture-summary': ({ count: all, spanNs, connections, only, segments, copies, arp, other }) => {
			const tcp = only
				? say`satu koneksi TCP ${code(endpointText(only.client.address, only.client.port))} → ${code(endpointText(only.server.address, only.server.port))} (${count(segments, 'segmen')})`
				: say`${few(connections, 'koneksi TCP')}${connections === 0 ? '' : ` (${count(segments, 'segmen')})`}`;
			const parts = [
				tcp,
				...(arp > 0 ? [say`${count(arp, 'frame ARP')}`] : []),
				...(other > 0 ? [say`${count(other, 'paket lain')}`] : []),
			];
			const list = parts.flatMap((part, i) => {
				if (i === 0) return part;
				return [i === parts.length - 1 ? ' dan ' : ', ', ...part];
			});
			const twice = copies > 0 ? `, ${copies} di antaranya salinan` : '';
			return say`${count(all, 'paket')} dalam ${duration(spanNs)}${twice}: ${list}.`;
		},
		'connection-complete': ({ connection, handshake, exchanges, close, starter, isReset }) => {
			const of = connection === null ? 'Lengkap' : `Koneksi ${connection} lengkap`;
			const end = isReset ? 'diputus' : 'penutupan';
			const by = starter === null || isReset ? '' : ` yang dimulai ${starter}`;
			return say`${of}: handshake ${at(handshake)}, ${few(exchanges, 'pertukaran')}, ${end} ${at(close)}${by}.`;
		},
		'recorded-at': ({ firstNs }) => say`Paket pertama direkam pada ${dateText(firstNs)} (UTC).`,
		simulated: () => say`Rekaman ini hasil simulasi: tidak melewati jaringan sungguhan.`,
		'no-tcp': () =>
			say`Tidak ada TCP di rekaman ini, sehingga tidak ada handshake, ACK, atau penutupan; bagian tentang koneksi ditiadakan.`,
		'rough-times': () => say`Waktu diambil di luar kernel: RTT tidak dapat dinyatakan dari rekaman ini.`,
		damaged: ({ damage }) => say`${capture.damage(damage)}`,
		'record-whole': () => say`${capture.damageAdvice}`,
		'connections-begin': ({ count: all, packets }) =>
			say`${capital(few(all, 'SYN'))} tanpa ACK (${at(packets)}): ${few(all, 'koneksi')} dimulai di rekaman ini.`,
		'connections-began-before': ({ count: all, packets }) =>
			say`${capital(few(all, 'koneksi'))} tanpa SYN di rekaman ini: sudah terbuka sebelum rekaman dimulai (pertama terlihat di ${at(packets)}).`,
		'connections-left-out': ({ shown, count: all }) =>
			say`Di sini dijelaskan ${shown} koneksi pertama dari ${count(all, 'koneksi')}.`,
		'rows-left-out': ({ shown, count: all }) => say`Ditampilkan ${shown} dari ${count(all, 'baris')}.`,
		'packet-numbers': ({ hasCopies, ends }) => {
			const copies = hasCopies ? ' ×2: paket yang sama terekam dua kali, dengan dua nomor.' : '';
			const numbers = `Nomor baris, waktu, serta Seq dan Ack relatif sama dengan yang ditampilkan Wireshark (dengan titik desimal).${copies}`;
			if (ends === null) return [numbers];
			const client = code(endpointText(ends.client.address, ends.client.port));
			const server = code(endpointText(ends.server.address, ends.server.port));
			return say`${numbers} Client: ${client}; server: ${server}.`;
		},
	},
	...{
		opens: ({ client, server, packets }) =>
			say`Client ${code(client.address)} membuka koneksi dari port ${client.port} ke port ${server.port} milik ${code(server.address)}${where(packets)}.`,
		'initial-numbers': ({ client, server, packets }) =>
			say`Setiap pihak mulai dari nomornya sendiri, yaitu ISN: client ${client}, server ${server}${where(packets)}. Tabel menghitung dari nomor itu seperti Wireshark: Seq 0.`,
		'syn-counts-one': ({ syn, ack, sequence, acknowledgment }) =>
			say`SYN ${at([syn])} dihitung satu, sehingga ${at([ack])} mengakui ${acknowledgment} = ${sequence} + 1${acknowledgment === 0 ? ' dalam 32 bit' : ''} (relatif: Ack 1 = 0 + 1).`,
		'handshake-time': ({ ns, packets }) => say`Handshake berlangsung ${duration(ns)}${where(packets)}.`,
		'syn-resent': ({ packets, waitsNs }) =>
			say`SYN dikirim ${packets.length} kali${where(packets)}, setelah menunggu ${waits(waitsNs)}.`,
		'syn-ack-resent': ({ packets, waitsNs }) =>
			say`SYN-ACK dikirim ${packets.length} kali${where(packets)}, setelah menunggu ${waits(waitsNs)}.`,
		refused: ({ port, syn, rst }) =>
			say`SYN ${at([syn])} dijawab RST ${at([rst])}: tidak ada program yang menunggu di port ${port}, sehingga koneksi ditolak.`,
		'no-answer': ({ server, waitsNs, packets }) =>
			say`Di rekaman ini tidak ada jawaban untuk SYN ke ${code(endpointText(server.address, server.port))}${where(packets)}${waitsNs.length === 0 ? '' : `; SYN dikirim ulang setelah ${waits(waitsNs)}`}.`,
		'handshake-unfinished': ({ packets }) =>
			say`SYN sudah dijawab, tetapi ACK yang menyelesaikan handshake tidak ada di rekaman ini${where(packets)}.`,
		'syn-ack-not-captured': ({ packets }) =>
			say`SYN diterima karena koneksi berlanjut, tetapi SYN-ACK tidak ada di rekaman ini${where(packets)}.`,
		'opened-simultaneously': ({ packets }) =>
			say`Kedua pihak mengirim SYN sebelum menerima SYN pihak lain: pembukaan bersamaan (simultaneous open)${where(packets)}.`,
		'syn-challenged': ({ packets }) =>
			say`Server masih memiliki koneksi lama dengan port yang sama: server menjawab SYN dengan ACK bernomor lama${where(packets)}.`,
		'handshake-not-captured': ({ isSynAck, packets }) =>
			isSynAck
				? say`SYN tidak ada di rekaman ini: rekaman dimulai dengan SYN-ACK${where(packets)}.`
				: say`Handshake tidak ada di rekaman ini: rekaman dimulai saat koneksi sudah terbuka${where(packets)}. Baris tanpa nomor di bawah ini menunjukkan apa yang seharusnya ada.`,
		'fast-open': ({ bytes, accepted, packets }) =>
			say`SYN membawa ${count(bytes, 'byte')} data (TCP Fast Open)${accepted === null ? '' : accepted ? ' yang diterima server' : ' yang tidak diterima server'}${where(packets)}.`,
	},
	...{
		'no-data': () => say`Tidak ada data yang terekam di koneksi ini.`,
		'replies-follow-rule': ({ following, judged, prefix, addedBytes, packets }) =>
			following === judged
				? say`Setiap balasan adalah permintaan dengan awalan ${code(prefix)} (${following} dari ${judged}), sehingga ${count(addedBytes, 'byte')} lebih panjang${where(packets)}.`
				: say`${following} dari ${count(judged, 'balasan')} adalah permintaan dengan awalan ${code(prefix)}, sehingga ${count(addedBytes, 'byte')} lebih panjang${where(packets)}.`,
		'replies-break-rule': ({ count: all, prefix, packets }) =>
			say`${count(all, 'balasan')} bukan permintaan dengan awalan ${code(prefix)}${where(packets)}.`,
		'request-acks': requestAcks,
		'ack-sum': ({ packet, acknowledged }) =>
			say`Contoh asal nomor Ack: ${at([packet])} berisi ${ackSum(acknowledged)}, yaitu Seq ditambah panjang ${at(acknowledged.packets)}.`,
		'end-word-absent': ({ word, fin }) =>
			say`Kata ${code(word)} tidak ada di rekaman: client menutup koneksi (${at([fin])}) tanpa mengirimnya.`,
		'end-word-sent': ({ word, isAnswered, packets }) =>
			say`Kata ${code(word)} dikirim${isAnswered ? ' dan dibalas' : ''} seperti pesan lain${where(packets)}.`,
		'first-speaker': ({ side, packets }) => say`Pihak yang berbicara lebih dulu adalah ${side}${where(packets)}.`,
		'server-follows': ({ count: all, lab, packets }) =>
			lab === 'upcall'
				? say`Di rekaman ini setiap pesan server langsung mengikuti pesan client (${all} dari ${all}: ${at(packets)}): di jaringan praktikum ini berpola request–response; gagasan upcall ada pada program, bukan pada urutan paket.`
				: say`Setiap pesan server langsung mengikuti pesan client (${all} dari ${all}: ${at(packets)}): pola request–response.`,
		'server-unasked': ({ count: all, packets }) => say`Server mengirim tanpa diminta ${all} kali${where(packets)}.`,
		unanswered: ({ count: all, packets }) =>
			say`${count(all, 'permintaan')} tidak memiliki balasan di rekaman ini${where(packets)}.`,
		'split-message': ({ side, exchange, segments, packets }) =>
			say`Pesan ${side} di pertukaran ${exchange} datang dalam ${segments} segmen${where(packets)}: TCP membawa byte, bukan pesan.`,
		'segment-formula': ({ formula, messages, segments }) =>
			formula === '3k + 7'
				? say`${segments} segmen = 3k + 7 dengan k = ${count(messages, 'pesan')}: 3 untuk handshake, 2 untuk setiap pertukaran, ${messages + 1} ACK tanpa data, 3 untuk penutupan.`
				: say`${segments} segmen = 2k + 8 dengan k = ${count(messages, 'pesan')}: 3 untuk handshake, 2 untuk setiap pertukaran, 2 ACK tanpa data, 3 untuk penutupan.`,
		'data-resent': ({ count: all, packets }) =>
			say`${count(all, 'segmen')} berisi data dikirim ulang${where(packets)}.`,
		'exchanges-left-out': ({ shown, count: all }) =>
			say`Ditampilkan ${shown} pertukaran pertama dari ${count(all, 'pertukaran')}.`,
	},
	...{
		'votes-counted': ({ total, options, agrees, packets }) => {
			const each = options.flatMap(
				({ option, votes }, i): Saying => [i === 0 ? '' : ', ', data(new TextEncoder().encode(option)), ` ${votes}`],
			);
			const verdict = agrees === null ? '' : agrees ? '; hitungan server sesuai' : '; hitungan server tidak sesuai';
			return say`${count(total, 'suara')}: ${each}${verdict}${where(packets)}.`;
		},
		'votes-invalid': ({ count: all, packets }) =>
			say`${count(all, 'suara')} memilih opsi yang tidak ada, sehingga tidak dihitung${where(packets)}.`,
		'vote-count-differs': ({ option, said, expected, packets }) =>
			say`Untuk ${data(new TextEncoder().encode(option))} server menyebut ${said}${where(packets)}, padahal suara di rekaman ini berjumlah ${expected}: mungkin ada suara yang dihitung sebelumnya dan tidak terekam.`,
		'exit-unanswered': ({ word, bothClose, packets }) =>
			say`${code(word)} tidak dibalas${bothClose ? '; kedua pihak menutup koneksi' : ''}${where(packets)}.`,
		'counts-begin-anew': ({ packets }) =>
			say`Hitungan mulai lagi dari 1 di koneksi ini${where(packets)}: program server dijalankan ulang.`,
		'counts-go-on': ({ packets }) =>
			say`Hitungan melanjutkan koneksi sebelumnya${where(packets)}: program server masih berjalan.`,
	},
	...{
		'no-arp': () => say`Tidak ada frame ARP yang terekam.`,
		'arp-finds': ({ asker, target, firstSegment, packets }) =>
			say`Sebelum segmen pertama (${at([firstSegment])}), ${code(asker)} bertanya ke semua host tentang alamat MAC ${code(target)} dan mendapat jawaban${where(packets)}: setelah itu barulah ia dapat mengirim ke sana.`,
		'arp-rechecks': ({ count: all, firstSegment, afterNs, packets }) =>
			say`${duration(afterNs)} setelah segmen pertama ${at([firstSegment])} muncul ${few(all, 'ARP request')} unicast${where(packets)}: kedua host sudah mengetahui alamat MAC lawannya dan memeriksanya ulang. Ini bukan pencarian server.`,
		'arp-broadcast-later': ({ asker, target, packets }) =>
			say`Setelah segmen pertama, ${code(asker)} bertanya ke semua host tentang alamat MAC ${code(target)}${where(packets)}.`,
		'arp-announces': ({ count: all, packets }) =>
			say`${count(all, 'frame ARP')} memberitahukan alamat MAC tanpa diminta${where(packets)}.`,
	},
	...{
		'closes-three': ({ starter, packets }) =>
			say`${capital(starter)} menutup lebih dulu; ${other(starter)} menjawab FIN dan ACK dalam satu segmen, sehingga cukup tiga segmen${where(packets)}.`,
		'closes-four': ({ starter, pauseNs, packets }) =>
			say`${capital(starter)} menutup lebih dulu; ${other(starter)} mengirim ACK dan, ${duration(pauseNs)} kemudian, FIN-nya sendiri dalam dua segmen, sehingga penutupan memerlukan empat segmen${where(packets)}.`,
		'closes-simultaneously': ({ packets }) =>
			say`Kedua pihak menutup bersamaan: tidak ada FIN yang mengakui FIN lain${where(packets)}.`,
		'closes-half': ({ starter, isAcknowledged, packets }) =>
			say`Hanya ${starter} yang sudah mengirim FIN${isAcknowledged ? ' (dan FIN itu diakui)' : ''} saat rekaman berakhir${where(packets)}.`,
		aborted: ({ by, packets }) => say`${capital(by)} memutus koneksi dengan RST${where(packets)}.`,
		'fin-answered-by-reset': ({ by, packets }) => say`${capital(by)} menjawab FIN dengan RST${where(packets)}.`,
		'open-at-end': ({ packets }) =>
			say`Penutupan tidak ada di rekaman ini: rekaman berakhir saat koneksi masih terbuka (paket terakhir ${at(packets)}).`,
		'last-ack-missing': ({ fin }) => say`ACK untuk FIN terakhir (${at([fin])}) tidak ada di rekaman ini.`,
		'fin-counts-one': ({ fin, ack, acknowledged }) =>
			say`FIN juga dihitung satu: ${at([ack])} mengakui ${at([fin])} dengan ${ackSum(acknowledged)}.`,
		'time-wait': ({ side, from, ack, isLast }) =>
			isLast
				? say`${capital(side)} berada di TIME_WAIT sejak ${at([from])}: ia mengirim ACK terakhir (${at([ack])}) dan menunggu kalau-kalau ACK itu hilang.`
				: say`${capital(side)} berada di TIME_WAIT sejak ${at([from])}: ia mengakui FIN dari ${other(side)} (${at([ack])}) dan menunggu kalau-kalau ACK itu hilang.`,
		'program-waits': ({ starter, fin, ack, ackAfterNs, otherFin, pauseNs }) =>
			say`FIN dari ${starter} (${at([fin])}) diakui kernel ${other(starter)} setelah ${duration(ackAfterNs)} (${at([ack])}, delayed ACK); FIN-nya sendiri baru datang ${duration(pauseNs)} kemudian (${at([otherFin])}). Begitulah tampaknya bila server dihentikan dengan Ctrl+C sementara program client menunggu di ${code('input()')}.`,
		'data-on-fin': ({ side, bytes, packets }) =>
			say`FIN dari ${side} membawa ${count(bytes, 'byte')} data${where(packets)}.`,
		'fin-resent': ({ side, packets, waitsNs }) =>
			say`FIN dari ${side} dikirim ${packets.length} kali${where(packets)}, setelah menunggu ${waits(waitsNs)}.`,
		'calls-inferred': () =>
			say`Rekaman tidak menunjukkan pemanggilan fungsi. Tabel ini memuat fungsi yang dipanggil dua program semacam ini, beserta paket di rekaman ini yang sesuai.`,
		'calls-recorded': ({ uncertaintyNs }) =>
			say`Program mencatat kapan fungsi dipanggil${uncertaintyNs === null ? '' : ` (ketelitian ±${duration(uncertaintyNs)})`}; paketnya adalah yang sesuai dengan setiap pemanggilan.`,
	},
};

function other(side: 'client' | 'server'): string {
	return side === 'client' ? 'server' : 'client';
}

type RequestAcks = Parameters<ReportWords['statements']['request-acks']>[0];

function requestAcks({ requests, own, byReply, onlyFirst }: RequestAcks): Saying {
	if (requests === 1 && own.length === 1) return say`Permintaan itu memiliki ACK tersendiri (${at(own)}).`;
	if (requests === 1) return say`Permintaan itu diakui oleh balasannya (${at(byReply)}).`;
	if (byReply.length === 0) return say`Setiap permintaan memiliki ACK tersendiri (${at(own)}).`;
	if (own.length === 0) return say`Setiap permintaan diakui oleh balasannya (${at(byReply)}).`;
	if (onlyFirst && byReply.length === 1) {
		return say`Hanya permintaan pertama yang memiliki ACK tersendiri (${at(own)}); permintaan kedua diakui oleh balasannya (${at(byReply)}).`;
	}
	if (onlyFirst) {
		return say`Hanya permintaan pertama yang memiliki ACK tersendiri (${at(own)}); permintaan lain diakui oleh balasannya (${at(byReply)}).`;
	}
	return say`${count(own.length, 'permintaan')} memiliki ACK tersendiri (${at(own)}); ${count(byReply.length, 'permintaan')} diakui oleh balasannya (${at(byReply)}).`;
}
