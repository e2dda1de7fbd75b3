import { bytesOfBase64 } from '../render/base64.ts';
import type { PageCapture, PageData } from '../render/page-data.ts';
import type { ToOpen } from './open-capture.ts';

/** Reads what the file holds; `null` for the bare template, which has no capture yet. */
export function readData(document: Document): PageData | null {
	const data: unknown = JSON.parse(document.getElementById('capnote-data')?.textContent ?? 'null');
	return typeof data === 'object' ? (data as PageData | null) : null;
}

export function toOpen({ base64, ...capture }: PageCapture, { profile, labs }: PageData): ToOpen {
	return { ...capture, bytes: bytesOfBase64(base64), profile, labs };
}

const LARGE_CHARACTERS = 1_000_000;

/** Captures that take so long to read that the page says so first. */
export function isLarge({ captures }: PageData): boolean {
	return captures.reduce((sum, { base64 }) => sum + base64.length, 0) > LARGE_CHARACTERS;
}
