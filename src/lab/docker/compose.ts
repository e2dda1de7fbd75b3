import { runCommand } from '../../capture/run-command.ts';
import { CapnoteError } from '../../errors.ts';

/** Compose projects that begin with this are ours to remove. */
export const PROJECT_PREFIX = 'capnote-';

/** What stands before a command of compose v2 or v1. */
const COMPOSE_COMMANDS = [['docker', 'compose'], ['docker-compose']] as const;

/**
 * Finds compose, v2 before v1, unless `CAPNOTE_COMPOSE` names its command.
 *
 * @param address Of the engine that it is to use.
 * @returns The command with what stands before its own arguments.
 * @throws CapnoteError `tool-missing`.
 */
export async function findCompose(
	address: string,
	{ CAPNOTE_COMPOSE: asked }: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> {
	for (const command of asked ? [asked.split(' ')] : COMPOSE_COMMANDS) {
		const { status } = await runCommand([...command, 'version']);
		if (status === 0) return ['env', `DOCKER_HOST=${address}`, ...command];
	}
	throw new CapnoteError('tool-missing', { tool: 'docker compose', package: 'docker-compose' });
}

/**
 * Runs one command of compose to its end.
 *
 * @throws CapnoteError `lab-step-failed`.
 */
export async function runCompose(compose: readonly string[], args: readonly string[]): Promise<void> {
	const { status, said } = await runCommand([...compose, ...args]);
	if (status !== 0) throw new CapnoteError('lab-step-failed', { step: `docker compose ${args.join(' ')}`, said });
}
