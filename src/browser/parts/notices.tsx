import { isSimulated } from '../../file/simulated.ts';
import type { Catalogue } from '../../i18n/catalogue.ts';
import { visibleText } from '../../render/visible-text.ts';
import type { Status } from '../app.tsx';
import type { OpenedCapture } from '../open-capture.ts';

const LARGE_BYTES = 5e6;

interface Props {
	readonly words: Catalogue;
	readonly capture: OpenedCapture | null;
	readonly status: Status;
	/** The page is of use without a capture. */
	readonly isWithout: boolean;
	/** Goes back to the capture that the page was made of; `null` while that is shown. */
	readonly onBack: (() => void) | null;
}

/** What must be known before anything else is read: what is open, what is wrong with it, what it is not. */
export function Notices({ words, capture, status, isWithout, onBack }: Props) {
	const { page } = words;
	return (
		<div class="notices" aria-live="polite">
			{status.kind === 'reading' && <p class="notice">{page.reading({ name: visibleText(status.name) })}</p>}
			{status.kind === 'unreadable' && (
				<p class="notice bad">{page.cannotRead({ reason: visibleText(status.reason) })}</p>
			)}
			{onBack && capture && (
				<p class="notice">
					{page.openedHere({ name: visibleText(capture.name) })} {page.notUploaded}{' '}
					<button type="button" onClick={onBack}>
						{page.goBack}
					</button>
				</p>
			)}
			{capture && <AboutFile {...{ words, capture }} isOurs={onBack === null} />}
			{!capture && !isWithout && status.kind === 'ready' && (
				<p class="notice">
					{page.open} {page.openHint}. {page.notUploaded}
				</p>
			)}
		</div>
	);
}

function AboutFile({
	words,
	capture: { name, bytes, result },
	isOurs,
}: {
	readonly words: Catalogue;
	readonly capture: OpenedCapture;
	readonly isOurs: boolean;
}) {
	const { read, roughTimes } = result;
	if (read.kind !== 'capture') {
		const { what, fix } = words.errors['not-a-capture']({ path: visibleText(name), looksLike: read.looksLike });
		return (
			<p class="notice bad">
				<strong>{what}.</strong> {fix}
			</p>
		);
	}
	const { first, count } = read.badOptions;
	return (
		<>
			{isSimulated(read) && <p class="notice">{words.capture.simulated}</p>}
			{read.damage && <p class="notice bad">{words.capture.damage(read.damage)}</p>}
			{first && <p class="notice">{words.capture.badOptions(first, count)}</p>}
			{roughTimes && <p class="notice">{words.record.roughTimes}</p>}
			{isOurs && bytes.length > LARGE_BYTES && (
				<p class="notice">{words.page.large({ megabytes: (bytes.length / 1e6).toFixed(1) })}</p>
			)}
		</>
	);
}
