import { afterEach, describe, expect, test } from 'vitest';
import { captureFiles, type LabProcess, startLab, tidy } from './lab-process.ts';
import { asOrdinaryUser, named, needs } from './needs.ts';

const reason = needs('linux', 'user-namespaces', 'tcpdump');
const asRoot = needs('linux', 'root', 'tcpdump');
const started: LabProcess[] = [];

function lab(args: readonly string[], before: readonly string[]): LabProcess {
	const run = startLab(['lab', ...args], before);
	started.push(run);
	return run;
}

afterEach(() => {
	for (const run of started.splice(0)) tidy(run);
});

/** Runs what follows where a script of the shell has taken something away. */
function where(script: string, ...unshare: readonly string[]): readonly string[] {
	return ['unshare', ...unshare, 'sh', '-c', `${script}; exec "$0" "$@"`];
}

const HIDE_TCPDUMP = 'mount --bind /dev/null "$(command -v tcpdump)"';
const NO_NAMESPACES = 'echo 0 > /proc/sys/user/max_net_namespaces';
const POOR = [
	{ what: 'tcpdump', script: HIDE_TCPDUMP, why: /Cannot find "tcpdump".* To get it: .*apt-get install tcpdump/ },
	{ what: 'namespaces', script: NO_NAMESPACES, why: /max_net_namespaces is 0\. To get it: .*sudo sysctl/ },
];

describe.skipIf(reason)(named('an ordinary user without tcpdump, or without namespaces', reason), () => {
	const user = [...asOrdinaryUser()];
	const own = ['--user', '--map-root-user', '--mount'];

	test.each(POOR)(
		'without $what a lab is simulated, and says why and how to get the others',
		async ({ script, why }) => {
			const run = lab(['reqresp'], [...user, ...where(script, ...own)]);
			expect(await run.ended, run.log()).toEqual({ status: 0, signal: null });
			expect(run.log()).toMatch(/^Runner: simulated: there is no real network/m);
			expect(run.log()).toMatch(why);
			expect(run.log()).toMatch(/docker does not work here: .* To get it: /);
			expect(run.out()).toContain('This capture is simulated');
			expect(run.out()).toContain('closed in 3 segments');
			expect(captureFiles(run).map((name) => name.replace(/^[^.]*/, ''))).toEqual([
				'.events.jsonl',
				'.json',
				'.pcapng',
			]);
		},
	);

	test.each(POOR)('without $what, --runner netns fails with its cure', async ({ script }) => {
		const run = lab(['reqresp', '--runner', 'netns'], [...user, ...where(script, ...own)]);
		expect(await run.ended, run.log()).toEqual({ status: 4, signal: null });
		expect(run.log()).toMatch(/^Cure: /m);
		expect(captureFiles(run)).toEqual([]);
	});
});

describe.skipIf(asRoot)(named('root without tcpdump', asRoot), () => {
	test('a lab is simulated even where Docker runs, for nothing could record it', async () => {
		const run = lab(['voting', '--lang', 'id'], where(HIDE_TCPDUMP, '--mount'));
		expect(await run.ended, run.log()).toEqual({ status: 0, signal: null });
		expect(run.log()).toMatch(/^Runner: simulated \(simulasi\)/m);
		expect(run.log()).toContain('Vote received for Option A, current count: 2');
	});
});
