import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { safeLines } from '../../render/visible-text.ts';

/** What a page does with a packet that somebody points at. */
export interface Pointing {
	readonly packetCount: number;
	readonly select: (number: number) => void;
}

export const PointingContext = createContext<Pointing>({ packetCount: 0, select: () => undefined });

/** A sentence of ours, in which `#12` leads to packet 12. Never for text of a payload. */
export function LinkedText({ text }: { readonly text: string }) {
	const pointing = useContext(PointingContext);
	const parts = safeLines(text).split(/#(\d+)/);
	return (
		<>
			{parts.map((part, i) => {
				if (i % 2 === 0) return part;
				const number = Number(part);
				if (number < 1 || number > pointing.packetCount) return `#${part}`;
				return <PacketLink key={`${i}`} number={number} />;
			})}
		</>
	);
}

export function PacketLink({ number }: { readonly number: number }) {
	const { select } = useContext(PointingContext);
	const onClick = (event: MouseEvent) => {
		event.preventDefault();
		select(number);
	};
	return (
		<a class="packet-link" href={`#packet-${number}`} onClick={onClick}>
			#{number}
		</a>
	);
}
