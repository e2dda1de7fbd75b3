import { readNumber } from './numbers.ts';
import { by, NUMBER, type Recogniser } from './recogniser.ts';

const field = (type: 'seq' | 'acknum' | 'len' | 'win', words: string): Recogniser =>
	by(
		new RegExp(
			`(?:${words})(?:\\s?\\((?:seq|ack|len|raw|relative|relatif|relative sequence number)\\))?(?:\\s(?:nya|raw|relative|relatif))?\\s?(?:=|:|\\s(?:adalah|is|sebesar|bernilai|of|was|equals|yaitu|menjadi)\\s|-\\s|\\s)\\s?[\`"]?(${NUMBER})(?![\\d.,]*[.,]\\d|\\s?(?:paket|packets?|kali|times|flags?|segmen|segments?)\\b)`,
			'iy',
		),
		([whole, digits = '']) => {
			const isLoose = !/[=:]/.test(whole);
			if (isLoose && type === 'win') return undefined;
			return { type, value: readNumber(digits, true), isRaw: /raw/i.test(whole) };
		},
	);

export const seq: Recogniser = field(
	'seq',
	'seq(?:uence)?(?:nya)?(?:[ -](?:numbers?|num|no\\.?|nomor))?|nomor (?:urut|sekuens|sequence|seq)|squence number',
);

export const acknum: Recogniser = field(
	'acknum',
	'ack(?:nowledg(?:e)?ment|nowledge)?(?:nya)?(?:[ -](?:numbers?|num|no\\.?|nomor))?|nomor (?:ack|pengakuan|acknowledg(?:e)?ment)',
);

export const len: Recogniser = field(
	'len',
	'(?:data |payload |tcp |segment |tcp segment )?(?:len|length)(?:nya)?|panjang(?:nya)?(?: (?:data|payload|segmen|pesan))?(?:nya)?',
);

export const win: Recogniser = field('win', 'win(?:dow)?(?: size)?');
