/** What a word does to the words beside it, so that nothing of them is judged as if it were not there. */
export type Operator = 'order' | 'part' | 'comparison' | 'only' | 'hedge' | 'negation' | 'repeat';

/** Words of both languages that turn, order or restrict what is said; those that the lexicon knows are told by what they stand for. */
export const OPERATOR_WORDS: Readonly<Record<Operator, string>> = {
	order: `
		afterward afterwards beforehand earlier earliest later latest previous previously preceding subsequently meanwhile
		simultaneous simultaneously parallel concurrently consecutive successive meantime already-before interleaved
		dulu duluan dahulu belakangan mula-mula awalnya mulanya semula paralel serentak bersamaan berbarengan bergantian
		berurutan berturut-turut sambil selagi mendahului didahului terdahulu susulan menyusul antre
	`,
	part: `
		half most mostly majority minority rest remaining remainder none neither either few couple dozen pair both
		single average third-of quarter except excluding besides apart aside
		sisa sisanya selebihnya sebagian mayoritas kebanyakan setengah separuh sepertiga seperempat berbagai sepasang
		kedua-duanya ketiganya keduanya selain kecuali terkecuali rata-rata lainnya
	`,
	comparison: `
		longer shorter larger smaller bigger higher lower faster slower greater lesser fewer less more than equal equally
		different differently differ differs differing identical unlike similar similarly longest shortest largest smallest
		biggest highest lowest fastest slowest greatest least most maximum minimum max min double triple
		lebih kurang daripada dibanding dibandingkan ketimbang beda berbeda perbedaan serupa mirip paling terbesar terkecil
		terlama terpanjang terpendek tercepat terlambat tertinggi terendah terbanyak maksimum minimum maksimal dobel
	`,
	only: `
		alone exclusively merely solely purely except unless satu-satunya semata melulu doang saja melainkan tunggal instead rather
	`,
	hedge: `
		presumably seemingly supposedly supposed allegedly arguably assume assumes assumed assuming guess guessed believe
		believed suppose suspect suspected doubt doubtful expected ought claim claims claimed pretend wrong
		wrongly mistake mistaken mistakenly incorrect incorrectly false falsely untrue myth misconception supposedly
		sepertinya kayaknya tampaknya barangkali agaknya rasanya kira dikira mengira menduga diduga dianggap anggapan
		konon katanya keliru salah kesalahan seharusnya semestinya mestinya sebaiknya seolah seolah-olah seakan seakan-akan
		ragu bayangkan
	`,
	negation: `
		fail failed fails lack lacks lacking missing absent absence unable impossible hardly barely scarcely nothing nobody
		nowhere almost nearly unanswered unacknowledged undelivered gagal mustahil hampir jangan absen alpa nihil luput
	`,
	repeat: `
		again repeat repeats repeated repeatedly twice thrice once anymore
		lagi ulang diulang mengulang mengulangi berulang berulang-ulang berkali-kali sekali-lagi
	`,
};
