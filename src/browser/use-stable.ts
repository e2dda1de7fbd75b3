import { useCallback, useRef } from 'preact/hooks';

/** The same function in every drawing, which does what the latest one says: parts that get it need not be drawn anew. */
export function useStable<A extends readonly unknown[], R>(latest: (...args: A) => R): (...args: A) => R {
	const ref = useRef(latest);
	ref.current = latest;
	return useCallback((...args: A) => ref.current(...args), []);
}
