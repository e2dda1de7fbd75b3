import type { ErrorTexts, YamlErrors } from '../../../error-text.ts';
import type { YamlFault, YamlProblem } from '../../../errors.ts';

const TYPES: Readonly<Record<string, string>> = {
	string: 'teks',
	number: 'angka',
	boolean: 'true atau false',
	'whole-number': 'bilangan bulat',
	list: 'daftar',
	map: 'blok berisi kunci',
};

const YAML: { readonly [K in YamlFault['kind']]: (fault: Extract<YamlFault, { kind: K }>) => string } = {
	syntax: ({ said }) => said,
	'unknown-key': ({ key, nearest, known }) =>
		`kunci "${key}" tidak dikenal; ${nearest === null ? `yang dikenal: ${known.join(', ')}` : `mungkin maksudnya "${nearest}"?`}`,
	'missing-key': ({ key }) => `kunci "${key}" belum ada`,
	'wrong-type': ({ expected }) => `harus ${TYPES[expected] ?? expected}`,
	'not-a-name': () => 'harus nama dari huruf kecil, angka dan tanda hubung',
	'not-one-of': ({ values, nearest }) =>
		nearest === null
			? `harus ${values.join(' atau ')}`
			: `mungkin maksudnya "${nearest}"? Yang mungkin: ${values.join(', ')}`,
	twice: ({ value }) => `"${value}" ada dua kali`,
	'out-of-range': ({ least, most }) => (least === null ? `paling besar ${most}` : `paling kecil ${least}`),
	'bad-expression': ({ said }) => `bukan regular expression (${said})`,
	'unknown-placeholder': ({ word, nearest, known }) =>
		`{${word}} tidak dikenal; ${nearest === null ? `yang dikenal: ${known.map((name) => `{${name}}`).join(', ')}` : `mungkin maksudnya {${nearest}}?`}`,
};

function yamlText({ line, path, ...fault }: YamlProblem): string {
	const said = (YAML[fault.kind] as (fault: YamlFault) => string)(fault);
	const where = path === '' || fault.kind === 'unknown-key' || fault.kind === 'missing-key' ? '' : `${path}: `;
	return `baris ${line}: ${where}${said}`;
}

/** Lab profiles, rubrics and specifications. */
export const yaml: ErrorTexts<YamlErrors> = {
	'bad-yaml': ({ path, problems }) => ({
		what: `Tidak dapat memakai "${path}": ${problems.map(yamlText).join('; ')}`,
		fix: 'Perbaiki baris itu lalu jalankan lagi.',
	}),
};
