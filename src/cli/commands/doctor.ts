import { type Command, Option } from '@commander-js/extra-typings';
import type { Check, Diagnosis } from '../../doctor/check.ts';
import { EXIT } from '../../errors.ts';
import type { CheckText, DoctorWords } from '../../i18n/doctor-words.ts';
import type { Context } from '../context.ts';
import { defaultLanguage } from '../default-language.ts';

interface DoctorOptions {
	readonly captures: string;
	readonly json?: true | undefined;
	readonly lang?: 'en' | 'id' | undefined;
}

/** `capnote doctor`: what this machine has and lacks for labs and recordings, with the cure of each. */
export function addDoctor(program: Command, context: Context): void {
	program
		.command('doctor')
		.description('check what running and recording labs needs on this machine, with the cure of what is missing')
		.option('--captures <folder>', 'where captures would go', 'captures')
		.option('--json', 'for programs')
		.addOption(new Option('--lang <language>', 'language of the sentences').choices(['en', 'id']))
		.action(async (options) => await examine(context, options as DoctorOptions));
}

async function examine(context: Context, options: DoctorOptions): Promise<void> {
	const { readState } = await import('../../doctor/read-state.ts');
	const { judgeMachine } = await import('../../doctor/judge.ts');
	const diagnosis = judgeMachine(await readState({ ...context, captures: options.captures }));
	const words = (await context.words(options.lang ?? defaultLanguage(context.environment))).doctor;
	if (options.json) context.out.write(`${JSON.stringify({ capnote: 1, ...diagnosis })}\n`);
	else context.out.write(diagnosisText(diagnosis, words));
	context.exitWith(diagnosis.works ? EXIT.fine : EXIT.environment);
}

/** One line for each check, with the cure behind it. */
export function diagnosisText({ checks, runners, drivers, works }: Diagnosis, words: DoctorWords): string {
	const width = Math.max(...Object.values(words.states).map(({ length }) => length));
	const lines = checks.map((check) => {
		const { what, cure } = textOf(check, words);
		const shown = check.state === 'fine' || cure === null ? what : `${what}. → ${cure}`;
		return `${words.states[check.state].padEnd(width)}  ${shown}`;
	});
	const verdict = works ? words.works({ runners, drivers }) : words.worksNot({ runners });
	return `${lines.join('\n')}\n\n${verdict}\n`;
}

function textOf(check: Check, { checks }: DoctorWords): CheckText {
	return (checks[check.kind] as (of: Check) => CheckText)(check);
}
