import type { MachinePorts } from '../capture/detect/read-machine.ts';

/** Everything that detection asked a machine, with what it got; `null` where there was nothing. */
export interface MachineRecord {
	readonly environment: Readonly<Record<string, string>>;
	/** By address and path: the answer, or the code of the system's error. */
	readonly answers: Record<string, RecordedAnswer | string>;
	readonly texts: Record<string, string | null>;
	/** In hexadecimal. */
	readonly bytes: Record<string, string | null>;
	readonly lists: Record<string, readonly string[] | null>;
}

interface RecordedAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	/** Parsed JSON, or text. */
	readonly body: unknown;
}

/** Plays a recorded machine; asking for what it was not asked when it was recorded is a mistake of the test. */
export function replayedMachine(record: MachineRecord): MachinePorts {
	const recorded = <T>(map: Readonly<Record<string, T>>, key: string): NonNullable<T> | undefined => {
		if (!(key in map)) throw new Error(`not recorded: ${key}`);
		return map[key] ?? undefined;
	};
	return {
		environment: record.environment,
		ask: async (address, path) => {
			const answer = recorded(record.answers, `${address} ${path}`);
			if (answer === undefined || typeof answer === 'string') {
				throw Object.assign(new Error(answer ?? ''), { code: answer });
			}
			const { body } = answer;
			return { ...answer, body: typeof body === 'string' ? body : JSON.stringify(body) };
		},
		files: {
			text: async (path) => recorded(record.texts, path),
			bytes: async (path) => {
				const hex = recorded(record.bytes, path);
				return hex === undefined ? undefined : Buffer.from(hex, 'hex');
			},
			list: async (path) => recorded(record.lists, path),
		},
		resolve: async (path) => path,
	};
}
