import type { CapnoteError, ErrorCode, ErrorDetails, ErrorText } from '../errors.ts';
import type { Catalogue } from '../i18n/catalogue.ts';

/** The words of an error in a language. */
export function errorText(words: Catalogue, { code, details }: CapnoteError): ErrorText {
	const worded = words.errors[code as ErrorCode] as (details: ErrorDetails) => ErrorText;
	return worded(details);
}
