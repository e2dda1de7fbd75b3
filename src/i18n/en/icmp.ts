import { endpointText } from '../../decode/endpoint-text.ts';
import type { Icmp, IcmpName, Unreachable } from '../../decode/icmp.ts';

const NAMES: { readonly [N in Exclude<IcmpName, 'unreachable'>]: string } = {
	'echo-request': 'asks whether the host answers (ping)',
	'echo-reply': 'answers a ping',
	'too-big': 'a packet was too big for the next link',
	'time-exceeded': 'a packet was dropped because it was under way for too long',
	'parameter-problem': 'the header of a packet could not be read',
	'source-quench': 'asks to send more slowly',
	redirect: 'names a better router',
	'timestamp-request': 'asks for the time',
	'timestamp-reply': 'tells the time',
	'router-solicitation': 'looks for a router, not part of the lab',
	'router-advertisement': 'a router makes itself known, not part of the lab',
	'neighbour-solicitation': 'IPv6 neighbour discovery asks for a MAC address, not part of the lab',
	'neighbour-advertisement': 'IPv6 neighbour discovery tells a MAC address, not part of the lab',
	'multicast-listener': 'IPv6 multicast membership, not part of the lab',
	unknown: 'a message of another type',
};

const UNREACHABLE: { readonly [U in Exclude<Unreachable, 'port'>]: string } = {
	network: 'its network cannot be reached',
	host: 'the host cannot be reached',
	protocol: 'the host does not speak its protocol',
	'too-big': 'it is too big for the next link',
	administrative: 'a filter forbids it',
	other: 'no reason given',
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
	if (unreachable !== 'port') return `a packet was not delivered, ${UNREACHABLE[unreachable ?? 'other']}`;
	const port = quote?.destinationPort ?? null;
	return port === null ? 'a port is not reachable' : `port ${port} of ${quote?.destination} is not reachable`;
}

function about({ quote }: Icmp): string {
	if (!quote) return '';
	const { source, destination, sourcePort, destinationPort } = quote;
	const end = (address: string, port: number | null): string => (port === null ? address : endpointText(address, port));
	return `, about the packet ${end(source, sourcePort)} → ${end(destination, destinationPort)}`;
}
