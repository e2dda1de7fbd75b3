/** A multiple of 3, so that the pieces can be joined. */
const PIECE_BYTES = 12_288;

/** Bytes as base64 (RFC 4648, section 4). */
export function base64Of(bytes: Uint8Array): string {
	const pieces: string[] = [];
	for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
		pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE_BYTES))));
	}
	return pieces.join('');
}

/** The bytes of base64. @throws DOMException if it is none. */
export function bytesOfBase64(base64: string): Uint8Array {
	const text = atob(base64);
	const bytes = new Uint8Array(text.length);
	for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
	return bytes;
}
