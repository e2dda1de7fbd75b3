import type { DetectWords, ReasonName } from '../detect-words.ts';

const REASONS: { readonly [R in ReasonName]: string } = {
	named: 'you named it',
	project: 'it is the network of the project that you named',
	'compose-file': 'it is the network of the compose file that you named',
	lab: 'the lab that you named is on it',
	'known-lab': 'no other has services or ports of a lab that is known here',
	'only-project': 'no other belongs to a compose project',
	'only-running': 'no other has running containers',
	'only-with-two': 'no other has two machines',
	only: 'there is no other',
};

export const detect: DetectWords = {
	network: 'Network',
	project: 'Project',
	bridge: 'Bridge',
	service: 'Service (container)',
	address: 'IP',
	mac: 'MAC',
	port: 'Port',
	places: {
		here: ({ bridge, isUp }) => (isUp ? bridge : `${bridge} (down)`),
		rootless: ({ bridge }) => `${bridge} (in rootless Docker)`,
		elsewhere: ({ bridge, isMade }) => `${bridge} (${isMade ? 'not on this machine' : 'not up'})`,
		'no-bridge': ({ driver }) => `none (${driver})`,
	},
	stopped: 'not running',
	shares: ({ with: owner }) => `shares ${owner}`,
	engines: ({ address, kind, said }) =>
		kind === null ? `${address}: no answer (${said})` : `${address}: ${kind} answers`,
	chosen: ({ network, bridge, project, labs, reason }) => {
		const of = project === null ? '' : `, project ${project}`;
		const known = labs.length === 0 ? '' : `, lab ${labs.join(', ')}`;
		return `Chosen: ${bridge ?? 'no bridge'}, network ${network}${of}${known}; because ${REASONS[reason]}.`;
	},
	record: ({ option }) => `Record it: capnote record ${option}`,
};
