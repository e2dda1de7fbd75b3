import type { Token } from '../text/token.ts';
import type { ClauseScope } from './clause-scope.ts';
import { spanOf } from './features.ts';
import type { Say } from './say.ts';
import type { EndpointSay } from './say-hosts.ts';

/** A statement of an address or a port, said by these tokens. */
export function endpointSay(
	scope: ClauseScope,
	tokens: readonly Token[],
	value: Omit<EndpointSay, 'say' | 'protocol' | 'peer'> & Partial<Pick<EndpointSay, 'protocol' | 'peer'>>,
	pattern: 'P08' | 'P09',
): Say {
	return {
		say: 'endpoint',
		kinds: ['K10'],
		pattern,
		protocol: null,
		peer: null,
		tentative: scope.tentative,
		...value,
		...spanOf(tokens),
	};
}
