/**
 * Cuts text that comes in chunks into lines. What stands after the last end of line is told at once, as not whole:
 * it is a prompt that waits for an answer; what comes behind it is told as text of its own.
 */
export function createLineCutter(tell: (text: string, whole: boolean) => void): (chunk: string) => void {
	return (chunk) => {
		const lines = chunk.split('\n');
		const rest = lines.pop() ?? '';
		for (const line of lines) tell(line, true);
		if (rest !== '') tell(rest, false);
	};
}
