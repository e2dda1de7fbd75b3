/** Packet numbers with neighbours joined: `#3–#7`, `#9`. */
export function packetRuns(packets: readonly number[]): string[] {
	const runs: { first: number; last: number }[] = [];
	for (const packet of packets) {
		const run = runs.at(-1);
		if (run && packet === run.last + 1) run.last = packet;
		else runs.push({ first: packet, last: packet });
	}
	return runs.flatMap(({ first, last }) => {
		if (first === last) return [`#${first}`];
		return last === first + 1 ? [`#${first}`, `#${last}`] : [`#${first}–#${last}`];
	});
}
