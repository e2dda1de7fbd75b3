/** Hands a file to the reader of the page, as a download. */
export function saveFile(name: string, content: Uint8Array | string, type: string): void {
	const url = URL.createObjectURL(new Blob([content as BlobPart], { type }));
	const link = document.createElement('a');
	link.href = url;
	link.download = name.replace(/^.*[/\\]/, '') || 'capture';
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
