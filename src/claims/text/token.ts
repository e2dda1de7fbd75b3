import type { Concept } from './lexicon.ts';

/** TCP flags as a set, in Wireshark's order. */
export type FlagSet = readonly string[];

/** A thing that the lexer found in a sentence; `start` and `end` are places in its normal text. */
export type Token = TokenBase & Thing;

interface TokenBase {
	readonly start: number;
	readonly end: number;
	readonly text: string;
}

interface FieldValue {
	readonly value: number;
	readonly isRaw: boolean;
	/** Given as the value of a packet's field: `the sequence number of the SYN is 0`. */
	readonly isNamed?: true;
}

export type Thing =
	/** `SYN, ACK` is one set; `SYN, SYN-ACK, ACK` are three. */
	| { readonly type: 'flags'; readonly sets: readonly FlagSet[]; readonly isBracketed: boolean }
	/** `172.20.0.x` has a pattern: its fixed beginning. */
	| { readonly type: 'ip'; readonly address: string; readonly port: number | null; readonly isPattern: boolean }
	| { readonly type: 'mac'; readonly address: string }
	/** `port 2222`, with the words between, such as `source` or `server`. */
	| {
			readonly type: 'port';
			readonly port: number;
			readonly end_: 'source' | 'destination' | null;
			readonly side: 'client' | 'server' | null;
			readonly protocol: 'tcp' | 'udp' | null;
			readonly isDotted: boolean;
	  }
	/** `52394 → 2222`. */
	| { readonly type: 'ports'; readonly source: number; readonly destination: number }
	| { readonly type: 'rows'; readonly rows: readonly number[]; readonly noun: string; readonly isRange: boolean }
	/** `pesan kedua`, `the last reply`: the ordinal; its noun stands beside it. From 1; -1 is the last. */
	| { readonly type: 'nth'; readonly n: number; readonly what: NthNoun }
	| ({ readonly type: 'seq' } & FieldValue)
	| ({ readonly type: 'acknum' } & FieldValue)
	| ({ readonly type: 'len' } & FieldValue)
	| ({ readonly type: 'win' } & FieldValue)
	/** `19 byte`, `5 packets`, `4096`. */
	| { readonly type: 'number'; readonly value: number; readonly unit: Unit | null; readonly isWord: boolean }
	| {
			readonly type: 'time';
			readonly seconds: number;
			readonly digits: number;
			readonly scale: number;
			readonly written: string;
			/** `detik ke-5,2`: when, not how long. */
			readonly isMoment?: true;
	  }
	| { readonly type: 'quote'; readonly inner: string; readonly isCode: boolean }
	| {
			readonly type: 'http';
			readonly method: string | null;
			readonly path: string | null;
			readonly version: string | null;
			readonly status: string | null;
	  }
	| { readonly type: 'mqtt'; readonly message: MqttName; readonly topic: string | null }
	| { readonly type: 'call'; readonly name: CallName }
	| { readonly type: 'filter'; readonly filter: string }
	| { readonly type: 'file'; readonly name: string }
	| { readonly type: 'arrow'; readonly isBoth: boolean }
	| { readonly type: 'word'; readonly concepts: readonly Concept[]; readonly word: string }
	| { readonly type: 'sign'; readonly sign: string };

/** What an ordinal counts. */
export type NthNoun = 'message' | 'request' | 'reply' | 'segment';

export type ThingType = Thing['type'];
export type TokenOf<T extends ThingType> = TokenBase & Thing & { readonly type: T };

export type Unit = 'byte' | 'packet' | 'connection' | 'handshake' | 'message' | 'flag' | 'other';

/** The MQTT messages that students name. */
export type MqttName =
	| 'CONNECT'
	| 'CONNACK'
	| 'PUBLISH'
	| 'PUBACK'
	| 'SUBSCRIBE'
	| 'SUBACK'
	| 'PINGREQ'
	| 'PINGRESP'
	| 'DISCONNECT';

/** The socket calls that the labs' programs make. */
export type CallName = 'listen' | 'accept' | 'connect' | 'send' | 'recv' | 'bind' | 'close' | 'socket';

export function isOf<T extends ThingType>(token: Token | undefined, type: T): token is TokenOf<T> {
	return token?.type === type;
}

export function has(token: Token | undefined, ...concepts: readonly Concept[]): boolean {
	if (token?.type !== 'word' || token.concepts.length === 0) return false;
	// By index, as is all that every word of a sentence is asked: no iterator, and no array of the arguments.
	for (let i = 0; i < concepts.length; i++) if (token.concepts.includes(concepts[i] as Concept)) return true;
	return false;
}

/** Whether a token is a word that a pattern names. */
export function isWord(token: Token | undefined, word: RegExp): boolean {
	return token?.type === 'word' && word.test(token.word);
}
