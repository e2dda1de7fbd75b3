import type { FlagSet, Token } from '../text/token.ts';
import { valuesOf } from './said-values.ts';
import type { Say } from './say.ts';

/** Whether a thing is among what a statement says. */
export function isThingOf(token: Token, say: Say): boolean {
	const values = valuesOf(say);
	switch (token.type) {
		case 'flags':
			return token.sets.every((set) => isFlagsOf(set, say));
		case 'ip':
		case 'mac':
			return values.has(token.address) || say.say === 'order' || say.say === 'endpoint';
		case 'port':
			return values.has(`${token.port}`);
		case 'ports':
			return values.has(`${token.source}`) || values.has(`${token.destination}`);
		case 'rows':
			return token.rows.every((row) => values.has(`${row}`));
		case 'nth':
			return values.has(`${token.n}`);
		case 'number':
			if (say.say === 'universal' || (token.isWord && token.value === 1)) return true;
			return values.has(`${token.value}`) || isInSum(token, say);
		case 'seq':
		case 'acknum':
		case 'len':
		case 'win':
			return values.has(`${token.value}`) || isInSum(token, say);
		case 'time':
			return say.say === 'count' || values.has(`${token.seconds}`) || values.has(token.written) || isInSum(token, say);
		case 'quote':
			return values.has(token.inner) || values.has(token.inner.trim());
		case 'http':
			return [token.method, token.path, token.version, token.status].every((part) => part === null || values.has(part));
		case 'mqtt':
			return values.has(token.message);
		case 'call':
			return values.has(token.name);
		default:
			return true;
	}
}

function isInSum({ start, end }: Token, say: Say): boolean {
	return say.say === 'sum' && say.start <= start && end <= say.end;
}

const ATTEMPTS: ReadonlySet<string> = new Set(['syn-is-answered', 'attempt-is']);
const OF_ATTEMPTS: ReadonlySet<string> = new Set(['SYN', 'ACK', 'RST']);

/** Of a handshake, a close or a call the flags are known. */
function isFlagsOf(set: FlagSet, say: Say): boolean {
	if (say.say === 'handshake') return set.every((flag) => flag === 'SYN' || flag === 'ACK');
	if (say.say === 'close') return set.every((flag) => flag === 'FIN' || flag === 'ACK' || flag === 'RST');
	if (say.say === 'call') return true;
	if (say.say === 'universal' && say.what.kind === 'message-is-acknowledged') return set.join() === 'ACK';
	if (say.say === 'universal' && ATTEMPTS.has(say.what.kind)) return set.every((flag) => OF_ATTEMPTS.has(flag));
	if (say.say === 'packet' && say.isReply && say.query.flags.length > 0) return true;
	const values = valuesOf(say);
	return set.every((flag) => values.has(flag)) || values.has(set.join('-').toLowerCase());
}
