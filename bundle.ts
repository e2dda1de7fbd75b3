/**
 * Makes the command line a bundle in `dist/cli`, because loading 150 files takes longer than annotating a lab's capture.
 * The library stays what `tsc` makes of `src/index.ts`.
 *
 * CommonJS, which Node starts 5 to 8 ms faster than ES modules; so no `await` at the top level of a module. What is
 * imported lazily stays a file of its own. A worker is one line more in `ENTRIES`, and lies beside `main.js`.
 */
import { readFileSync } from 'node:fs';
import { build, type UserConfig } from 'tsdown';

const ENTRIES = { main: 'src/cli/main.ts', 'summary-worker': 'src/cli/summary-worker.ts' };

/** Not ours to bundle: pcap-parser warns when it is not in `node_modules`, the others have native code or workers. */
const EXTERNAL = ['pcap-parser', 'cap', 'piscina'];

type Plugin = NonNullable<UserConfig['plugins']>;

/** Says to Node and to readers what lies in `dist/cli`: CommonJS, and whose code beside ours. */
function describeBundle(): Plugin {
	return {
		name: 'describe-bundle',
		generateBundle(_options, bundle) {
			const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
			const folders = modules.flatMap((id) => id.match(/^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []);
			const licences = [...new Set(folders)].sort().map(licenceOf);
			this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' });
			this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source: licences.join('\n\n') });
		},
	};
}

function licenceOf(folder: string): string {
	const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
	const file = ['LICENSE', 'license', 'LICENSE.md'].map((of) => `${folder}/${of}`).find(isReadable);
	if (file === undefined) throw new Error(`${name} has no licence file, so it cannot be bundled`);
	return `${name} ${version}\n\n${readFileSync(file, 'utf8').trim()}\n`;
}

function isReadable(path: string): boolean {
	try {
		return readFileSync(path).length > 0;
	} catch {
		return false;
	}
}

/** commander loads `node:child_process` (3 ms) for subcommands that are programs of their own; ours are not. */
function loadChildProcessLate(): Plugin {
	const early = "require('node:child_process')";
	return {
		name: 'load-child-process-late',
		transform(code, id) {
			if (!id.endsWith('/commander/lib/command.js')) return null;
			if (code.split(early).length !== 2) throw new Error(`commander no longer says ${early} once: look at this again`);
			return code.replace(early, `{ spawn: (...args) => ${early}.spawn(...args) }`);
		},
	};
}

await build({
	config: false,
	entry: ENTRIES,
	outDir: 'dist/cli',
	format: 'cjs',
	outExtensions: () => ({ js: '.js' }),
	platform: 'node',
	target: 'node20.19',
	dts: false,
	minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
	deps: { neverBundle: EXTERNAL, alwaysBundle: (id) => !EXTERNAL.includes(id), onlyBundle: false },
	checks: { legacyCjs: false },
	plugins: [describeBundle(), loadChildProcessLate()],
	report: false,
	logLevel: 'error',
});
