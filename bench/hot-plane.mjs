// One whole process of the hot plane: reads, decodes, tracks and labels a capture, or all captures of a folder one
// after the other in the same memory, and prints what it counted.

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createHotPlane } from '../dist/hot-plane.js';
import { openFile } from '../dist/node/file-source.js';

const input = process.argv[2] ?? '';
const files = statSync(input).isDirectory() ? readdirSync(input).map((name) => join(input, name)) : [input];
const plane = createHotPlane([2222], '4.6');
let frames = 0;
let connections = 0;
for (const file of files) {
	const source = openFile(file);
	const result = await plane.read(source, () => {});
	await source.close();
	frames += result.frames;
	connections += plane.table.count();
}
console.log(frames, connections);
