import type { MqttName } from '../text/token.ts';

/** An MQTT control packet (MQTT 3.1.1, section 2.2); the topic is empty unless it publishes. */
export interface MqttMessage {
	readonly name: MqttName | 'other';
	readonly topic: string;
}

const NAMES: Readonly<Record<number, MqttName>> = {
	1: 'CONNECT',
	2: 'CONNACK',
	3: 'PUBLISH',
	4: 'PUBACK',
	8: 'SUBSCRIBE',
	9: 'SUBACK',
	12: 'PINGREQ',
	13: 'PINGRESP',
	14: 'DISCONNECT',
};

/** Reads the control packets that begin in one segment; a segment that begins inside a packet gives nothing certain. */
export function readMqtt(payload: Uint8Array): readonly MqttMessage[] {
	const messages: MqttMessage[] = [];
	for (let at = 0; at + 2 <= payload.length && messages.length < 64; ) {
		const type = (payload[at] ?? 0) >> 4;
		const { length, size } = remainingLength(payload, at + 1);
		if (size === 0) break;
		const start = at + 1 + size;
		const name = NAMES[type] ?? 'other';
		messages.push({
			name,
			topic: name === 'PUBLISH' ? textAt(payload, start) : name === 'SUBSCRIBE' ? textAt(payload, start + 2) : '',
		});
		at = start + length;
	}
	return messages;
}

/** Section 2.2.3: seven bits a byte, the lowest first. */
function remainingLength(payload: Uint8Array, at: number): { readonly length: number; readonly size: number } {
	let length = 0;
	for (let size = 0; size < 4; size++) {
		const byte = payload[at + size];
		if (byte === undefined) return { length: 0, size: 0 };
		length += (byte & 127) * 128 ** size;
		if (byte < 128) return { length, size: size + 1 };
	}
	return { length: 0, size: 0 };
}

function textAt(payload: Uint8Array, at: number): string {
	const length = ((payload[at] ?? 0) << 8) | (payload[at + 1] ?? 0);
	return new TextDecoder().decode(payload.subarray(at + 2, Math.min(at + 2 + length, payload.length)));
}
