import { expect, test } from 'vitest';
import { mayReply, type ReplyPattern, replyTo } from './reply-pattern.ts';

const SIGNS = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i)).join('');

const TEMPLATES: Record<string, ReplyPattern> = {
	'in the message': { message: null, reply: 'Said: {message}' },
	'in the reply': { message: null, reply: `${SIGNS.replace(/[{}]/g, '')}: {message}, {count}` },
	'in a group': { message: '(.?)(.*)', reply: '{2}{1} {any}' },
};

test.each(Object.entries(TEMPLATES))(
	'mayReply() takes what replyTo() makes, with every sign of ASCII %s',
	(_, pattern) => {
		for (const message of [SIGNS, ...SIGNS, '28°C', 'a\nb']) {
			const reply = replyTo([pattern], message, () => 12);
			if (typeof reply !== 'string') throw new Error(`no reply to ${message}`);
			expect(mayReply([pattern], message, reply)).toBe(true);
			expect(mayReply([pattern], message, `x${reply}`)).toBe(false);
		}
	},
);
