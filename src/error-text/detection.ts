import type { DetectionErrors, ErrorTexts } from '../error-text.ts';
import type { EngineTrouble, ErrorText } from '../errors.ts';

const NO_NETWORK = {
	nothing: 'No container network with something on it is up',
	'default-only': "Containers run only on the engine's default network, which is taken only by name",
	'no-match': 'No network matches what was asked for',
} as const;

const ENGINE: { readonly [T in EngineTrouble]: ErrorText } = {
	absent: {
		what: 'there is no such socket',
		fix: 'Install Docker (sudo apt-get install docker.io docker-compose), or do without: --runner netns',
	},
	'not-running': { what: 'nobody listens there', fix: 'Start Docker: sudo systemctl start docker' },
	forbidden: {
		what: 'permission denied',
		fix: 'Run with sudo, or once: sudo usermod -aG docker "$USER" && newgrp docker',
	},
	unsupported: {
		what: 'only unix:// and tcp:// without TLS can be asked',
		fix: 'Set DOCKER_HOST to such an address, or unset it.',
	},
	failed: { what: 'it does not answer as it should', fix: 'Look at what it says: docker info' },
};

/** Container engines and their networks. */
export const detection: ErrorTexts<DetectionErrors> = {
	'several-networks': ({ add }) => ({
		what: `Cannot tell which network is the lab's: ${add.length} fit`,
		fix: `Look at them (capnote detect), then add one of: ${add.join(' · ')}`,
	}),
	'no-network': ({ reason, names, engine, state }) => ({
		what:
			`${NO_NETWORK[reason]}${names.length > 0 ? ` (there is: ${names.join(', ')})` : ''}` +
			(engine === null || state === null ? '' : `; ${engine} could not be asked: ${ENGINE[state].what}`),
		fix:
			state !== null
				? ENGINE[state].fix
				: reason === 'no-match'
					? 'Look at what there is: capnote detect'
					: 'Start the lab first: docker compose -f compose/reqresp.yml up -d; or let capnote do it: capnote lab reqresp',
	}),
	'no-engine': ({ address, state, said }) => ({
		what: `Cannot use a container engine at ${address}: ${ENGINE[state].what}${state === 'failed' ? ` ("${said}")` : ''}`,
		fix: ENGINE[state].fix,
	}),
};
