/** One TCP option; `kind` is the name, `bytes` its whole length. Unknown and damaged ones keep their content. */
export type TcpOption =
	| { readonly kind: 'end' | 'nop' | 'sack-permitted'; readonly bytes: number }
	| { readonly kind: 'mss'; readonly bytes: number; readonly value: number }
	| { readonly kind: 'window-scale'; readonly bytes: number; readonly shift: number }
	| {
			readonly kind: 'sack';
			readonly bytes: number;
			readonly blocks: readonly { readonly left: number; readonly right: number }[];
	  }
	| { readonly kind: 'timestamps'; readonly bytes: number; readonly value: number; readonly echoReply: number }
	| {
			readonly kind: OpaqueKind;
			readonly bytes: number;
			readonly number: number;
			/** The content after kind and length (and the magic number of an experiment), in hexadecimal. */
			readonly data: string;
	  };

/** Options whose content is kept as it is: no lab needs it taken apart. */
export type OpaqueKind = 'user-timeout' | 'md5' | 'authentication' | 'multipath' | 'fast-open' | 'unknown' | 'damaged';

interface OptionRule {
	readonly kind: Exclude<TcpOption['kind'], 'end' | 'nop' | 'unknown' | 'damaged'>;
	/** Is this a length (kind and length bytes included) that the option may have? */
	readonly fits: (bytes: number) => boolean;
}

const exactly = (bytes: number) => (found: number) => found === bytes;
const atLeast = (bytes: number) => (found: number) => found >= bytes;

/** Option numbers (IANA) and their sizes: RFC 9293 section 3.2, RFC 7323, 2018, 5482, 2385, 5925, 8684, 7413. */
const OPTION_RULES: Readonly<Record<number, OptionRule>> = {
	2: { kind: 'mss', fits: exactly(4) },
	3: { kind: 'window-scale', fits: exactly(3) },
	4: { kind: 'sack-permitted', fits: exactly(2) },
	5: { kind: 'sack', fits: (bytes) => bytes >= 10 && bytes <= 34 && (bytes - 2) % 8 === 0 },
	8: { kind: 'timestamps', fits: exactly(10) },
	19: { kind: 'md5', fits: exactly(18) },
	28: { kind: 'user-timeout', fits: exactly(4) },
	29: { kind: 'authentication', fits: atLeast(4) },
	30: { kind: 'multipath', fits: atLeast(3) },
	34: { kind: 'fast-open', fits: atLeast(2) },
};

const END = 0;
const NOP = 1;
/** Numbers for experiments (RFC 6994); with this magic number it is Fast Open before it had its own (RFC 7413, appendix A). */
const EXPERIMENTS: readonly number[] = [253, 254];
const FAST_OPEN_MAGIC = 0xf989;

/**
 * Reads the options in `[at, end)` (RFC 9293, section 3.1). An option whose length cannot be right ends the list as
 * `damaged`, with the bytes that are left: nothing after it can be told apart.
 */
export function readTcpOptions(bytes: DataView, at: number, end: number): readonly TcpOption[] {
	const options: TcpOption[] = [];
	let next = at;
	while (next < end) {
		const option = readOption(bytes, next, end);
		options.push(option);
		next += option.bytes;
		if (option.kind === 'end' || option.kind === 'damaged') break;
	}
	return options;
}

function readOption(bytes: DataView, at: number, end: number): TcpOption {
	const number = bytes.getUint8(at);
	if (number === END) return { kind: 'end', bytes: 1 };
	if (number === NOP) return { kind: 'nop', bytes: 1 };
	const length = at + 1 < end ? bytes.getUint8(at + 1) : 0;
	const rule = OPTION_RULES[number];
	if (length < 2 || at + length > end || rule?.fits(length) === false) {
		return { kind: 'damaged', bytes: end - at, number, data: hex(bytes, at + 1, end) };
	}
	return readContent(bytes, at, length, number, rule);
}

function readContent(
	bytes: DataView,
	at: number,
	length: number,
	number: number,
	rule: OptionRule | undefined,
): TcpOption {
	switch (rule?.kind) {
		case 'mss':
			return { kind: 'mss', bytes: length, value: bytes.getUint16(at + 2) };
		case 'window-scale':
			return { kind: 'window-scale', bytes: length, shift: bytes.getUint8(at + 2) };
		case 'sack-permitted':
			return { kind: 'sack-permitted', bytes: length };
		case 'sack':
			return { kind: 'sack', bytes: length, blocks: readBlocks(bytes, at + 2, at + length) };
		case 'timestamps':
			return {
				kind: 'timestamps',
				bytes: length,
				value: bytes.getUint32(at + 2),
				echoReply: bytes.getUint32(at + 6),
			};
		default:
			if (isFastOpenExperiment(bytes, at, length, number)) {
				return { kind: 'fast-open', bytes: length, number, data: hex(bytes, at + 4, at + length) };
			}
			return { kind: rule?.kind ?? 'unknown', bytes: length, number, data: hex(bytes, at + 2, at + length) };
	}
}

function isFastOpenExperiment(bytes: DataView, at: number, length: number, number: number): boolean {
	return EXPERIMENTS.includes(number) && length >= 4 && bytes.getUint16(at + 2) === FAST_OPEN_MAGIC;
}

function readBlocks(bytes: DataView, at: number, end: number): { left: number; right: number }[] {
	return Array.from({ length: (end - at) / 8 }, (_, i) => ({
		left: bytes.getUint32(at + i * 8),
		right: bytes.getUint32(at + i * 8 + 4),
	}));
}

function hex(bytes: DataView, at: number, end: number): string {
	let text = '';
	for (let i = at; i < end; i++) text += bytes.getUint8(i).toString(16).padStart(2, '0');
	return text;
}
