import { runCommand } from '../capture/run-command.ts';
import { CapnoteError } from '../errors.ts';
import type { NetnsTools } from './lab-plan.ts';

/**
 * The command that runs what follows in namespaces of its own. All in them ends with their first process, and the
 * kernel removes them then: nothing can be left over.
 */
export function namespaceCommand(tools: NetnsTools, rootless: boolean): readonly string[] {
	return [
		tools.unshare,
		...(rootless ? ['--user', '--map-current-user', '--keep-caps'] : []),
		...['--net', '--pid', '--fork', '--kill-child', '--mount-proc', '--'],
	];
}

/**
 * Tries whether this machine lets us make the lab's namespaces; leaves nothing behind.
 *
 * @throws CapnoteError `namespaces-forbidden`, naming the kernel setting.
 */
export async function checkNamespaces(
	tools: NetnsTools,
	rootless: boolean,
	readSetting: (path: string) => string | undefined,
): Promise<void> {
	// Under Ubuntu's AppArmor rule the namespaces are made, but their links may not be touched.
	const { status, said } = await runCommand([
		...namespaceCommand(tools, rootless),
		tools.ip,
		'link',
		'set',
		'lo',
		'up',
	]);
	if (status !== 0) throw new CapnoteError('namespaces-forbidden', whatForbids(readSetting, rootless, said));
}

interface KernelSetting {
	readonly name: string;
	readonly path: string;
	readonly forbids: string;
	readonly allow: string;
	/** Binds only who is not root. */
	readonly ordinaryOnly: boolean;
}

const SETTINGS: readonly KernelSetting[] = [
	setting('user.max_user_namespaces', '0', '15000', true),
	setting('kernel.unprivileged_userns_clone', '0', '1', true),
	setting('kernel.apparmor_restrict_unprivileged_userns', '1', '0', true),
	setting('user.max_net_namespaces', '0', '15000', false),
	setting('user.max_pid_namespaces', '0', '15000', false),
	setting('user.max_mnt_namespaces', '0', '15000', false),
];

function setting(name: string, forbids: string, allow: string, ordinaryOnly: boolean): KernelSetting {
	return { name, path: `/proc/sys/${name.replaceAll('.', '/')}`, forbids, allow, ordinaryOnly };
}

/** Which setting keeps us from making namespaces, as far as the system shows it. */
export function whatForbids(
	readSetting: (path: string) => string | undefined,
	rootless: boolean,
	said: string,
): { readonly setting: string; readonly found: string; readonly cure: string } {
	for (const { name, path, forbids, allow, ordinaryOnly } of SETTINGS) {
		if (ordinaryOnly && !rootless) continue;
		if (readSetting(path)?.trim() === forbids) {
			return { setting: name, found: forbids, cure: `sudo sysctl -w ${name}=${allow}` };
		}
	}
	if (/^Seccomp:\s*2$/m.test(readSetting('/proc/self/status') ?? '')) {
		return { setting: 'seccomp', found: 'on (inside a container)', cure: 'docker run --privileged …' };
	}
	return { setting: 'unshare', found: `refused ("${said}")`, cure: 'sudo sysctl -w user.max_user_namespaces=15000' };
}
