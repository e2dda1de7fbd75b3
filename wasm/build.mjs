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
const FLAGS = ['-O0', '--debug', '--noAssert', '--runtime', 'stub', '--initialMemory', '27'];
/**
 * What stays a function of its own although one place calls it: for rows that few are. Inside its caller it would make
 * the engine compile for ten times as long before the usual rows get their fast code, and keep their values in memory.
 */
const APART = ['*/trackUnusual', '*/unpacked'];

/** Imports end in `.ts`, to which the compiler adds another one; the memory is the one of this folder. */
function readSource(name, base) {
	const path = join(base, name.replace(/\.ts\.ts$/, '.ts'));
	const own = join(HERE, basename(path));
	const taken = dirname(path) === KERNEL && existsSync(own) ? own : path;
	return existsSync(taken) ? readFileSync(taken, 'utf8') : null;
}

/** Optimized, with all that one function calls inside it: a call costs more than what most of ours do. */
function inlined(wasm) {
	binaryen.setOptimizeLevel(3);
	binaryen.setShrinkLevel(0);
	binaryen.setOneCallerInlineMaxSize(100_000);
	binaryen.setFlexibleInlineMaxSize(250);
	// What is to stay apart is known by its name.
	binaryen.setDebugInfo(true);
	let module = withOffsets(binaryen.readBinary(wasm));
	for (let time = 0; time < 2; time++) {
		for (const names of APART) {
			binaryen.setPassArgument('no-inline', names);
			module.runPasses(['no-inline']);
		}
		binaryen.setPassArgument('no-inline', null);
		module.optimize();
		module = withOffsets(module);
	}
	binaryen.setDebugInfo(false);
	return module.emitBinary();
}

/** A load or store of a sum, up to the first operand of the sum. */
const ACCESS_OF_SUM = /\((?:i32|f64)\.(?:load|store)[^\n]*\n\s*\(i32\.add\n\s*(?=\()/g;
const CONSTANT = /^\s*\(i32\.const (\d+)\)\s*\)/;

/**
 * What is added to an address becomes part of the instruction that uses it, which makes the kernel a tenth faster. The
 * compiler does so only with numbers below 1024, as it cannot know that no address of ours is beyond the memory.
 */
function withOffsets(module) {
	const text = module.emitText();
	let rewritten = '';
	let done = 0;
	for (const { 0: access, index } of text.matchAll(ACCESS_OF_SUM)) {
		const start = index + access.length;
		const end = endOfExpression(text, start);
		const constant = CONSTANT.exec(text.slice(end, end + 200));
		if (constant === null || index < done) continue;
		const instruction = access.slice(0, access.indexOf('\n'));
		const [, offset = 0] = / offset=(\d+)/.exec(instruction) ?? [];
		const sum = Number(offset) + Number(constant[1]);
		rewritten += text.slice(done, index);
		rewritten += instruction.replace(/ offset=\d+/, '').replace(/^\S+/, `$& offset=${sum}`);
		rewritten += `\n${text.slice(start, end)}`;
		done = end + constant[0].length;
	}
	const other = binaryen.parseText(rewritten + text.slice(done));
	other.setFeatures(binaryen.Features.BulkMemory | binaryen.Features.BulkMemoryOpt);
	return other;
}

function endOfExpression(text, start) {
	let depth = 0;
	let at = start;
	do {
		if (text[at] === '(') depth++;
		else if (text[at] === ')') depth--;
		at++;
	} while (depth > 0);
	return at;
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
