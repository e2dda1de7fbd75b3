import { InvalidArgumentError } from '@commander-js/extra-typings';

const SIZE = /^(\d+)([kmg]?)(?:i?b)?$/i;
const SIZE_UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1_048_576, g: 1_073_741_824 };
const TIME = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/;
const TIME_UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
/** The longest that a timer can wait. */
const MOST_MS = 2_147_483_647;
const MOST_SNAPLEN = 65_400;
const LEAST_SNAPLEN = 64;

/** Reads `10M`, `512k` or a number of bytes. */
export function parseSize(text: string): number {
	const [, digits, unit = ''] = SIZE.exec(text) ?? [];
	const bytes = Number(digits) * (SIZE_UNITS[unit.toLowerCase()] ?? Number.NaN);
	if (bytes >= 1) return bytes;
	throw new InvalidArgumentError('It must be a size, such as 512k, 10M or 1G.');
}

/** Reads `30s`, `10m`, `1h`, `500ms` or a number of seconds; gives milliseconds. */
export function parseDuration(text: string): number {
	const [, digits, unit = 's'] = TIME.exec(text) ?? [];
	const ms = Number(digits) * (TIME_UNITS[unit] ?? Number.NaN);
	if (ms >= 1 && ms <= MOST_MS) return ms;
	throw new InvalidArgumentError('It must be a time, such as 500ms, 30s, 10m or 1h.');
}

export function parseCount(text: string): number {
	if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
	throw new InvalidArgumentError('It must be a whole number, 1 or more.');
}

/** Reads the bytes to keep of each frame; 0 means all, as for tcpdump. */
export function parseSnaplen(text: string): number {
	const bytes = /^\d+$/.test(text) ? Number(text) : Number.NaN;
	if (bytes === 0) return MOST_SNAPLEN;
	if (bytes >= LEAST_SNAPLEN) return Math.min(bytes, MOST_SNAPLEN);
	throw new InvalidArgumentError(`It must be 0 (all) or at least ${LEAST_SNAPLEN} bytes, so that headers are whole.`);
}
