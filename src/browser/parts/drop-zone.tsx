import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { PageWords } from '../../i18n/page-words.ts';

interface Props {
	readonly words: PageWords;
	readonly onFiles: (files: readonly File[]) => void;
	readonly children: ComponentChildren;
}

/** Takes files that are dropped anywhere onto the page; the browser would leave the page for them. */
export function DropZone({ words, onFiles, children }: Props) {
	const [isOver, setOver] = useState(false);
	const onDragOver = (event: DragEvent) => {
		if (!event.dataTransfer?.types.includes('Files')) return;
		event.preventDefault();
		setOver(true);
	};
	const onDragLeave = (event: DragEvent) => {
		if (event.relatedTarget === null) setOver(false);
	};
	const onDrop = (event: DragEvent) => {
		event.preventDefault();
		setOver(false);
		onFiles([...(event.dataTransfer?.files ?? [])]);
	};
	return (
		<div class="page" onDragOver={onDragOver} onDragLeave={onDragLeave} onDrop={onDrop}>
			{children}
			{isOver && (
				<div class="drop">
					<p>{words.dropHere}</p>
					<p class="quiet">{words.notUploaded}</p>
				</div>
			)}
		</div>
	);
}
