import type { ErrorTexts, LabErrors } from '../error-text.ts';

/** Running a lab: its network, its programs, its faults. */
export const labs: ErrorTexts<LabErrors> = {
	'not-linux': ({ platform }) => ({
		what: `Cannot run the lab on "${platform}": it needs Linux network namespaces`,
		fix: 'Run it on Linux, in a Linux virtual machine, or in WSL 2. Analysing captures works everywhere.',
	}),
	'tool-missing': ({ tool, package: name }) => ({
		what: `Cannot find "${tool}" on this machine`,
		fix: `Install it: sudo apt-get install ${name}`,
	}),
	'namespaces-forbidden': ({ setting, found, cure }) => ({
		what: `Cannot make network namespaces: ${setting} is ${found}`,
		fix: `Allow it, or run with sudo: ${cure}`,
	}),
	'lab-step-failed': ({ step, said }) => ({
		what: `Cannot set up the lab: "${step}" failed and said "${said}"`,
		fix: 'If it speaks of permission, run with sudo. If not, please report it with this message.',
	}),
	'port-forbidden': ({ port, reason }) => ({
		what: `Cannot listen on port ${port}: ${reason}`,
		fix: 'Choose a port above 1023 with --port.',
	}),
	'port-in-use': ({ port, holder }) =>
		holder === null
			? {
					what: `Cannot listen on port ${port}: another program listens there`,
					fix: `See which one: sudo ss -ltnp "sport = :${port}"; or choose another with --port`,
				}
			: {
					what: `Cannot listen on port ${port}: ${holder.name} (process ${holder.pid}) listens there`,
					fix: `End it: kill ${holder.pid}; or choose another with --port`,
				},
	'connection-refused': ({ host, port }) => ({
		what: `Cannot connect to ${host}:${port}: the connection was refused, no program listens there`,
		fix: `Start the server first: capnote server echo --port ${port}`,
	}),
	'connection-lost': ({ host, port, reason }) => ({
		what: `Cannot go on talking to ${host}:${port}: ${reason}`,
		fix: 'Start the server again, then the client.',
	}),
	'unknown-fault': ({ text, known }) => ({
		what: `There is no fault "${text}"`,
		fix: `Choose from: ${known.join(', ')}`,
	}),
	'fault-elsewhere': ({ fault, runner, runners }) => ({
		what: `The ${runner} runner cannot make the fault "${fault}"`,
		fix: `Take a runner that can: ${runners.map((name) => `--runner ${name}`).join(' or ')}`,
	}),
	'faults-collide': ({ faults: [one, other] }) => ({
		what: `The faults "${one}" and "${other}" exclude each other: both change the same thing`,
		fix: 'Run the lab twice, with one of them each.',
	}),
};
