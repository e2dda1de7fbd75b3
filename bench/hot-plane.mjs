// One whole process of the hot plane: reads, decodes and tracks a capture, prints what it counted.
import { createAddressTable } from '../dist/decode/address-table.js';
import { createBatchDecoder } from '../dist/decode/decode-batch.js';
import { createReassembly } from '../dist/decode/reassembly.js';
import { createColumns } from '../dist/file/columns.js';
import { createFrameReader } from '../dist/file/reader.js';
import { openFile } from '../dist/node/file-source.js';
import { createConnectionTable } from '../dist/tcp/connection-table.js';
import { LABEL_PROFILES } from '../dist/tcp/label-profile.js';
import { SEGMENT_COLUMNS } from '../dist/tcp/segment-batch.js';

const batch = { firstNumber: 1, rows: 0, columns: createColumns(SEGMENT_COLUMNS, 128) };
const reassembly = createReassembly();
const decode = createBatchDecoder(batch, createAddressTable(), reassembly);
const table = createConnectionTable(batch, [2222], LABEL_PROFILES['4.6'], reassembly);
const result = await createFrameReader(batch)(openFile(process.argv[2] ?? ''), (bytes) => {
	decode(bytes);
	table.track(bytes);
});
console.log(result.frames, table.count());
