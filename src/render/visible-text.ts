/** What nearly all text is; much faster to tell than what is dangerous. */
const PLAIN = /^[ -[\]-~]*$/;
const PLAIN_LINES = /^[\n -~]*$/;
const ASCII = /^[\0-\x7f]*$/;

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

/**
 * Bytes of a payload as text that is safe to print anywhere: UTF-8 where it is UTF-8, everything that is not a
 * plain visible character as an escape (`\n`, `\x1b`, `\u{202e}`), foreign bytes as `\xff`. No two payloads look alike.
 */
export function visibleBytes(bytes: Uint8Array): string {
	const text = decodeUtf8(bytes);
	if (text !== null) return visibleText(text);
	return Array.from(bytes, (byte) => (byte < 0x80 ? visibleText(String.fromCharCode(byte)) : hexEscape(byte))).join('');
}

/** The same for text that is already decoded, such as a file name. */
export function visibleText(text: string): string {
	if (PLAIN.test(text)) return text;
	return text.replace(
		dangerousIn(text),
		(character) => SHORT_ESCAPES[character] ?? escapeOf(character.codePointAt(0) ?? 0),
	);
}

/**
 * Characters that could drive a terminal, hide text or turn its direction: controls, formats, unassigned, separators.
 * Those of Unicode take longer to prepare than a capture's payloads take to show, so ASCII does without them.
 */
function dangerousIn(text: string): RegExp {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is dangerous in ASCII
	return ASCII.test(text) ? /[\0-\x1f\x7f\\]/g : /[\p{C}\p{Zl}\p{Zp}\\]/gu;
}

/** Text of our own that may hold a foreign file name: line ends stay, the rest is made visible. */
export function safeLines(text: string): string {
	if (PLAIN_LINES.test(text)) return text;
	return text.replace(/[^\P{C}\n]/gu, (character) => escapeOf(character.codePointAt(0) ?? 0));
}

/** One for all, once there is something to decode: to make it takes longer than all that it does for a packet. */
let strictDecoder: InstanceType<typeof TextDecoder> | undefined;

/** The bytes as text, `null` unless they are valid UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | null {
	strictDecoder ??= new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
	try {
		return strictDecoder.decode(bytes);
	} catch {
		return null;
	}
}

function escapeOf(codePoint: number): string {
	return codePoint < 0x100 ? hexEscape(codePoint) : `\\u{${codePoint.toString(16)}}`;
}

function hexEscape(byte: number): string {
	return `\\x${byte.toString(16).padStart(2, '0')}`;
}
