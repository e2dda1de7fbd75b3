import { useEffect, useState } from 'preact/hooks';

/** The colours that somebody chose; `auto` follows the system. */
export type Theme = 'auto' | 'light' | 'dark';

/** Keeps `data-theme` of the page what was chosen; paper is always light. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
	const [theme, setTheme] = useState<Theme>('auto');
	useEffect(() => {
		const system = matchMedia('(prefers-color-scheme: dark)');
		const print = matchMedia('print');
		const apply = () => {
			const isDark = theme === 'dark' || (theme === 'auto' && system.matches);
			document.documentElement.dataset.theme = isDark && !print.matches ? 'dark' : 'light';
		};
		apply();
		for (const query of [system, print]) query.addEventListener('change', apply);
		return () => {
			for (const query of [system, print]) query.removeEventListener('change', apply);
		};
	}, [theme]);
	return [theme, setTheme];
}
