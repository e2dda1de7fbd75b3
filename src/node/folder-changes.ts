import { watch } from 'node:fs';
import { relative, resolve, sep } from 'node:path';

/** A folder that is watched with all that is in it. */
export interface FolderChanges {
	/**
	 * Waits until something has changed since the last time it was asked, and has been quiet since: a file that is being
	 * copied changes many times. False once the watch has ended.
	 */
	readonly next: () => Promise<boolean>;
	readonly end: () => void;
}

/** A folder that never is quiet is not waited for longer than so many quiet times. */
const MOST_WAITS = 20;

/** @param apart A folder in it of which changes do not count. */
export function watchChanges(folder: string, quietMs: number, apart: string | null): FolderChanges {
	const own = apart === null ? null : relative(resolve(folder), resolve(apart));
	let changes = 0;
	let seen = 0;
	let isEnded = false;
	let wake = (): void => undefined;

	function changed(name: string | null): void {
		if (own !== null && name !== null && (name === own || name.startsWith(own + sep))) return;
		changes++;
		wake();
	}

	const watcher = watch(folder, { recursive: true }, (_event, name) => changed(name));
	// A folder that goes while it is looked into is a change like any other.
	watcher.on('error', () => changed(null));

	return {
		async next() {
			while (changes === seen && !isEnded) {
				await new Promise<void>((woken) => {
					wake = woken;
				});
			}
			for (let waits = 0; seen !== changes && !isEnded && waits < MOST_WAITS; waits++) {
				seen = changes;
				await new Promise((quiet) => setTimeout(quiet, quietMs));
			}
			seen = changes;
			return !isEnded;
		},
		end() {
			isEnded = true;
			watcher.close();
			wake();
		},
	};
}
