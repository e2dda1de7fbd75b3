import type { Exchange } from '../tcp/exchanges.ts';
import { joinBytes } from '../tcp/exchanges.ts';
import { count, message, packets, row, table, term, text, yesNo } from './cells.ts';
import { closeTerm } from './connections-section.ts';
import type { ReportBlock, ReportRow } from './report.ts';
import type { Statement } from './statement.ts';
import { isOpened, type Subject, type Told } from './subject.ts';
import { countVotes, type Vote, type VoteCount } from './votes.ts';

/** For each connection of the voting lab its votes, checked against what was asked. */
export function voteBlocks(subject: Subject): ReadonlyMap<number, readonly ReportBlock[]> {
	const voting = subject.told.filter(({ profile, connection }) => profile?.name === 'voting' && isOpened(connection));
	const counts = countVotes(voting.map(({ connection, profile }) => connection.exchanges.filter(isVote(profile))));
	return new Map(
		voting.map((told, i) => [told.connection.connection, blocksOf(told, counts[i] ?? { votes: [], begins: null })]),
	);
}

/** True of what is no end word. */
function isVote(profile: Told['profile']): (exchange: Exchange) => boolean {
	return ({ request }) => request !== null && !isWord(request.parts, profile?.endWord);
}

function isWord(parts: readonly Uint8Array[], word: string | undefined): boolean {
	return new TextDecoder().decode(joinBytes(parts)).trim() === word;
}

function blocksOf(told: Told, count: VoteCount): readonly ReportBlock[] {
	return [
		{ kind: 'statements', statements: [...voteStatements(told, count), ...exitStatements(told)] },
		...table(
			'votes',
			['requestPackets', 'asked', 'valid', 'replyPackets', 'reply', 'saidCount', 'expectedCount', 'equal'],
			[...count.votes.map(voteRow), ...exitRows(told)],
		),
		...table('vote-totals', ['option', 'votes'], totalRows(count.votes)),
		...table('changed', ['what', 'inReqresp', 'here'], changedRows(told)),
	];
}

function voteRow(vote: Vote): ReportRow {
	const { said, expected, reply } = vote;
	return row(
		[...vote.requestPackets, ...vote.replyPackets],
		packets(vote.requestPackets),
		{ kind: 'data', bytes: vote.asked, isWhole: true },
		yesNo(vote.valid),
		packets(vote.replyPackets),
		reply === null ? null : { kind: 'data', bytes: reply, isWhole: true },
		count(said),
		count(expected),
		yesNo(said === null || expected === null ? null : said === expected),
	);
}

/** The end word, which no reply is expected to. */
function exitRows({ connection, profile }: Told): readonly ReportRow[] {
	return connection.exchanges
		.filter(({ request }) => request !== null && isWord(request.parts, profile?.endWord))
		.map(({ request, reply }) => {
			const [asked, said] = [request?.packets ?? [], reply?.packets ?? []];
			const rest = [null, packets(said), message(reply), null, null, null];
			return row([...asked, ...said], packets(asked), message(request), ...rest);
		});
}

function totals(
	votes: readonly Vote[],
): readonly { readonly option: string; readonly votes: number; readonly packets: readonly number[] }[] {
	const all = new Map<string, number[]>();
	for (const { option, requestPackets } of votes) {
		if (option !== null) all.set(option, [...(all.get(option) ?? []), requestPackets[0] ?? 0]);
	}
	return [...all]
		.map(([option, numbers]) => ({ option, votes: numbers.length, packets: numbers }))
		.sort((a, b) => (a.option < b.option ? -1 : 1));
}

function totalRows(votes: readonly Vote[]): readonly ReportRow[] {
	return totals(votes).map(({ option, votes: sum, packets: numbers }) => row(numbers, dataCell(option), count(sum)));
}

function dataCell(option: string) {
	return { kind: 'data' as const, bytes: new TextEncoder().encode(option), isWhole: true };
}

function voteStatements({ connection }: Told, { votes, begins }: VoteCount): readonly Statement[] {
	const counted = votes.filter(({ option }) => option !== null);
	const invalid = votes.filter(({ valid }) => valid === false);
	const differing = counted.find(({ said, expected }) => said !== expected);
	const number = connection.connection;
	const firsts = counted.flatMap(({ requestPackets }) => requestPackets.slice(0, 1));
	const statements: Statement[] = [];
	if (counted.length > 0) {
		const options = totals(votes).map(({ option, votes: sum }) => ({ option, votes: sum }));
		const agrees = connection.startSeen ? differing === undefined : null;
		statements.push({ kind: 'votes-counted', total: counted.length, options, agrees, packets: firsts });
	}
	if (differing?.option && differing.said !== null && differing.expected !== null) {
		const { option, said, expected, replyPackets } = differing;
		statements.push({ kind: 'vote-count-differs', option, said, expected, packets: replyPackets });
	}
	if (begins === 'anew')
		statements.push({ kind: 'counts-begin-anew', connection: number, packets: firsts.slice(0, 1) });
	if (begins === 'on') statements.push({ kind: 'counts-go-on', connection: number, packets: firsts.slice(0, 1) });
	if (invalid.length > 0) {
		const packetsOf = invalid.flatMap(({ requestPackets }) => requestPackets.slice(0, 1));
		statements.push({ kind: 'votes-invalid', count: invalid.length, packets: packetsOf });
	}
	return statements;
}

function exitStatements({ connection, profile }: Told): readonly Statement[] {
	if (!profile?.endWordIsSent) return [];
	const exit = connection.exchanges.find(({ request }) => request !== null && isWord(request.parts, profile.endWord));
	// Without its end the capture may have stopped before the reply.
	if (!exit?.request || exit.reply !== null || !connection.endSeen) return [];
	const { close } = connection;
	const bothClose = close.shape === 'three-segment' || close.shape === 'four-segment' || close.shape === 'simultaneous';
	return [
		{
			kind: 'exit-unanswered',
			word: profile.endWord,
			bothClose,
			packets: [...exit.request.packets, ...(bothClose ? close.packets : [])],
		},
	];
}

/** What is different from reqresp, as far as this capture shows it. */
function changedRows({ connection, profile }: Told): readonly ReportRow[] {
	const isExitSent = connection.exchanges.some(
		({ request }) => request !== null && isWord(request.parts, profile?.endWord),
	);
	return [
		row([connection.firstPacket], term('port'), text('2222'), text(`${connection.server.port}`)),
		row([], term('reply-rule'), term('prefix-rule'), term('vote-rule')),
		...(isExitSent ? [row([], term('end-word'), term('end-word-not-sent'), term('end-word-is-sent'))] : []),
		row(connection.close.packets, term('close-shape'), term('three-segment'), term(closeTerm(connection))),
		row([], term('server-state'), term('server-state-none'), term('server-state-counts')),
	];
}
