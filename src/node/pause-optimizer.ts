import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8's optimizing compiler from starting anything, in the whole process, until the returned function is called:
 * for many small files. What is called once for each of them, fifty functions, becomes hot enough to be compiled only
 * when few files are left to use that for, and the compiler takes longer than all else.
 *
 * To be called off before the process ends, too: V8 takes code caches only from a process with the same flags.
 */
export function pauseOptimizer(): () => void {
	setFlagsFromString('--no-opt');
	return () => setFlagsFromString('--opt');
}
