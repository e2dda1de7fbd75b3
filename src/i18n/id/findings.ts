import type { AddedFindingKind, AddedFindingOf } from '../../findings/finding.ts';
import type { FindingText } from '../catalogue.ts';
import { duration } from '../duration.ts';
import { portsWithLabs } from '../lab-ports.ts';
import { count, listPackets } from './counts.ts';

/** What happened, and what to do next time. */
export const addedFindings: { readonly [K in AddedFindingKind]: (finding: AddedFindingOf<K>) => FindingText } = {
	'recorded-twice': ({ count: copies, total, times, packets }) => ({
		text: `${count(copies, 'paket')} dari ${total} adalah salinan (pertama ${listPackets(packets)}): paket yang sama terekam sampai ${times} kali di beberapa interface. Ini bukan retransmisi.`,
		advice: 'Rekam di bridge saja (tcpdump -i br-…), jangan dengan -i any.',
	}),
	'checksum-offload': ({ count: packets, packets: first }) => ({
		text: `Di ${count(packets, 'paket')} (pertama ${listPackets(first)}) checksum belum lengkap: checksum diisi kemudian oleh driver (offload). Ini bukan kesalahan.`,
		advice: 'Biarkan validasi checksum di Wireshark tidak aktif.',
	}),
	'no-lab-packet': ({ ports, seen }) => ({
		text: `Tidak ada paket TCP dari praktikum (port ${ports.join(' atau ')}); server yang terlihat memakai port ${portsWithLabs(seen, 'praktikum')}.`,
		advice: 'Periksa interface dan port, lalu rekam bridge praktikum saat client berjalan.',
	}),
	'more-connections-than-lab': ({ lab, connections, expected, packets }) => ({
		text: `Ada ${count(connections, 'koneksi')} ke server praktikum ${lab}, seharusnya ${expected} (paket pertama ${listPackets(packets)}).`,
		advice: 'Buat satu rekaman untuk satu percobaan: hentikan tcpdump sebelum client dijalankan lagi.',
	}),
	'more-clients-than-lab': ({ lab, clients, expected, packets }) => ({
		text: `Ada ${count(clients, 'client')} yang terhubung ke server praktikum ${lab}, seharusnya ${expected} (paket pertama ${listPackets(packets)}).`,
		advice: 'Hentikan client lain, atau sebutkan di laporan client mana milik Anda.',
	}),
	'time-runs-backwards': ({ count: packets, packets: first, mostNs }) => ({
		text: `Waktu ${count(packets, 'paket')} (pertama ${listPackets(first)}) lebih awal daripada paket sebelumnya, sampai ${duration(mostNs, ',')}.`,
		advice: 'Rekam di satu interface pada satu mesin; jangan menggabung rekaman dengan jam yang berbeda.',
	}),
	'clocks-disagree': ({ connection, packets, captureNs, senderNs }) => ({
		text: `Koneksi ${connection}: antara ${listPackets(packets)} jam rekaman maju ${duration(captureNs, ',')}, sedangkan jam pengirim (TSval) maju ${duration(senderNs, ',')}.`,
		advice: 'Kumpulkan rekaman seperti ditulis tcpdump, dan jangan mengubah jam saat merekam.',
	}),
	'syn-filtered': ({ connection, packets, address, port }) => ({
		text: `Koneksi ${connection}: ${address} menjawab ARP, tetapi SYN ke port ${port} (${listPackets(packets)}) tidak dibalas SYN-ACK atau RST: firewall membuang paketnya.`,
		advice: 'Periksa firewall: sudo iptables -L FORWARD -n (Docker mengatur FORWARD menjadi DROP).',
	}),
	'syn-unanswered': ({ connection, packets, address, port }) => ({
		text: `Koneksi ${connection}: SYN ke ${address} port ${port} (${listPackets(packets)}) tidak dijawab.`,
		advice: 'Periksa alamat server, pastikan container-nya berjalan dan tidak ada firewall di antaranya.',
	}),
	'host-silent': ({ address, packets }) => ({
		text: `ARP request untuk ${address} (${listPackets(packets)}) tidak dijawab: tidak ada host dengan alamat ini di jaringan.`,
		advice: 'Periksa alamat server dan pastikan container-nya berjalan di jaringan yang sama.',
	}),
	'mac-changed': ({ address, before, after, packets }) => ({
		text: `Alamat MAC ${address} berubah mulai ${listPackets(packets.slice(-1))}: dari ${before} menjadi ${after} (container dijalankan ulang).`,
		advice: 'Jangan menjalankan ulang container saat tcpdump berjalan.',
	}),
	'address-used-twice': ({ address, macs, packets }) => ({
		text: `Dua host memakai alamat ${address}: ${macs[0]} dan ${macs[1]} (${listPackets(packets)}).`,
		advice: 'Beri setiap container alamat sendiri, dan hentikan container proyek lain di jaringan ini.',
	}),
};
