import { constants, getPriority, setPriority } from 'node:os';

/**
 * Lets a process go before others, as far as we may: on a busy machine the kernel's ring is full before a recorder of
 * usual priority gets its turn.
 *
 * @param pid 0 is ourselves.
 * @returns What gives it its priority back.
 */
export function goFirst(pid: number): () => void {
	try {
		const before = getPriority(pid);
		setPriority(pid, constants.priority.PRIORITY_HIGH);
		return () => setPriority(pid, before);
	} catch {
		// Only root may; or it has ended already.
		return () => undefined;
	}
}
