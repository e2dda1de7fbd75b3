import { appendFileSync, chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An ordinary user with a rule for sudo; both exist in mount namespaces of their commands only. */
export interface SudoUser {
	readonly uid: number;
	/** What stands before a command so that the user runs it. */
	readonly before: readonly string[];
	readonly remove: () => void;
}

const UID = 1500;

/** @param rule What the user may do, as sudoers(5) has it behind the user's name. */
export function sudoUser(rule: string): SudoUser {
	const folder = mkdtempSync(join(tmpdir(), 'capnote-sudo-'));
	mkdirSync(join(folder, 'sudoers.d'), { mode: 0o755 });
	writeFileSync(join(folder, 'sudoers.d/rule'), `capnote-test ${rule}\n`);
	chmodSync(join(folder, 'sudoers.d/rule'), 0o440);
	for (const name of ['passwd', 'shadow']) cpSync(`/etc/${name}`, join(folder, name), { mode: 0 });
	appendFileSync(join(folder, 'passwd'), `capnote-test:x:${UID}:${UID}::/tmp:/bin/sh\n`);
	appendFileSync(join(folder, 'shadow'), 'capnote-test:*:19000:0:99999:7:::\n');
	const binds = ['passwd', 'shadow', 'sudoers.d'].map((name) => `mount --bind ${folder}/${name} /etc/${name}`);
	const script = `${binds.join(' && ')} && exec setpriv --reuid=${UID} --regid=${UID} --clear-groups "$@"`;
	return {
		uid: UID,
		before: ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', script, 'sh'],
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}
