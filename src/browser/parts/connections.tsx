import { useState } from 'preact/hooks';
import { endpointText } from '../../decode/endpoint-text.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import type { Connection } from '../../tcp/analysis.ts';
import type { OpenedCapture } from '../open-capture.ts';
import { LinkedText } from './linked-text.tsx';

/** The packets come below them. */
const FIRST = 6;
const STEP = 48;

interface Props {
	readonly capture: OpenedCapture;
	readonly words: Catalogue;
	/** The chosen one, from 1. */
	readonly connection: number;
	readonly onChoose: (connection: number) => void;
	/** Wants to see the packets of this one alone. */
	readonly onOnly: (connection: number) => void;
}

/** A card for each connection; the chosen one is in the ladder. */
export function Connections({ capture, words, connection, onChoose, onOnly }: Props) {
	const { connections, connectionCount } = capture.result.analysis;
	const [most, setMost] = useState(FIRST);
	if (connectionCount === 0) return null;
	const left = connectionCount - most;
	return (
		<section class="connections" aria-labelledby="connections-title">
			<h2 id="connections-title">{words.page.headings.connections}</h2>
			<ul class="cards">
				{[...connections.slice(0, most)].map((each) => (
					<Card
						key={each.connection}
						{...{ words, onChoose, onOnly }}
						of={each}
						isChosen={each.connection === connection}
						hasOthers={connectionCount > 1}
					/>
				))}
			</ul>
			{left > 0 && (
				<button type="button" onClick={() => setMost(most + STEP)}>
					{words.page.connection.more({ count: left })}
				</button>
			)}
		</section>
	);
}

interface CardProps extends Pick<Props, 'words' | 'onChoose' | 'onOnly'> {
	readonly of: Connection;
	readonly isChosen: boolean;
	readonly hasOthers: boolean;
}

function Card({ of, words, isChosen, hasOthers, onChoose, onOnly }: CardProps) {
	const { capture, page, sides } = words;
	const [, ...clauses] = words.connection(of);
	return (
		<li class={isChosen ? 'card chosen' : 'card'}>
			<div class="card-head">
				<button type="button" class="card-title" aria-pressed={isChosen} onClick={() => onChoose(of.connection)}>
					{capture.connectionTitle(of.connection)}
					{of.lab && <span class="tag">{of.lab.name}</span>}
				</button>
				{hasOthers && (
					<button type="button" class="plain" onClick={() => onOnly(of.connection)}>
						{page.connection.only}
					</button>
				)}
			</div>
			<p class="ends">
				<span class="end client">
					<span class="side">{sides.client}</span> {endpointText(of.client.address, of.client.port)}
				</span>
				<span class="to" aria-hidden="true">
					→
				</span>
				<span class="end server">
					<span class="side">{sides.server}</span> {endpointText(of.server.address, of.server.port)}
				</span>
			</p>
			<ul class="clauses">
				{clauses.map((clause) => (
					<li key={clause}>
						<LinkedText text={clause} />
					</li>
				))}
			</ul>
		</li>
	);
}
