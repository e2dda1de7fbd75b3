import { type Command, Option } from '@commander-js/extra-typings';
import type { Context } from '../context.ts';
import { REPORT_FORMAT_NAMES, REPORT_LANGUAGES } from '../report-options.ts';
import { addSomeShowOptions } from '../show-options.ts';

/** `capnote report FILE [FILE]`: a lab report, of one capture or of two that are compared. */
export function addReport(program: Command, context: Context): void {
	const command = program
		.command('report')
		.argument('<file>', 'a capture, or - for standard input')
		.argument('[other]', 'a second capture, to be compared with the first')
		.description('write a lab report: tables, ladder, states and questions, each with its packet numbers')
		.addOption(
			new Option(
				'-f, --format <name>',
				'text on a terminal, else md, unless the output file ends in .html or .json',
			).choices(REPORT_FORMAT_NAMES),
		)
		.addOption(new Option('--lang <language>', 'language of the report').choices(REPORT_LANGUAGES))
		.option('--answers <file>', "also write the answers to the report's questions, for the teacher")
		.option('--title <text>', 'title of the report')
		.option('--student <name>', 'name of the student')
		.option('--student-number <number>', 'number of the student')
		.option('--class <name>', 'class of the student')
		.option('--date <date>', 'date of the report')
		.option('--events <file>', 'the calls of the programs (written by capnote lab)')
		.option('--expand', 'a row for every segment in the ladder; else exchanges like the first share one');
	addSomeShowOptions(command, ['output', 'force', 'color', 'profile', 'labProfile', 'quiet']).action(
		async (file, other, options) => {
			const { showReport } = await import('../show-report.ts');
			const version = program.version() ?? '';
			context.exitWith(
				await showReport(context, other === undefined ? [file] : [file, other], { ...options, version }),
			);
		},
	);
}
