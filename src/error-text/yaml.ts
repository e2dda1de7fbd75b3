import type { ErrorTexts, YamlErrors } from '../error-text.ts';
import type { YamlFault, YamlProblem } from '../errors.ts';

const TYPES: Readonly<Record<string, string>> = {
	string: 'text',
	number: 'a number',
	boolean: 'true or false',
	'whole-number': 'a whole number',
	list: 'a list',
	map: 'a block of keys',
};

const YAML: { readonly [K in YamlFault['kind']]: (fault: Extract<YamlFault, { kind: K }>) => string } = {
	syntax: ({ said }) => said,
	'unknown-key': ({ key, nearest, known }) =>
		`unknown key "${key}"; ${nearest === null ? `known are ${known.join(', ')}` : `did you mean "${nearest}"?`}`,
	'missing-key': ({ key }) => `the key "${key}" is missing`,
	'wrong-type': ({ expected }) => `must be ${TYPES[expected] ?? expected}`,
	'not-a-name': () => 'must be a name of small letters, digits and hyphens',
	'not-one-of': ({ values, nearest }) =>
		nearest === null
			? `must be ${values.join(' or ')}`
			: `did you mean "${nearest}"? Possible are ${values.join(', ')}`,
	twice: ({ value }) => `"${value}" is there twice`,
	'out-of-range': ({ least, most }) => (least === null ? `must be ${most} at most` : `must be ${least} at least`),
	'bad-expression': ({ said }) => `is no regular expression (${said})`,
	'unknown-placeholder': ({ word, nearest, known }) =>
		`unknown placeholder {${word}}; ${nearest === null ? `known are ${known.map((name) => `{${name}}`).join(', ')}` : `did you mean {${nearest}}?`}`,
};

function yamlText({ line, path, ...fault }: YamlProblem): string {
	const said = (YAML[fault.kind] as (fault: YamlFault) => string)(fault);
	const where = path === '' || fault.kind === 'unknown-key' || fault.kind === 'missing-key' ? '' : `${path}: `;
	return `line ${line}: ${where}${said}`;
}

/** Lab profiles, rubrics and specifications. */
export const yaml: ErrorTexts<YamlErrors> = {
	'bad-yaml': ({ path, problems }) => ({
		what: `Cannot use "${path}": ${problems.map(yamlText).join('; ')}`,
		fix: 'Correct these lines and run it again.',
	}),
};
