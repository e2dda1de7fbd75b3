import type { RefObject } from 'preact';
import { memo } from 'preact/compat';
import { useMemo } from 'preact/hooks';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { type Explanation, explain } from '../../render/explain/explanation.ts';
import type { OpenedCapture } from '../open-capture.ts';
import { Bytes } from './bytes.tsx';
import { LinkedText } from './linked-text.tsx';

interface Props {
	readonly capture: OpenedCapture;
	readonly words: Catalogue;
	readonly selected: number | null;
	/** On a small screen it lies over the page until it is closed. */
	readonly isOpen: boolean;
	readonly panel: RefObject<HTMLElement | null>;
	readonly onStep: (by: 1 | -1) => void;
	readonly onClose: () => void;
}

/** Everything about the chosen packet: what it means, why its numbers are what they are, each of its bytes. */
export const PacketDetails = memo(function PacketDetails({
	capture,
	words,
	selected,
	isOpen,
	panel,
	onStep,
	onClose,
}: Props) {
	const { analysis } = capture.result;
	const { packet: said, headings } = words.page;
	const told = useMemo(() => {
		if (selected === null || selected > analysis.packetCount) return null;
		return explain({ analysis, file: capture.name, packet: analysis.packet(selected), words });
	}, [capture, selected, words]);
	return (
		<aside ref={panel} class={isOpen ? 'details open' : 'details'} tabIndex={-1} aria-labelledby="details-title">
			<div class="details-head">
				<h2 id="details-title">
					{headings.packet} {told ? selected : ''}
				</h2>
				{told && (
					<div class="panel-tools">
						<button type="button" aria-label={said.previous} title={said.previous} onClick={() => onStep(-1)}>
							↑
						</button>
						<button type="button" aria-label={said.next} title={said.next} onClick={() => onStep(1)}>
							↓
						</button>
						<button type="button" class="close" aria-label={said.close} title={said.close} onClick={onClose}>
							×
						</button>
					</div>
				)}
			</div>
			{told && selected !== null ? (
				<Told
					{...{ told, words }}
					bytes={<Bytes key={selected} layers={told.layers} frame={analysis.frame(selected)} words={words} />}
				/>
			) : (
				<p class="quiet">{said.none}</p>
			)}
		</aside>
	);
});

function Told({
	told,
	words,
	bytes,
}: {
	readonly told: Explanation;
	readonly words: Catalogue;
	readonly bytes: preact.JSX.Element;
}) {
	const { headings } = words.explain;
	const [, ...when] = told.head;
	return (
		<>
			<div class="told">
				{told.meaning.map((line) => (
					<p key={line}>
						<LinkedText text={line} />
					</p>
				))}
				{told.data && (
					<p class="told-data">
						<code>
							<bdi>{told.data}</bdi>
						</code>
					</p>
				)}
			</div>
			<div class="quiet when">
				{when.map((line) => (
					<p key={line}>{line}</p>
				))}
			</div>
			<Lines title={headings.why} lines={told.why} />
			{told.numbers.length > 0 && <Numbers {...{ told, words }} />}
			<Lines title={headings.states} lines={told.states} />
			<h3>{headings.bytes}</h3>
			{bytes}
			<Lines title={headings.wireshark} lines={told.wireshark} />
		</>
	);
}

function Numbers({ told, words }: { readonly told: Explanation; readonly words: Catalogue }) {
	const { headings } = words.explain;
	return (
		<table class="numbers">
			<thead>
				<tr>
					<th scope="col">{headings.numbers}</th>
					<th scope="col">{headings.relative}</th>
					<th scope="col">{headings.raw}</th>
				</tr>
			</thead>
			<tbody>
				{told.numbers.map(({ name, relative, raw }) => (
					<tr key={name}>
						<th scope="row">{name}</th>
						<td>{relative}</td>
						<td>{raw}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
	if (lines.length === 0) return null;
	return (
		<>
			<h3>{title}</h3>
			<ul class="lines">
				{lines.map((line) => (
					<li key={line}>
						<LinkedText text={line} />
					</li>
				))}
			</ul>
		</>
	);
}
