/** Reads the automatic client's messages from the command line. */
export function splitMessages(text: string): readonly string[] {
	return text === '' ? [] : text.split(',');
}
