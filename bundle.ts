/**
 * Makes the command line a bundle in `dist/cli`, because loading 150 files takes longer than annotating a lab's capture.
 * The library stays what `tsc` makes of `src/index.ts`.
 *
 * CommonJS, which Node starts 5 to 8 ms faster than ES modules; so no `await` at the top level of a module. What is
 * imported lazily stays a file of its own. A worker is one line more in `ENTRIES`, and lies beside `main.js`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { build, type InlineConfig, type UserConfig } from 'tsdown';
import { licencesOf } from './bundle-licences.ts';

const ENTRIES = {
	program: 'src/cli/program.ts',
	'summary-worker': 'src/cli/summary-worker.ts',
	'grade-worker': 'src/cli/grade-worker.ts',
	'live-view-worker': 'src/cli/live-view-worker.ts',
};

/** Modules that most commands load together, and all that these import: fewer files are read sooner. The first wins. */
const TOGETHER = {
	base: /src.(cli.(run|node-context|show-options|default-language|commands.analyze)|i18n.[a-z-]+|decode.(endpoint-text|services))\.ts$/,
	commands: /src.cli.commands.[a-z-]+\.ts$/,
	capture: /src.(hot-plane|cli.show-capture|render.(packet-columns|summary|terminal|wrap))\.ts$/,
	english: /src.i18n.en.(index|counts|capture)\.ts$/,
	indonesian: /src.i18n.id.(index|counts|capture)\.ts$/,
};

/** Not ours to bundle: pcap-parser warns when it is not in `node_modules`, the others have native code or workers. */
const EXTERNAL = ['pcap-parser', 'cap', 'piscina', 'bullmq', 'ioredis'];

type Plugin = NonNullable<UserConfig['plugins']>;

/** Says to Node and to readers what lies in `dist/cli`: CommonJS, and whose code beside ours. */
function describeBundle(): Plugin {
	return {
		name: 'describe-bundle',
		generateBundle(_options, bundle) {
			const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
			this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' });
			this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source: licencesOf(modules) });
		},
	};
}

const WIDTHS = '/fast-string-truncated-width/dist/index.js';
const MEASURES = 'const getStringTruncatedWidth = (input, truncationOptions = {}, widthOptions = {}) => {';

/** What packages do as soon as they are loaded, and what they do instead in the bundle. */
const CHANGED = [
	// 3 ms for subcommands that are programs of their own; ours are not.
	{
		file: '/commander/lib/command.js',
		early: "require('node:child_process')",
		instead: "{ spawn: (...args) => require('node:child_process').spawn(...args) }",
	},
	// 3 ms for Node's stream; who uses colours says whether, and does not ask picocolors.
	{ file: '/picocolors/picocolors.js', early: '((p.stdout || {}).isTTY && env.TERM !== "dumb")', instead: 'false' },
	// 0.5 ms for sets of Unicode characters, which only a text beyond our own needs: they are made in the function.
	{ file: WIDTHS, early: '/* HELPERS */', instead: MEASURES },
	{ file: WIDTHS, early: `/* MAIN */\n${MEASURES}`, instead: '' },
];

function loadLess(): Plugin {
	return {
		name: 'load-less',
		transform(code, id) {
			const changes = CHANGED.filter(({ file }) => id.endsWith(file));
			return changes.length === 0 ? null : changes.reduce(changedOnce, code);
		},
	};
}

function changedOnce(code: string, { file, early, instead }: (typeof CHANGED)[number]): string {
	if (code.split(early).length !== 2) throw new Error(`${file} no longer says ${early} once: look at this again`);
	return code.replace(early, () => instead);
}

/** Makes all text ASCII, which is read without decoding. */
function writeAscii(): Plugin {
	return {
		name: 'write-ascii',
		generateBundle(_options, bundle) {
			for (const file of Object.values(bundle)) {
				if (file.type === 'chunk') file.code = file.code.replace(/[^\0-\x7f]/g, unicodeEscape);
			}
		},
	};
}

function unicodeEscape(unit: string): string {
	return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

const COMMON: InlineConfig = {
	config: false,
	outDir: 'dist/cli',
	format: 'cjs',
	outExtensions: () => ({ js: '.js' }),
	platform: 'node',
	target: 'node20.19',
	dts: false,
	minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
	deps: { neverBundle: EXTERNAL, alwaysBundle: (id) => !EXTERNAL.includes(id), onlyBundle: false },
	checks: { legacyCjs: false },
	report: false,
	logLevel: 'error',
};

/** No module has a name that begins like this, so neither has another file of the bundle. */
const COMMAND_LINE = 'command-line-';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
await build({
	...COMMON,
	entry: ENTRIES,
	define: { VERSION: JSON.stringify(version) },
	plugins: [describeBundle(), loadLess(), writeAscii()],
	outputOptions: {
		// Without a flag or a warning, scripts of `node:vm` have no import().
		dynamicImportInCjs: false,
		entryFileNames: ({ name }) => (name === 'program' ? `${COMMAND_LINE}[hash].js` : '[name].js'),
		codeSplitting: { groups: Object.entries(TOGETHER).map(([name, test], i) => ({ name, test, priority: 9 - i })) },
	},
});
const program = readdirSync('dist/cli')
	.find((name) => name.startsWith(COMMAND_LINE))
	?.slice(0, -'.js'.length);
await build({
	...COMMON,
	entry: { main: 'src/cli/main.ts' },
	clean: false,
	define: { PROGRAM: JSON.stringify(program) },
});
