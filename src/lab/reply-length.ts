/**
 * How many bytes of a reply are still to come. A server replies to what a read gives, and a long message may take it
 * several: then each of its replies begins with the prefix.
 */
export function missingOf(received: Buffer, message: Buffer, prefix: Buffer): number {
	const own = countOf(message, prefix);
	const replies = Math.max(1, countOf(received, prefix) - own);
	return replies * prefix.length + message.length - received.length;
}

function countOf(bytes: Buffer, part: Buffer): number {
	if (part.length === 0) return 0;
	let count = 0;
	for (let at = bytes.indexOf(part); at >= 0; at = bytes.indexOf(part, at + part.length)) count += 1;
	return count;
}
