import { endpointText } from '../../decode/endpoint-text.ts';
import type { Icmp, IcmpName, Unreachable } from '../../decode/icmp.ts';

const NAMES: { readonly [N in Exclude<IcmpName, 'unreachable'>]: string } = {
	'echo-request': 'bertanya apakah host menjawab (ping)',
	'echo-reply': 'menjawab ping',
	'too-big': 'sebuah paket terlalu besar untuk link berikutnya',
	'time-exceeded': 'sebuah paket dibuang karena terlalu lama di perjalanan',
	'parameter-problem': 'header sebuah paket tidak dapat dibaca',
	'source-quench': 'meminta agar pengiriman diperlambat',
	redirect: 'menunjukkan router yang lebih baik',
	'timestamp-request': 'menanyakan waktu',
	'timestamp-reply': 'memberitahukan waktu',
	'router-solicitation': 'mencari router, bukan bagian dari praktikum',
	'router-advertisement': 'router memperkenalkan diri, bukan bagian dari praktikum',
	'neighbour-solicitation': 'neighbour discovery IPv6 menanyakan alamat MAC, bukan bagian dari praktikum',
	'neighbour-advertisement': 'neighbour discovery IPv6 memberitahukan alamat MAC, bukan bagian dari praktikum',
	'multicast-listener': 'keanggotaan multicast IPv6, bukan bagian dari praktikum',
	unknown: 'pesan jenis lain',
};

const UNREACHABLE: { readonly [U in Exclude<Unreachable, 'port'>]: string } = {
	network: 'jaringannya tidak terjangkau',
	host: 'host tidak terjangkau',
	protocol: 'host tidak mengenal protokolnya',
	'too-big': 'terlalu besar untuk link berikutnya',
	administrative: 'dilarang oleh filter',
	other: 'tanpa alasan',
};

/** What an ICMP message says. */
export function icmpText(message: Icmp): string {
	const { version, name, type, code } = message;
	const protocol = version === 6 ? 'ICMPv6' : 'ICMP';
	if (name === 'unreachable') return `${protocol}: ${unreachableText(message)}${about(message)}`;
	const number = name === 'unknown' ? ` (type ${type}, code ${code})` : '';
	return `${protocol}: ${NAMES[name]}${number}${about(message)}`;
}

function unreachableText({ unreachable, quote }: Icmp): string {
	if (unreachable !== 'port') return `sebuah paket tidak sampai, ${UNREACHABLE[unreachable ?? 'other']}`;
	const port = quote?.destinationPort ?? null;
	return port === null ? 'sebuah port tidak terjangkau' : `port ${port} di ${quote?.destination} tidak terjangkau`;
}

function about({ quote }: Icmp): string {
	if (!quote) return '';
	const { source, destination, sourcePort, destinationPort } = quote;
	const end = (address: string, port: number | null): string => (port === null ? address : endpointText(address, port));
	return `, tentang paket ${end(source, sourcePort)} → ${end(destination, destinationPort)}`;
}
