import { bytesOfBase64 } from '../render/base64.ts';
import type { PageData } from '../render/page-data.ts';

/** Reads what the file holds; `null` for the bare template, which has no capture yet. */
export function readData(document: Document): PageData | null {
	const data: unknown = JSON.parse(document.getElementById('capnote-data')?.textContent ?? 'null');
	return typeof data === 'object' ? (data as PageData | null) : null;
}

export function captureBytes({ capture }: PageData): Uint8Array {
	return bytesOfBase64(capture.base64);
}
