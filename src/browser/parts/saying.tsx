import type { Piece, Saying } from '../../i18n/say.ts';
import { visibleBytes } from '../../render/visible-text.ts';
import { LinkedText } from './linked-text.tsx';

/** More of a payload is in its packet. */
const DATA_BYTES = 400;

/** A sentence of a report: packets are links, data is text that can do nothing. */
export function SaidText({ saying }: { readonly saying: Saying }) {
	return (
		<>
			{saying.map((piece, i) => (
				<SaidPiece key={`${i}`} piece={piece} />
			))}
		</>
	);
}

function SaidPiece({ piece }: { readonly piece: Piece }) {
	if (typeof piece === 'string') return <LinkedText text={piece} />;
	if (piece.kind === 'packets') return <LinkedText text={piece.text} />;
	if (piece.kind === 'code') return <code>{piece.text}</code>;
	const { bytes } = piece;
	return (
		<code>
			<bdi>{`${visibleBytes(bytes.subarray(0, DATA_BYTES))}${bytes.length > DATA_BYTES ? '…' : ''}`}</bdi>
		</code>
	);
}
