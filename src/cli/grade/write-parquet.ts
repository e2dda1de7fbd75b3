import type { BasicType } from 'hyparquet-writer';
import type { CaptureFacts, SubmissionResult } from '../../grading/submission-result.ts';
import type { GradeBook } from '../../render/grade/counts.ts';
import type { FolderWriter } from './folder-writer.ts';

type Cell = string | number | bigint | boolean | null;
type Columns<Row> = Readonly<Record<string, readonly [type: BasicType, read: (row: Row) => Cell]>>;

/** So many rows are held at once; each batch becomes a row group. */
const AT_ONCE = 20_000;

/**
 * Writes the connections of a class as Parquet, a row each, and its packets if they are kept: DuckDB, Spark and pandas
 * read them as tables. Times are nanoseconds since 1970 in 64 bits.
 */
export async function writeParquet(writer: FolderWriter, book: GradeBook, keepsPackets: boolean): Promise<void> {
	await writeTable(writer.place('submissions.parquet'), SUBMISSIONS, book.results());
	await writeTable(writer.place('connections.parquet'), CONNECTIONS, connectionsOf(book));
	if (keepsPackets) await writeTable(writer.place('packets.parquet'), PACKETS, packetsOf(book));
}

type ConnectionRow = {
	readonly of: SubmissionResult;
	readonly capture: CaptureFacts;
} & CaptureFacts['connections'][number];
type PacketRow = { readonly of: SubmissionResult; readonly capture: CaptureFacts } & CaptureFacts['rows'][number];

function* connectionsOf(book: GradeBook): Generator<ConnectionRow> {
	for (const of of book.results())
		for (const capture of of.captures) for (const row of capture.connections) yield { of, capture, ...row };
}

function* packetsOf(book: GradeBook): Generator<PacketRow> {
	for (const of of book.results())
		for (const capture of of.captures) for (const row of capture.rows) yield { of, capture, ...row };
}

const SUBMISSIONS: Columns<SubmissionResult> = {
	student: ['STRING', ({ student }) => student],
	folder: ['STRING', ({ folder }) => folder],
	capture: ['STRING', ({ capture }) => capture],
	points: ['DOUBLE', ({ points }) => points],
	max: ['DOUBLE', ({ max }) => max],
	band: ['STRING', ({ band }) => band],
	passed: ['BOOLEAN', ({ passed }) => passed],
	claims: ['INT32', ({ claims }) => claims.length],
	refuted: ['INT32', ({ claims }) => claims.filter(({ verdict }) => verdict === 'refuted').length],
	confirmed: ['INT32', ({ claims }) => claims.filter(({ verdict }) => verdict === 'confirmed').length],
};

const CONNECTIONS: Columns<ConnectionRow> = {
	student: ['STRING', ({ of }) => of.student],
	capture: ['STRING', ({ capture }) => capture.name],
	sha256: ['STRING', ({ capture }) => capture.sha256],
	connection: ['INT32', ({ connection }) => connection],
	client_address: ['STRING', ({ clientAddress }) => clientAddress],
	client_port: ['INT32', ({ clientPort }) => clientPort],
	server_address: ['STRING', ({ serverAddress }) => serverAddress],
	server_port: ['INT32', ({ serverPort }) => serverPort],
	role_rule: ['STRING', ({ roleRule }) => roleRule],
	lab: ['STRING', ({ lab }) => lab],
	first_packet: ['INT32', ({ firstPacket }) => firstPacket],
	packets: ['INT32', ({ packets }) => packets],
	client_bytes: ['INT64', ({ clientBytes }) => BigInt(clientBytes)],
	server_bytes: ['INT64', ({ serverBytes }) => BigInt(serverBytes)],
	first_ns: ['INT64', ({ firstNs }) => BigInt(firstNs)],
	duration_ns: ['INT64', ({ durationNs }) => BigInt(durationNs)],
	handshake: ['STRING', ({ handshake }) => handshake],
	handshake_ns: ['INT64', ({ handshakeNs }) => (handshakeNs === null ? null : BigInt(handshakeNs))],
	exchanges: ['INT32', ({ exchanges }) => exchanges],
	close_shape: ['STRING', ({ closeShape }) => closeShape],
	close_starter: ['STRING', ({ closeStarter }) => closeStarter],
	end_seen: ['BOOLEAN', ({ endSeen }) => endSeen],
	completeness: ['INT32', ({ completeness }) => completeness],
	zeek_state: ['STRING', ({ zeekState }) => zeekState],
	zeek_history: ['STRING', ({ zeekHistory }) => zeekHistory],
	retransmissions: ['INT32', ({ retransmissions }) => retransmissions],
};

const PACKETS: Columns<PacketRow> = {
	student: ['STRING', ({ of }) => of.student],
	capture: ['STRING', ({ capture }) => capture.name],
	number: ['INT32', ({ number }) => number],
	time_ns: ['INT64', ({ capture, relativeNs }) => BigInt(capture.firstNs ?? 0) + BigInt(relativeNs)],
	source: ['STRING', ({ source }) => source],
	destination: ['STRING', ({ destination }) => destination],
	protocol: ['STRING', ({ protocol }) => protocol],
	connection: ['INT32', ({ connection }) => connection],
	side: ['STRING', ({ side }) => side],
	phase: ['STRING', ({ phase }) => phase],
	flags: ['STRING', ({ flags }) => flags],
	sequence: ['INT64', ({ sequence }) => (sequence === null ? null : BigInt(sequence))],
	acknowledgment: ['INT64', ({ acknowledgment }) => (acknowledgment === null ? null : BigInt(acknowledgment))],
	payload_bytes: ['INT32', ({ payloadBytes }) => payloadBytes],
	payload: ['STRING', ({ payload }) => payload],
	labels: ['STRING', ({ labels }) => labels],
	duplicate_of: ['INT32', ({ duplicateOf }) => duplicateOf],
};

async function writeTable<Row>(path: string, columns: Columns<Row>, rows: Iterable<Row>): Promise<void> {
	const { fileWriter, ParquetWriter, schemaFromColumnData } = await import('hyparquet-writer');
	const described = Object.entries(columns).map(([name, [type]]) => ({ name, type, nullable: true, data: [] }));
	const schema = schemaFromColumnData({ columnData: described });
	const writer = new ParquetWriter({ writer: fileWriter(path), schema });
	let batch: Row[] = [];
	const flush = (): void => {
		const columnData = Object.entries(columns).map(([name, [, read]]) => ({ name, data: batch.map(read) }));
		if (batch.length > 0) writer.write({ columnData });
		batch = [];
	};
	for (const row of rows) {
		batch.push(row);
		if (batch.length >= AT_ONCE) flush();
	}
	flush();
	writer.finish();
}
