/**
 * The one direction of the source tree: which folder may import which. `errors.ts`, its words and `units.ts` are free to all.
 * A folder may always import from itself.
 */
const MAY_IMPORT = {
	kernel: [],
	file: ['kernel'],
	decode: ['file'],
	// How a lab's server replies is data too, and imports nothing.
	tcp: ['decode', 'file/columns', 'file/frame-batch', 'kernel', 'profile/reply-pattern'],
	profile: [],
	findings: ['tcp', 'profile'],
	i18n: [
		...['file', 'decode', 'tcp', 'events', 'profile', 'findings', 'report', 'claims', 'grading', 'anonymize'],
		...['doctor/check', 'lab/lab-stage', 'capture/recording-cause'],
	],
	render: [
		...['kernel', 'file', 'decode', 'tcp', 'events', 'profile', 'findings', 'report', 'claims', 'grading'],
		...['i18n', 'analyze', 'summarize'],
	],
	browser: [
		...['kernel', 'file', 'decode', 'tcp', 'events', 'profile', 'findings', 'report', 'claims', 'grading'],
		...['i18n', 'render', 'analyze'],
	],
	capture: ['file'],
	events: ['tcp', 'decode'],
	anonymize: ['file', 'decode', 'tcp', 'profile', 'analyze'],
	report: ['file', 'decode', 'tcp', 'events', 'profile', 'findings', 'analyze'],
	claims: ['file', 'decode', 'tcp', 'profile', 'findings', 'analyze'],
	grading: ['file', 'decode', 'tcp', 'profile', 'findings', 'claims', 'analyze'],
	lab: ['capture', 'profile', 'file', 'events', 'decode/endpoint-text'],
	doctor: ['capture', 'lab'],
	node: ['file'],
};

/** Run in a browser too. */
const PURE = [
	...['kernel', 'file', 'decode', 'tcp', 'events', 'profile', 'findings', 'report', 'claims', 'grading'],
	...['anonymize', 'i18n', 'render', 'browser', 'lab/simulated', 'error-text'],
];
const FREE = ['errors', 'error-text', 'units'];

const oneWay = Object.entries(MAY_IMPORT).map(([folder, others]) => ({
	name: `${folder}-imports-only-what-it-may`,
	severity: 'error',
	from: { path: `^src/${folder}/`, pathNot: '\\.test\\.ts$' },
	to: {
		path: '^src/',
		pathNot: [...[folder, ...others].map((name) => `^src/${name}(/|\\.ts$)`), `^src/(${FREE.join('|')})\\.ts$`],
	},
}));

/** A package that only one place may import. */
const only = (name, where) => ({
	name: `${name}-only-in-its-place`,
	severity: 'error',
	from: { path: '^src/', pathNot: [where, '\\.test\\.ts$'] },
	to: { path: `node_modules/${name}/` },
});

module.exports = {
	forbidden: [
		...oneWay,
		{
			name: 'pure-folders-touch-no-node',
			severity: 'error',
			from: {
				path: `^src/(${PURE.join('|')})/|^src/(analyze|summarize|capture-reader|packet-view|hot-plane|errors|error-text|units)\\.ts$`,
				pathNot: '\\.test\\.ts$',
			},
			to: { dependencyTypes: ['core'] },
		},
		only('commander', '^src/cli/'),
		only('@commander-js', '^src/cli/'),
		only('pcap-parser', '^src/node/second-reader\\.ts$'),
		only('piscina', '^src/node/'),
		only('@observablehq/plot', '^src/render/plot/'),
		only('linkedom', '^src/render/plot/'),
		only('uplot', '^src/browser/plot/'),
		only('cli-table3', '^src/render/aligned-table\\.ts$'),
		only('cap', '^src/capture/libpcap'),
		{
			name: 'no-cycles',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
		},
		{ name: 'no-tests-in-code', severity: 'error', from: { pathNot: '\\.test\\.ts$' }, to: { path: '\\.test\\.ts$' } },
		{
			name: 'no-unknown-package',
			severity: 'error',
			from: {},
			// An optional peer is in no list of packages that are always there.
			to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm-peer'] },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
	},
};
