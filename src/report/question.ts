import type { Acknowledged } from '../tcp/note.ts';
import type { Side } from '../tcp/segment-batch.ts';

/** A question that this capture answers, with its answer; the wording is in `i18n/`. */
export type Question = {
	/** The packets that the answer rests on. */
	readonly packets: readonly number[];
} /** Why is Ack 21 in #13? */ & (
	| { readonly kind: 'why-ack'; readonly packet: number; readonly acknowledged: Acknowledged }
	/** Which row acknowledges "Halo"? */
	| {
			readonly kind: 'which-acknowledges';
			readonly request: number;
			readonly message: Uint8Array;
			readonly ack: number;
			readonly carriesReply: boolean;
	  }
	| { readonly kind: 'who-closes'; readonly side: Side; readonly fin: number }
	| { readonly kind: 'why-three-segments'; readonly fins: readonly [number, number] }
	| {
			readonly kind: 'why-four-segments';
			readonly starter: Side;
			readonly ack: number;
			readonly otherFin: number;
			readonly pauseNs: bigint;
	  }
	| { readonly kind: 'time-wait'; readonly side: Side; readonly packet: number }
	/** What would #2 be if the server program were not running? */
	| { readonly kind: 'without-server'; readonly synAck: number; readonly port: number }
	| { readonly kind: 'why-refused'; readonly syn: number; readonly rst: number; readonly port: number }
	| { readonly kind: 'why-arp'; readonly arp: number; readonly firstSegment: number }
	| {
			readonly kind: 'added-bytes';
			readonly request: number;
			readonly reply: number;
			readonly requestBytes: number;
			readonly replyBytes: number;
			readonly prefix: string;
	  }
	| { readonly kind: 'how-many-connections'; readonly count: number; readonly syns: readonly number[] }
	| { readonly kind: 'where-is-handshake'; readonly first: number }
	| { readonly kind: 'why-twice'; readonly first: number; readonly copy: number }
	| { readonly kind: 'where-is-end-word'; readonly word: string; readonly fin: number }
);

export type QuestionKind = Question['kind'];
export type QuestionOf<K extends QuestionKind> = Extract<Question, { readonly kind: K }>;
