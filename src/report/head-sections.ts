import { LINK_LAYERS } from '../decode/link-types.ts';
import type { CaptureInterface } from '../file/read-result.ts';
import { isSimulated } from '../file/simulated.ts';
import type { AnnotatedPacket } from '../tcp/analysis.ts';
import { code, packets, row, table, term, text } from './cells.ts';
import type { Cell, ReportBlock, ReportRow } from './report.ts';
import type { Statement } from './statement.ts';
import type { Subject } from './subject.ts';
import type { TermName } from './terms.ts';

/** Who hands the report in; what is not given stays open. */
export interface Student {
	readonly name?: string | undefined;
	readonly number?: string | undefined;
	readonly class?: string | undefined;
	readonly date?: string | undefined;
}

const SHA256_DIGITS = 12;
const BLANK: Cell = { kind: 'blank' };

/** Section 0: who hands in what. */
export function identitySection(
	subjects: readonly Subject[],
	{ student = {}, version }: { readonly student?: Student | undefined; readonly version: string },
): readonly ReportBlock[] {
	const of = (name: TermName, value: string | undefined): ReportRow =>
		row([], term(name), value === undefined ? BLANK : text(value));
	const files = subjects.flatMap(({ result, sha256 }) => [
		row([], term('file'), code(result.name)),
		...(sha256 === null ? [] : [row([], term('sha256'), code(sha256.slice(0, SHA256_DIGITS)))]),
	]);
	return table(
		'identity',
		['what', 'value'],
		[
			of('name', student.name),
			of('student-number', student.number),
			of('class', student.class),
			of('date', student.date),
			...files,
			row([], term('tool'), text(`capnote ${version}`)),
		],
	);
}

/** Section 1: what the lab is for. */
export function aimSection(subjects: readonly Subject[]): readonly ReportBlock[] {
	const labs = [...new Set(subjects.map(({ lab, analysis }) => (analysis.connectionCount === 0 ? 'packets' : lab)))];
	const aims = labs.map((lab): Statement => ({ kind: 'aim', lab, packets: [] }));
	return [
		{ kind: 'statements', statements: aims },
		{ kind: 'student', prompt: 'aim' },
	];
}

/** Section 2: what was recorded, and between whom. */
export function setupSection(subject: Subject): readonly ReportBlock[] {
	const { result, profile, told } = subject;
	const statements: Statement[] = [];
	if (isSimulated(result.read)) statements.push({ kind: 'simulated', packets: [] });
	const connection = told.find((one) => one.profile === profile)?.connection;
	if (profile && connection) {
		const { firstPacket, server } = connection;
		statements.push({ kind: 'lab-recognised', lab: profile.name, port: server.port, packets: [firstPacket] });
	}
	return [
		...(statements.length === 0 ? [] : [{ kind: 'statements' as const, statements }]),
		...table('capture', ['what', 'value'], captureRows(subject)),
		...table('hosts', ['role', 'address', 'mac', 'ports', 'firstPacket'], hostRows(subject)),
		{ kind: 'student', prompt: 'setup' },
		{ kind: 'student', prompt: 'commands' },
	];
}

function captureRows({ result: { read } }: Subject): readonly ReportRow[] {
	if (read.kind !== 'capture') return [];
	const one = read.head.interfaces[0];
	const application = read.head.sections.find((section) => section.application !== null)?.application ?? null;
	return [
		row([], term('compose-file'), BLANK),
		...(one ? [row([], term('link'), term(linkTerm(one)))] : []),
		...named('interface', read.head.interfaces.flatMap(({ name }) => name ?? []).join(', ')),
		...named('filter', one?.filter ?? ''),
		...named('system', application ?? ''),
	];
}

function named(name: TermName, value: string): readonly ReportRow[] {
	return value === '' ? [] : [row([], term(name), code(value))];
}

/** Cooked link layers are what tcpdump writes for `-i any`. */
function linkTerm({ linkType }: CaptureInterface): TermName {
	switch (LINK_LAYERS[linkType]) {
		case 'ethernet':
			return 'link-ethernet';
		case 'sll':
		case 'sll2':
			return 'link-any';
		case 'loopback':
			return 'link-loopback';
		case 'raw':
		case 'ipv4':
		case 'ipv6':
			return 'link-raw';
		default:
			return 'link-other';
	}
}

interface Host {
	readonly role: TermName;
	readonly address: string;
	readonly ports: Set<number>;
	readonly firstPacket: number;
	mac: string | null;
}

/** The hosts of the connections that are told, by role. */
function hostRows({ told }: Subject): readonly ReportRow[] {
	const hosts = new Map<string, Host>();
	for (const { connection, packets: all } of told) {
		for (const role of ['client', 'server'] as const) {
			const { address, port } = connection[role];
			const key = `${role} ${address}`;
			const first = all.find(({ segment }) => segment?.side === role);
			const known = hosts.get(key);
			if (known) known.ports.add(port);
			else {
				const firstPacket = first?.packet.number ?? connection.firstPacket;
				hosts.set(key, { role, address, ports: new Set([port]), firstPacket, mac: macOf(first) });
			}
			const host = hosts.get(key);
			if (host) host.mac ??= macOf(first);
		}
	}
	return [...hosts.values()].map(({ role, address, mac, ports, firstPacket }) =>
		row([firstPacket], term(role), code(address), code(mac), portsCell(ports), packets([firstPacket])),
	);
}

const LISTED_PORTS = 5;

function portsCell(ports: ReadonlySet<number>): Cell {
	const listed = [...ports].slice(0, LISTED_PORTS).join(', ');
	return text(ports.size > LISTED_PORTS ? `${listed}, …` : listed);
}

function macOf(packet: AnnotatedPacket | undefined): string | null {
	return packet?.packet.ethernet?.source ?? packet?.packet.sll?.source ?? null;
}
