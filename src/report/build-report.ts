import type { LabProfile } from '../profile/lab-profile.ts';
import { LABS } from '../profile/labs.ts';
import { timelineOf } from '../tcp/timeline/timeline.ts';
import { arpSection } from './arp-section.ts';
import { callsOf, callsSection } from './calls-section.ts';
import { closingSection } from './closing-section.ts';
import { comparisonSection } from './comparison-section.ts';
import { connectionsSection } from './connections-section.ts';
import { dataSection } from './data-section.ts';
import { flagsSection } from './flags-section.ts';
import { glanceSection } from './glance-section.ts';
import { aimSection, identitySection, type Student, setupSection } from './head-sections.ts';
import { openingSection } from './opening-section.ts';
import { packetsSection } from './packets-section.ts';
import type { Question } from './question.ts';
import { questionsOf } from './questions.ts';
import { recaptureSection } from './recapture-section.ts';
import type { Report, ReportBlock, ReportSection, SectionId } from './report.ts';
import { type ReportSource, type Subject, subjectOf } from './subject.ts';

/** What a report says beside what the captures say. */
export interface ReportOptions {
	readonly title?: string | undefined;
	readonly student?: Student | undefined;
	/** Version of this program. */
	readonly version: string;
	/** The labs that the captures may be of; the built-in ones unless given. */
	readonly labs?: readonly LabProfile[] | undefined;
	/** Every exchange in the ladder with a row of its own. */
	readonly expand?: boolean | undefined;
}

/** Numbers of the sections, as teachers know them. */
const NUMBERS: { readonly [S in SectionId]: string } = {
	identity: '0',
	aim: '1',
	setup: '2',
	glance: '3',
	connections: '4',
	ladder: '5',
	packets: '6',
	opening: '7',
	data: '8',
	arp: '9',
	closing: '10',
	calls: '11',
	questions: '12',
	analysis: '13',
	conclusion: '14',
	flags: 'A',
	recapture: 'B',
	comparison: 'C',
};

/** Makes a lab report of one capture, or of two that are compared. */
export function buildReport(sources: readonly ReportSource[], options: ReportOptions): Report {
	const labs = options.labs ?? Object.values(LABS);
	const subjects = sources.map((source) => subjectOf(source, labs));
	const whole = subjects.filter(({ analysis }) => analysis.packetCount > 0);
	const asked = askedOf(subjects);
	const analysis = whole.some(({ told }) => told.length > 0) ? 'analysis' : 'analysis-packets';
	const parts =
		whole.length === 0
			? subjects.flatMap((subject, at) => [section('glance', at, glanceSection(subject)), ...appendix(subject, at)])
			: [
					section('identity', null, identitySection(subjects, options)),
					section('aim', null, aimSection(whole)),
					...subjects.flatMap(captureSections),
					...asked.map(({ at, questions }) => section('questions', at, [{ kind: 'questions', questions }])),
					section('analysis', null, [{ kind: 'student', prompt: analysis }]),
					section('conclusion', null, [{ kind: 'student', prompt: 'conclusion' }]),
					...subjects.flatMap(appendix),
					section('comparison', null, comparisonSection(whole)),
				];
	return {
		title: options.title ?? null,
		captures: sources.map(({ result }) => result.name),
		hasPackets: whole.length > 0,
		sections: parts.filter(({ blocks }) => blocks.length > 0),
		questions: asked.flatMap(({ questions }) => questions),
	};

	function captureSections(subject: Subject, at: number): readonly ReportSection[] {
		if (subject.analysis.packetCount === 0) return [section('glance', at, glanceSection(subject))];
		return [
			section('setup', at, setupSection(subject)),
			section('glance', at, glanceSection(subject)),
			section('connections', at, connectionsSection(subject)),
			section('ladder', at, ladderSection(subject, options.expand === true)),
			section('packets', at, packetsSection(subject)),
			section('opening', at, openingSection(subject)),
			section('data', at, dataSection(subject)),
			section('arp', at, arpSection(subject)),
			section('closing', at, closingSection(subject)),
			section('calls', at, callsSection(subject)),
		];
	}
}

/** Of a second capture, what was not asked of the first one, and what has another answer in each. */
const ASKED_AGAIN: ReadonlySet<Question['kind']> = new Set(['why-ack', 'who-closes', 'which-acknowledges']);

function askedOf(
	subjects: readonly Subject[],
): readonly { readonly at: number; readonly questions: readonly Question[] }[] {
	const before = new Set<Question['kind']>();
	return subjects.flatMap((subject, at) => {
		if (subject.analysis.packetCount === 0) return [];
		const questions = questionsOf(subject).filter(({ kind }) => ASKED_AGAIN.has(kind) || !before.has(kind));
		for (const { kind } of questions) before.add(kind);
		return questions.length === 0 ? [] : [{ at, questions }];
	});
}

function appendix(subject: Subject, at: number): readonly ReportSection[] {
	return [section('flags', at, flagsSection(subject)), section('recapture', at, recaptureSection(subject))];
}

function ladderSection({ analysis, told, programs }: Subject, expand: boolean): readonly ReportBlock[] {
	if (told.length === 0) return [];
	const ladders = told.map(({ connection: { connection } }): ReportBlock => {
		const calls = programs === undefined ? [] : callsOf(programs, connection);
		return { kind: 'ladder', timeline: timelineOf(analysis, connection, { expand, calls }) };
	});
	return [...ladders, { kind: 'student', prompt: 'ladder' }];
}

function section(id: SectionId, capture: number | null, blocks: readonly ReportBlock[]): ReportSection {
	return { id, number: NUMBERS[id], capture, blocks };
}
