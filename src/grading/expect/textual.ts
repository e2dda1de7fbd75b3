/** Whether a message is text that can be written down: no controls but line ends and tabs, nothing undecodable. */
export function isTextual(text: string): boolean {
	return !/[^\P{C}\n\r\t]|\ufffd/u.test(text);
}
