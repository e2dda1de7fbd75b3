import type { ReportBlock } from './report.ts';
import type { Subject, Told } from './subject.ts';

/** Says which connection comes next, where there are several. */
export function connectionTitle({ analysis }: Subject, { connection }: Told): readonly ReportBlock[] {
	if (analysis.connectionCount < 2) return [];
	const { client, server } = connection;
	return [{ kind: 'connection', connection: connection.connection, client, server }];
}
