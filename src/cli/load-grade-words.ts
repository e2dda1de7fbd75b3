import type { GradeWords } from '../i18n/grade-words.ts';
import type { Language } from './context.ts';

/** The words of grade books and specifications; not among all words, for most commands never need them. */
export async function loadGradeWords(language: Language): Promise<GradeWords> {
	return language === 'id' ? (await import('../i18n/id/grade.ts')).grade : (await import('../i18n/en/grade.ts')).grade;
}
