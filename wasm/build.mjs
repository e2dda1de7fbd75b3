/**
 * Compiles the kernel (`src/kernel/`) to WebAssembly and writes it as a module, so that the library needs no file
 * beside its code: `npm run build` and everything that begins with it.
 *
 *     node wasm/build.mjs
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';
import binaryen from 'assemblyscript/binaryen';

const HERE = dirname(fileURLToPath(import.meta.url));
const KERNEL = join(HERE, '..', 'src', 'kernel');
const OUT = join(KERNEL, 'wasm-bytes.generated.ts');
const FLAGS = ['-O3', '--noAssert', '--converge', '--runtime', 'stub', '--initialMemory', '22'];

/** Imports end in `.ts`, to which the compiler adds another one; the memory is the one of this folder. */
function readSource(name, base) {
	const path = join(base, name.replace(/\.ts\.ts$/, '.ts'));
	const own = join(HERE, basename(path));
	const taken = dirname(path) === KERNEL && existsSync(own) ? own : path;
	return existsSync(taken) ? readFileSync(taken, 'utf8') : null;
}

/** Once more, with all that one function calls inside it: a call costs more than what most of ours do. */
function inlined(wasm) {
	const module = binaryen.readBinary(wasm);
	module.setFeatures(binaryen.Features.BulkMemory | binaryen.Features.BulkMemoryOpt);
	binaryen.setOptimizeLevel(3);
	binaryen.setShrinkLevel(0);
	binaryen.setOneCallerInlineMaxSize(100_000);
	binaryen.setFlexibleInlineMaxSize(100);
	module.optimize();
	module.optimize();
	return module.emitBinary();
}

let wasm;
const { error, stderr } = await main(['kernel.ts', '--baseDir', KERNEL, '--outFile', 'kernel.wasm', ...FLAGS], {
	readFile: readSource,
	writeFile: (_name, contents) => {
		wasm = inlined(contents);
	},
	listFiles: () => [],
});
if (error) throw new Error(`The kernel does not compile: ${error.message}\n${stderr}`);

const base64 = Buffer.from(wasm).toString('base64');
const text = `/** Made of the other files of this folder by wasm/build.mjs. */\nexport const WASM_BASE64 =\n\t'${base64}';\n`;
if (!existsSync(OUT) || readFileSync(OUT, 'utf8') !== text) writeFileSync(OUT, text);
