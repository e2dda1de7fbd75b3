import type { Catalogue } from '../i18n/catalogue.ts';
import type { Language } from './context.ts';

/** The words of one language, and of no other. */
export async function loadWords(language: Language): Promise<Catalogue> {
	return language === 'id' ? (await import('../i18n/id/index.ts')).id : (await import('../i18n/en/index.ts')).en;
}
