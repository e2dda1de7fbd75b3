/** A statement about a connection or the whole capture; the wording, and what to do next time, is in `i18n/`. */
export type Finding =
	| { readonly kind: 'no-packets'; readonly connection: null; readonly packets: readonly number[] }
	| { readonly kind: 'starts-mid-connection'; readonly connection: number; readonly packets: readonly number[] }
	| { readonly kind: 'open-at-end'; readonly connection: number; readonly packets: readonly number[] }
	| {
			readonly kind: 'refused-attempt';
			readonly connection: number;
			readonly packets: readonly number[];
			readonly port: number;
	  }
	| {
			readonly kind: 'cut-by-snaplen';
			readonly connection: null;
			/** The first of them; there may be many. */
			readonly packets: readonly number[];
			readonly count: number;
	  };

export type FindingKind = Finding['kind'];
export type FindingOf<K extends FindingKind> = Extract<Finding, { readonly kind: K }>;
