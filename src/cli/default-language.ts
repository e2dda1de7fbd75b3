import type { Language } from './context.ts';

/** The language that the system is set to, English unless it is Indonesian. */
export function defaultLanguage(environment: Readonly<Record<string, string | undefined>>): Language {
	const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
	return /^(id|in)(_|\.|$)/i.test(locale) ? 'id' : 'en';
}
