import type { Finding } from '../fact.ts';
import type { MacOwnerSay, MqttRoleSay, MssSay } from '../grammar/say-hosts.ts';
import { type CaptureModel, rowAt } from '../model/capture-model.ts';
import type { CaptureRow } from '../model/capture-row.ts';
import { confirmed, faceOf, refuted, unchecked } from './finding.ts';
import { isHost, missingHost, roleAddresses } from './hosts.ts';
import { flagsFit } from './match.ts';

/** A MAC address is whose ARP says it is. */
export function judgeMacOwner(model: CaptureModel, { host, mac }: MacOwnerSay): Finding {
	if (missingHost(model, host) !== null) return unchecked('UNBOUND');
	const own = model.arp.filter((row) => isHost(model, row, 'source', host) && row.arp !== null);
	const good = own.filter((row) => row.arp?.senderMac === mac);
	if (good.length > 0) return confirmed(good.slice(0, 4));
	const [row] = own;
	if (!row?.arp) return unchecked('NOT_IN_CAPTURE');
	// More than one address of one host: who knows which is meant.
	if (new Set(own.map(({ arp }) => arp?.senderMac)).size > 1) return unchecked('UNBOUND', own.slice(0, 4));
	return refuted(own.slice(0, 4), {
		kind: 'arp-differs',
		said: mac,
		found: row.arp.senderMac,
		packets: own.slice(0, 4).map(({ number }) => number),
	});
}

/** Who publishes and subscribes is told by the MQTT messages. */
export function judgeMqttRole(model: CaptureModel, { host, address }: MqttRoleSay): Finding {
	const role = host.role ?? 'publisher';
	const known = roleAddresses(model, role);
	const rows = (of: string): readonly CaptureRow[] =>
		model.tcp
			.filter(
				(row) => (row.source === of || row.destination === of) && row.mqtt.some(({ name }) => name === NAMES[role]),
			)
			.slice(0, 2);
	if (known.has(address)) return confirmed(rows(address));
	const [found] = known;
	if (found === undefined || !model.addresses.has(address)) return unchecked('UNBOUND');
	const shown = rows(found);
	return refuted(shown, {
		kind: 'endpoint',
		role: null,
		said: address,
		found,
		packets: shown.map(({ number }) => number),
	});
}

const NAMES = { publisher: 'PUBLISH', subscriber: 'SUBSCRIBE' } as const;

/** The MSS option of a SYN, or of any that is there. */
export function judgeMss(model: CaptureModel, { flags, value }: MssSay): Finding {
	const syns = model.tcp.filter(({ mss }) => mss !== null);
	const own = flags === null ? syns : syns.filter((row) => flagsFit(row, flags, false));
	const good = own.filter(({ mss }) => mss === value);
	if (good.length > 0) return confirmed(good.slice(0, 4));
	const row = rowAt(model, own[0]?.number ?? 0);
	const isOne = new Set(own.map(({ mss }) => mss)).size === 1;
	if (!row || flags === null || !isOne) return unchecked(own.length === 0 ? 'NOT_IN_CAPTURE' : 'UNBOUND');
	const difference = { field: 'length' as const, said: `MSS ${value}`, found: `MSS ${row.mss}` };
	return refuted([row], { kind: 'row-differs', face: faceOf(row), differences: [difference] });
}
