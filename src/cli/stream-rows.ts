import { CapnoteError, EXIT, type ExitStatus } from '../errors.ts';
import type { ByteSource } from '../file/source.ts';
import { createHotPlane } from '../hot-plane.ts';
import { ROW_COLUMNS, type RowColumn } from '../render/row-columns.ts';
import type { RowFormatName } from '../render/row-format-names.ts';
import { createRowText, defaultColumns } from '../render/row-text.ts';
import { DEFAULT_LABEL_PROFILE } from '../tcp/label-profile.ts';
import type { Context } from './context.ts';
import { defaultLanguage } from './default-language.ts';
import { labsFor } from './read-profile.ts';
import type { ShowOptions } from './show-options.ts';

/**
 * Writes a line for each packet while the capture is read; no packet is kept.
 *
 * @throws CapnoteError `no-such-file`, `unreadable-file`, `not-a-capture`, `unknown-column`, `wrong-use`, `file-exists`
 *   or `cannot-write`.
 */
export async function streamRows(
	context: Context,
	path: string,
	format: RowFormatName,
	options: ShowOptions,
): Promise<ExitStatus> {
	if (options.verify) throw new CapnoteError('wrong-use', { problem: 'verify-keeps-packets' });
	const columns = options.columns === undefined ? defaultColumns(format) : chosenColumns(options.columns);
	const ports = (await labsFor(context, options.labProfile)).map(({ port }) => port);
	const plane = createHotPlane(ports, options.profile ?? DEFAULT_LABEL_PROFILE, { forgets: true });
	const source = await context.files.open(path);
	const sink = await context.files.openOutput(options.output, options.force === true);
	let isWanted = true;
	try {
		const text = createRowText(plane, format, columns, (chunk) => {
			isWanted &&= sink.write(chunk);
		});
		// A source that has come to its end stops the reading once nobody reads what is written.
		const until: ByteSource = { name: source.name, read: (into) => (isWanted ? source.read(into) : 0) };
		const read = await plane.read(until, text.rows);
		if (read.kind !== 'capture') throw new CapnoteError('not-a-capture', { path, looksLike: read.looksLike });
		text.end();
		if (!isWanted) return EXIT.fine;
		if (read.damage !== null && !options.quiet) {
			const words = await context.words(options.lang ?? defaultLanguage(context.environment));
			context.log.write(`${words.capture.damage(read.damage)}\n`);
		}
		return options.strict && read.damage !== null ? EXIT.negative : EXIT.fine;
	} finally {
		sink.close();
		await source.close();
	}
}

function chosenColumns(list: string): readonly RowColumn[] {
	const known = ROW_COLUMNS.map(({ key }) => key);
	const names = new Set(list.split(',').map((name) => name.trim()));
	return Array.from(names, (name) => {
		const found = ROW_COLUMNS.find(({ key }) => key === name);
		if (!found) throw new CapnoteError('unknown-column', { name, known });
		return found;
	});
}
