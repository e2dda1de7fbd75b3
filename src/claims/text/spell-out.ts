import type { PlainText } from '../report-document.ts';

/** How students write in a hurry, and the word that it stands for; those of chats and of speech. */
export const SHORT_FORMS: Readonly<Record<string, string>> = {
	yg: 'yang',
	dgn: 'dengan',
	dg: 'dengan',
	utk: 'untuk',
	tdk: 'tidak',
	gak: 'tidak',
	ga: 'tidak',
	nggak: 'tidak',
	ngga: 'tidak',
	enggak: 'tidak',
	engga: 'tidak',
	ndak: 'tidak',
	blm: 'belum',
	krn: 'karena',
	karna: 'karena',
	dr: 'dari',
	kpd: 'kepada',
	pd: 'pada',
	dlm: 'dalam',
	jg: 'juga',
	sdh: 'sudah',
	udah: 'sudah',
	tsb: 'tersebut',
	tp: 'tapi',
	jd: 'jadi',
	shg: 'sehingga',
	spt: 'seperti',
	bs: 'bisa',
	msh: 'masih',
	hrs: 'harus',
	scr: 'secara',
	hny: 'hanya',
	sblm: 'sebelum',
	stlh: 'setelah',
	ssdh: 'sesudah',
	'abis itu': 'setelah itu',
	trus: 'lalu',
	kalo: 'kalau',
	klo: 'kalau',
	bales: 'balas',
	dibales: 'dibalas',
	ngebales: 'membalas',
	ngebalas: 'membalas',
	ngirimin: 'mengirim',
	nanya: 'bertanya',
	nanyain: 'menanyakan',
	ngebuka: 'membuka',
	nunggu: 'menunggu',
	nampilin: 'menampilkan',
	pake: 'memakai',
	makai: 'memakai',
	dapet: 'mendapat',
	'nge-broadcast': 'mem-broadcast',
	ngebroadcast: 'mem-broadcast',
	req: 'request',
	resp: 'response',
	srv: 'server',
	'w/o': 'without',
	'w/': 'with',
};

const WORDS = Object.keys(SHORT_FORMS)
	.toSorted((a, b) => b.length - a.length)
	.join('|');
/** What is quoted is kept as it is. */
const QUOTED_OR_SHORT = new RegExp(
	`\`[^\`\\n]{0,200}\`|"[^"\\n]{0,200}"|(?<![\\p{L}\\d./_-])(${WORDS})(?![\\p{L}\\d/_]|[.-][\\p{L}\\d])`,
	'giu',
);

/** The text with short forms written out; places stay those of the text. */
export function spelledOut(plain: PlainText): PlainText {
	const { text, offsets } = plain;
	const parts: string[] = [];
	const moved: number[] = [];
	let at = 0;
	const copy = (to: number): void => {
		parts.push(text.slice(at, to));
		for (let i = at; i < to; i++) moved.push(offsets[i] ?? 0);
		at = to;
	};
	for (const { 0: whole, 1: short, index } of text.matchAll(QUOTED_OR_SHORT)) {
		if (short === undefined) continue;
		copy(index);
		const long = SHORT_FORMS[short.toLowerCase()] ?? short;
		parts.push(/^\p{Lu}/u.test(short) ? long.charAt(0).toUpperCase() + long.slice(1) : long);
		for (let i = 0; i < long.length; i++) moved.push(offsets[index + Math.min(i, whole.length - 1)] ?? 0);
		at = index + whole.length;
	}
	if (at === 0) return plain;
	copy(text.length);
	moved.push(offsets[text.length] ?? 0);
	return { text: parts.join(''), offsets: moved };
}
