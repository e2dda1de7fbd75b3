import type { Acknowledged } from '../../tcp/note.ts';
import { ackSum } from '../ack-sum.ts';
import type { Catalogue } from '../catalogue.ts';
import { PROTOCOL_TEXT } from '../protocol-names.ts';
import { count, listPackets } from './counts.ts';
import { icmpText } from './icmp.ts';

function of(acknowledged: Acknowledged): string {
	return `${listPackets(acknowledged.packets)}: ${ackSum(acknowledged)}`;
}

export const notes: Catalogue['notes'] = {
	opens: ({ side }) => (side === 'client' ? 'client meminta membuka koneksi' : 'server juga meminta membuka koneksi'),
	accepts: ({ side, acknowledged }) =>
		`${side} menyetujui${acknowledged ? ` dan mengakui SYN ${of(acknowledged)}` : ' pembukaan koneksi'}`,
	'accepts-too': ({ side, acknowledged }) =>
		`${side} mengirim lagi SYN-nya${acknowledged ? `, sekaligus mengakui SYN ${of(acknowledged)}` : ''}`,
	'handshake-done': ({ acknowledged }) => `handshake selesai${acknowledged ? `, mengakui ${of(acknowledged)}` : ''}`,
	'start-not-captured': () => 'handshake tidak terekam: koneksi sudah terbuka sebelum rekaman dimulai',
	copy: ({ of: first }) => `paket yang sama dengan #${first}, terekam sekali lagi`,
	data: ({ role, exchange, bytes, continued }) => {
		const what = {
			request: `permintaan ${exchange}`,
			reply: `balasan ${exchange}`,
			unasked: 'server mengirim tanpa diminta',
		}[role];
		return continued ? `lanjutan ${what}, ${count(bytes, 'byte')} lagi` : `${what}, ${count(bytes, 'byte')}`;
	},
	acknowledges: ({ acknowledged }) => `mengakui ${of(acknowledged)}`,
	'acknowledges-earlier': () => 'mengakui data yang dikirim sebelum rekaman dimulai',
	'acknowledges-unseen': ({ bytes }) => `mengakui ${count(bytes, 'byte')} yang tidak ada di rekaman`,
	'repeats-ack': ({ number }) => `mengulang Ack ${number}: tidak ada yang baru untuk diakui`,
	resent: ({ of: first }) => (first > 0 ? `dikirim ulang, pertama kali di #${first}` : 'dikirim ulang'),
	gap: ({ bytes }) => `${count(bytes, 'byte')} sebelum ini tidak ada di rekaman`,
	'fills-gap': () => 'mengisi celah sebelumnya: datang terlambat atau dikirim ulang',
	'closes-first': ({ side }) => `${side} selesai mengirim dan menutup lebih dulu`,
	'closes-too': ({ side, acknowledged }) =>
		acknowledged ? `${side} juga selesai dan mengakui ${of(acknowledged)}` : `${side} juga selesai mengirim`,
	'closes-at-once': ({ side }) => `${side} selesai mengirim; kedua pihak menutup bersamaan`,
	'close-done': ({ acknowledged }) => `penutupan selesai, mengakui ${of(acknowledged)}`,
	refused: ({ syn, port }) =>
		`ditolak: tidak ada program yang menunggu di port ${port}, sehingga SYN #${syn} dijawab RST`,
	reset: ({ side }) => `${side} memutus koneksi`,
	'arp-request': ({ class: kind, senderIp, targetIp }) =>
		({
			broadcast: `${senderIp} bertanya ke semua: siapa pemilik ${targetIp}?`,
			unicast: `${senderIp} memeriksa ulang alamat MAC ${targetIp}, bertanya langsung`,
			probe: `bertanya ke semua apakah ${targetIp} sudah dipakai`,
			announcement: `${senderIp} mengumumkan alamat MAC-nya ke semua`,
			gratuitous: `${senderIp} memberitahukan alamat MAC-nya tanpa diminta`,
		})[kind],
	'arp-reply': ({ class: kind, senderIp, senderMac }) =>
		kind === 'gratuitous'
			? `${senderIp} memberitahukan alamat MAC ${senderMac} tanpa diminta`
			: `${senderIp} menjawab: alamat MAC saya ${senderMac}`,
	udp: ({ service, source, destination, bytes }) =>
		`UDP${service ? `, ${service}` : ''}: ${source} → ${destination}, ${count(bytes, 'byte')}`,
	icmp: ({ message }) => icmpText(message),
	fragment: ({ protocol }) => `sebagian dari datagram ${PROTOCOL_TEXT[protocol]} yang belum lengkap`,
	reassembled: ({ packets }) => `digabung dari ${count(packets.length, 'fragmen')}: ${listPackets(packets)}`,
	tunnel: ({ name, inside }) => `tunnel ${name}: paket ${inside ? `${inside} ` : ''}di dalamnya tidak diperiksa`,
	'other-protocol': ({ protocol, carries }) =>
		protocol === 'other' ? 'bukan paket TCP/IP' : `${carries ?? PROTOCOL_TEXT[protocol]}, bukan TCP`,
	stopped: ({ stop: { layer, reason, need, have } }) => {
		if (reason === 'unsupported') return `jenis link ${need} belum dibaca oleh versi ini`;
		const name = layer === 'link' ? 'link' : PROTOCOL_TEXT[layer];
		const sizes = `perlu ${need} byte, tersedia ${have}`;
		return reason === 'cut'
			? `frame terpotong di dalam header ${name}: ${sizes}`
			: `header ${name} tidak mungkin: ${sizes}`;
	},
};
