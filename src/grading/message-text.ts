import { joinBytes, type Message } from '../tcp/exchanges.ts';

/** A message as text: UTF-8, and each byte that is none as one character. */
export function messageText(message: Message): string {
	return payloadText(joinBytes(message.parts));
}

/** The same for a payload. */
export function payloadText(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
	}
}

/** Whether a text is somewhere in another, whatever the capitals. */
export function containsText(whole: string, part: string): boolean {
	return whole.toLowerCase().includes(part.toLowerCase());
}
