// One whole process of the hot plane: reads, decodes and tracks a capture, prints what it counted.

import { createHotPlane } from '../dist/hot-plane.js';
import { openFile } from '../dist/node/file-source.js';

const plane = createHotPlane([2222], '4.6');
const result = await plane.read(openFile(process.argv[2] ?? ''), () => {});
console.log(result.frames, plane.table.count());
