/** What a filter is wrong in: the place in what was typed, from 0, and what stands there. */
export interface FilterMistake {
	readonly kind:
		| 'unknown-field'
		| 'needs-value'
		| 'needs-expression'
		| 'unclosed-quote'
		| 'unclosed-bracket'
		| 'unexpected';
	readonly at: number;
	readonly text: string;
}

/** The keys of the page, in the order in which its help tells them. */
export type PageKey =
	| 'next'
	| 'previous'
	| 'ends'
	| 'filter'
	| 'details'
	| 'connection'
	| 'expand'
	| 'language'
	| 'view'
	| 'statement'
	| 'back'
	| 'help';

/** What the page says beside the packets: the HTML file of a capture. */
export interface PageWords {
	/** The page's own title, in the window. */
	readonly title: (of: { readonly name: string }) => string;
	readonly languages: string;
	readonly theme: { readonly label: string; readonly auto: string; readonly light: string; readonly dark: string };
	readonly skip: string;
	readonly headings: {
		readonly [H in
			| 'overview'
			| 'findings'
			| 'connections'
			| 'ladder'
			| 'packets'
			| 'packet'
			| 'programs'
			| 'plots']: string;
	};
	readonly nothingFound: string;
	readonly captures: string;
	readonly views: { readonly label: string; readonly explore: string; readonly report: string; readonly check: string };
	readonly saveCapture: string;
	readonly open: string;
	readonly openHint: string;
	readonly dropHere: string;
	readonly notUploaded: string;
	readonly openedHere: (of: { readonly name: string }) => string;
	readonly goBack: string;
	readonly reading: (of: { readonly name: string }) => string;
	readonly cannotRead: (of: { readonly reason: string }) => string;
	readonly madeBy: (of: { readonly version: string }) => string;
	/** `megabytes` has a point. */
	readonly large: (of: { readonly megabytes: string }) => string;
	readonly findingsLater: string;
	readonly overview: {
		/** Of the strip, for who does not see it; `seconds` has a point. */
		readonly label: (of: { readonly packets: number; readonly seconds: string }) => string;
		readonly others: (of: { readonly connections: number }) => string;
		readonly other: string;
		readonly legend: { readonly [L in 'client' | 'server' | 'arp' | 'pause']: string };
	};
	readonly connection: {
		readonly only: string;
		readonly more: (of: { readonly count: number }) => string;
	};
	readonly ladder: {
		readonly expand: string;
		readonly fold: string;
		readonly hint: string;
		readonly none: string;
		/** For a connection that is not drawn until somebody asks. */
		readonly draw: (of: { readonly packets: number }) => string;
		readonly save: string;
	};
	readonly filter: {
		readonly label: string;
		readonly placeholder: string;
		readonly clear: string;
		readonly count: (of: { readonly shown: number; readonly all: number }) => string;
		readonly looking: string;
		readonly mistakes: { readonly [M in FilterMistake['kind']]: (of: FilterMistake) => string };
		readonly examples: string;
	};
	readonly packet: {
		readonly none: string;
		readonly previous: string;
		readonly next: string;
		readonly close: string;
		readonly frameBytes: string;
		/** The bytes that fragments made whole. */
		readonly datagramBytes: string;
		readonly field: string;
		readonly showMore: (of: { readonly bytes: number }) => string;
		readonly noField: string;
	};
	readonly check: {
		/** Above the report's text. */
		readonly heading: string;
		readonly hint: string;
		readonly showAll: string;
		readonly notUnderstood: string;
		/** Opens what a student is to find out first. */
		readonly reveal: string;
		/** Before the lines whose statements rest on a packet. */
		readonly naming: (of: { readonly packet: number; readonly statements: number }) => string;
		/** No capture is in the page. */
		readonly noCapture: string;
	};
	readonly help: {
		readonly title: string;
		readonly close: string;
		readonly keys: { readonly [K in PageKey]: string };
		readonly single: string;
		readonly filterTitle: string;
		readonly filterText: string;
	};
}
