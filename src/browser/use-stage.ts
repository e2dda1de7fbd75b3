import { useEffect, useState } from 'preact/hooks';

/**
 * Counts up to `last`, once for each time that the page was painted: so that of a long capture the table is seen and can
 * be worked with before all else is made, part after part. Of a short one everything is made at once.
 */
export function useStage(isLong: boolean, last: number): number {
	const [stage, setStage] = useState(isLong ? 0 : last);
	useEffect(() => {
		if (stage >= last) return;
		let timer: ReturnType<typeof setTimeout> | undefined;
		const frame = requestAnimationFrame(() => {
			timer = setTimeout(() => setStage(stage + 1), 0);
		});
		return () => {
			cancelAnimationFrame(frame);
			clearTimeout(timer);
		};
	}, [stage, last]);
	return stage;
}
