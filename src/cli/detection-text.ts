import { isMade } from '../capture/detect/networks.ts';
import type { DetectedNetwork, Detection, Member } from '../capture/detection.ts';
import type { DetectWords } from '../i18n/detect-words.ts';
import { alignedTable } from '../render/aligned-table.ts';

/** Networks, bridges, services and addresses as a table; the chosen one is marked, and the reason stands below. */
export function detectionText({ networks, choice }: Detection, words: DetectWords): string {
	const chosen = choice.kind === 'chosen' ? choice.network : undefined;
	const titles = [words.network, words.project, words.bridge, words.service, words.address, words.mac, words.port];
	const rows = [['', ...titles], ...networks.flatMap((network) => rowsOf(network, network === chosen, words))];
	const table = rows.length === 1 ? '' : alignedTable(withoutProjects(rows));
	if (choice.kind !== 'chosen') return table;
	const { name, bridge, project, labs, place } = choice.network;
	const option = bridge !== null && place.kind === 'here' ? `-i ${bridge}` : `--network ${name}`;
	const said = [
		words.chosen({ network: name, bridge, project, labs, reason: choice.reason }),
		words.record({ option }),
	];
	return `${table}\n${said.join('\n')}\n`;
}

/** The column of the projects, which nearly every network has in its name. */
const PROJECT = 2;

function withoutProjects(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
	if (rows.slice(1).some((row) => (row[PROJECT] ?? '') !== '')) return rows;
	return rows.map((row) => row.filter((_, at) => at !== PROJECT));
}

function rowsOf(network: DetectedNetwork, isChosen: boolean, words: DetectWords): readonly (readonly string[])[] {
	const { name, project, bridge, driver, place, members, ports } = network;
	const isUp = place.kind !== 'here' || place.isUp;
	const where = words.places[place.kind]({ bridge: bridge ?? '', driver, isUp, isMade: isMade(network) });
	const isNamed = project !== null && name.startsWith(`${project}_`);
	const first = [isChosen ? '→' : '', name, isNamed ? '' : (project ?? ''), where];
	const known = new Set(members.map(({ port }) => port));
	const unknown = ports.filter((port) => !known.has(port));
	const behind = [
		...members.map((member) => memberCells(member, project, words)),
		...unknown.map((port) => ['', '', '', port]),
	];
	const [head = [], ...more] = behind;
	return [[...first, ...head], ...more.map((cells) => ['', '', '', '', ...cells])];
}

function memberCells(
	{ service, container, running, ipv4, mac, port, sharesWith }: Member,
	project: string | null,
	words: DetectWords,
): readonly string[] {
	const name =
		service === null ? `(${container})` : isUsual(container, service, project) ? service : `${service} (${container})`;
	const last = sharesWith === null ? (port ?? '') : words.shares({ with: sharesWith });
	return [name, running ? (ipv4 ?? '') : words.stopped, running ? (mac ?? '') : '', last];
}

/** As compose names the first container of a service (version 2, version 1): that says nothing more. */
function isUsual(container: string, service: string, project: string | null): boolean {
	return ['-', '_'].some((sign) => container === [project, service, '1'].join(sign));
}
