/** Signs that LaTeX would obey, or join with their neighbours. */
const SIGNS: Readonly<Record<string, string>> = {
	'\\': '\\textbackslash{}',
	'{': '\\{',
	'}': '\\}',
	$: '\\$',
	'&': '\\&',
	'#': '\\#',
	'%': '\\%',
	_: '\\_',
	'^': '\\textasciicircum{}',
	'~': '\\textasciitilde{}',
	'<': '\\textless{}',
	'>': '\\textgreater{}',
	'|': '\\textbar{}',
	'"': '{\\char34}',
	"'": '{\\char39}',
	'`': '{\\char96}',
	'-': '{-}',
	',': '{,}',
	'!': '{!}',
	'?': '{?}',
	'[': '{[}',
	']': '{]}',
	'→': '$\\rightarrow$',
	'–': '--',
	'…': '\\ldots{}',
	'×': '$\\times$',
	'·': '$\\cdot$',
	µ: '$\\mu$',
	'°': '$^{\\circ}$',
};
/** Letters that every LaTeX has in its usual fonts. */
const LATIN = /[ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿ]/;
const UNSURE = /[^ A-Za-z0-9.:;=+()/*@]/gu;

/**
 * Text as LaTeX prints it and never obeys it: also no bracket behind `\\` is an argument, and no `--` a dash; what
 * the usual fonts lack is written as `\u{…}`.
 */
export function escapeLatex(text: string): string {
	return text.replace(UNSURE, (sign) => SIGNS[sign] ?? (LATIN.test(sign) ? sign : codePoint(sign)));
}

function codePoint(sign: string): string {
	return `\\textbackslash{}u\\{${sign.codePointAt(0)?.toString(16)}\\}`;
}
