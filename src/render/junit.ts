import loaded, { type Builder } from 'junit-report-builder';

/** One thing that was tested: met unless it says otherwise. */
export interface JunitCase {
	/** The group that it is shown in. */
	readonly group: string;
	readonly name: string;
	readonly failure?: { readonly message: string; readonly type: string; readonly body?: string };
	readonly isSkipped?: boolean;
	/** What there is to say beside it. */
	readonly output?: string;
}

export interface JunitSuite {
	readonly name: string;
	readonly cases: readonly JunitCase[];
}

/** Longer names are cut: they stand in lists. */
const NAME_LENGTH = 120;

/** JUnit XML, as CI systems read it: in one place, so that all of it looks alike. */
export function junitXml(suites: readonly JunitSuite[]): string {
	const report = builder().newBuilder();
	for (const { name, cases } of suites) {
		const suite = report.testSuite().name(name);
		for (const { group, name: title, failure, isSkipped, output } of cases) {
			const test = suite.testCase().className(group).name(short(title));
			if (failure) test.failure(failure.message, failure.type);
			if (failure?.body !== undefined) test.stacktrace(failure.body);
			if (isSkipped) test.skipped();
			if (output !== undefined) test.standardOutput(output);
		}
	}
	return `${report.build()}\n`;
}

/** A package of CommonJS: Node and bundlers do not agree on where its default export is, and its types know only one. */
function builder(): Builder {
	return 'newBuilder' in loaded ? (loaded as unknown as Builder) : loaded.default;
}

function short(name: string): string {
	return name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}…` : name;
}
