import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Field, Layer } from '../../decode/layers.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { fieldName, layerName } from '../../render/explain/field-lines.ts';
import { visibleText } from '../../render/visible-text.ts';
import type { Frame } from '../../tcp/frame.ts';

const LINE_BYTES = 8;
const FIRST_BYTES = 256;
const MORE_BYTES = 2048;
const TRANSPORT: ReadonlySet<Layer['name']> = new Set(['icmp', 'udp', 'tcp', 'data']);

/** A field with the number by which its bytes and its line find each other. */
interface NumberedField extends Field {
	readonly number: number;
	readonly layer: Layer['name'];
}

interface Props {
	readonly layers: readonly Layer[];
	readonly frame: Frame;
	readonly words: Catalogue;
}

/** The bytes of a frame, coloured by field, beside the fields: to point at one lights the other. */
export function Bytes({ layers, frame, words }: Props) {
	const place = useRef<HTMLDivElement>(null);
	const [lit, setLit] = useState<number | null>(null);
	const fields = useMemo(() => numbered(layers), [layers]);
	const isWhole = frame.carried === frame.bytes;
	const ofFrame = isWhole ? fields : fields.filter(({ layer }) => !TRANSPORT.has(layer));
	useEffect(() => {
		for (const element of place.current?.querySelectorAll('.lit') ?? []) element.classList.remove('lit');
		if (lit === null) return;
		for (const element of place.current?.querySelectorAll(`[data-field="${lit}"]`) ?? []) element.classList.add('lit');
	}, [lit, layers]);
	const point = (event: Event) => {
		const element = event.target instanceof Element ? event.target.closest('[data-field]') : null;
		setLit(element ? Number(element.getAttribute('data-field')) : null);
	};
	const field = lit === null ? undefined : fields[lit];
	return (
		<div ref={place} class="bytes" onMouseOver={point} onClick={point} onMouseLeave={() => setLit(null)}>
			<p class="pointed" role="status">
				{field ? (
					<>
						<strong>{fieldName(field.name)}</strong> {visibleText(field.value)}
					</>
				) : (
					<span class="quiet">{words.page.packet.noField}</span>
				)}
			</p>
			<Hex title={words.page.packet.frameBytes} bytes={frame.bytes} fields={ofFrame} words={words} />
			{!isWhole && (
				<Hex
					title={words.page.packet.datagramBytes}
					bytes={frame.carried}
					fields={fields.filter(({ layer }) => TRANSPORT.has(layer))}
					words={words}
				/>
			)}
			<FieldList {...{ layers, fields, words, lit }} onLit={setLit} />
		</div>
	);
}

function numbered(layers: readonly Layer[]): readonly NumberedField[] {
	return layers
		.flatMap(({ name, fields }) => fields.map((field) => ({ ...field, layer: name })))
		.map((field, number) => ({ ...field, number }));
}

function Hex({
	title,
	bytes,
	fields,
	words,
}: {
	readonly title: string;
	readonly bytes: Uint8Array;
	readonly fields: readonly NumberedField[];
	readonly words: Catalogue;
}) {
	const [most, setMost] = useState(FIRST_BYTES);
	const owners = useMemo(() => ownersOf(bytes.length, fields), [bytes, fields]);
	const shown = Math.min(bytes.length, most);
	const left = bytes.length - shown;
	return (
		<>
			<p class="quiet hex-title">{title}</p>
			<div class="hex" dir="ltr">
				{Array.from({ length: Math.ceil(shown / LINE_BYTES) }, (_, line) => (
					<HexLine key={`${line}`} {...{ bytes, owners }} at={line * LINE_BYTES} end={shown} />
				))}
			</div>
			{left > 0 && (
				<button type="button" onClick={() => setMost(most + MORE_BYTES)}>
					{words.page.packet.showMore({ bytes: left })}
				</button>
			)}
		</>
	);
}

/** For each byte its field, or `undefined` where no layout names it. */
function ownersOf(length: number, fields: readonly NumberedField[]): readonly (NumberedField | undefined)[] {
	const owners = new Array<NumberedField | undefined>(length).fill(undefined);
	for (const field of fields) owners.fill(field, field.at, field.at + field.bytes.length);
	return owners;
}

interface HexLineProps {
	readonly bytes: Uint8Array;
	readonly owners: readonly (NumberedField | undefined)[];
	readonly at: number;
	readonly end: number;
}

function HexLine({ bytes, owners, at, end }: HexLineProps) {
	const places = Array.from({ length: Math.min(LINE_BYTES, end - at) }, (_, i) => at + i);
	const cell = (place: number, text: string) => {
		const owner = owners[place];
		const look = owner ? `byte ${owner.layer} ${owner.number % 2 === 0 ? 'even' : 'odd'}` : 'byte';
		return (
			<span key={`${place}`} class={look} data-field={owner?.number}>
				{text}
			</span>
		);
	};
	return (
		<div class="hex-line">
			<span class="offset">{at.toString(16).padStart(4, '0')}</span>
			<span class="hex-bytes">
				{places.map((place) => cell(place, (bytes[place] ?? 0).toString(16).padStart(2, '0')))}
			</span>
			<span class="letters" aria-hidden="true">
				{places.map((place) => cell(place, letterOf(bytes[place] ?? 0)))}
			</span>
		</div>
	);
}

function letterOf(byte: number): string {
	return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
}

interface FieldListProps {
	readonly layers: readonly Layer[];
	readonly fields: readonly NumberedField[];
	readonly words: Catalogue;
	readonly lit: number | null;
	readonly onLit: (number: number) => void;
}

/** The fields by header. One stop for the Tab key; arrows go from field to field and light its bytes. */
function FieldList({ layers, fields, words, lit, onLit }: FieldListProps) {
	let number = 0;
	const onKeyDown = (event: KeyboardEvent) => {
		const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (!by || fields.length === 0) return;
		event.preventDefault();
		const next = Math.min(fields.length - 1, Math.max(0, (lit ?? -1) + by));
		onLit(next);
		const box = event.currentTarget as HTMLElement;
		box.querySelector(`[data-field="${next}"]`)?.scrollIntoView({ block: 'nearest' });
	};
	return (
		<div
			class="fields"
			role="listbox"
			tabIndex={0}
			aria-label={words.explain.headings.bytes}
			aria-activedescendant={lit === null ? undefined : `field-${lit}`}
			onKeyDown={onKeyDown}
		>
			{layers.map((layer, i) => {
				const title = layerName(layer.name, words.explain);
				return (
					<div key={`${layer.name}${i}`} role="group" aria-label={title} class={`layer ${layer.name}`}>
						<p class="layer-name" role="presentation">
							{title} <span class="quiet">{layer.fields.reduce((sum, { bytes }) => sum + bytes.length, 0)} B</span>
						</p>
						{layer.fields.map((field) => (
							<FieldLine key={`${field.name}${field.at}`} field={field} number={number++} lit={lit} />
						))}
					</div>
				);
			})}
		</div>
	);
}

const MOST_HEX_BYTES = 8;

function FieldLine({
	field,
	number,
	lit,
}: {
	readonly field: Field;
	readonly number: number;
	readonly lit: number | null;
}) {
	const hex = Array.from(field.bytes.subarray(0, MOST_HEX_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join(
		' ',
	);
	return (
		<div
			id={`field-${number}`}
			class="field"
			role="option"
			aria-selected={lit === number}
			data-field={number}
			tabIndex={-1}
		>
			<span>{fieldName(field.name)}</span>
			<span class={field.value ? '' : 'quiet mono'}>
				{field.value ? visibleText(field.value) : `${hex}${field.bytes.length > MOST_HEX_BYTES ? ' …' : ''}`}
			</span>
		</div>
	);
}
