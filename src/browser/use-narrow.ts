import { useEffect, useState } from 'preact/hooks';

/** As in the style: a phone. */
const NARROW = '(max-width: 600px)';

/** Whether the page is as narrow as a phone. */
export function useNarrow(): boolean {
	const [isNarrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
	useEffect(() => {
		const query = matchMedia(NARROW);
		const follow = () => setNarrow(query.matches);
		query.addEventListener('change', follow);
		return () => query.removeEventListener('change', follow);
	}, []);
	return isNarrow;
}
