import { expect, test } from 'vitest';
import { analyze } from '../../analyze.ts';
import { FLAG } from '../../decode/tcp.ts';
import { pcapFile, tcpFrame } from '../../testing/frames.ts';
import { bytesSource } from '../../testing/source.ts';
import { checkReport } from '../check-report.ts';
import { readDocument } from '../read-document.ts';

const CLIENT = { source: '10.77.0.2', destination: '10.77.0.3', sourcePort: 40_000, destinationPort: 2222 };
const SERVER = { source: '10.77.0.3', destination: '10.77.0.2', sourcePort: 2222, destinationPort: 40_000 };
const FRAMES = [
	{ ...CLIENT, sequence: 100, flags: FLAG.syn },
	{ ...SERVER, sequence: 500, acknowledgment: 101, flags: FLAG.syn | FLAG.ack },
	{ ...CLIENT, sequence: 101, acknowledgment: 501, flags: FLAG.ack },
].map(tcpFrame);
/** A link type that is for users. */
const USER_0 = 147;
/** Ethernet, IPv4, and the ports. */
const PORTS_END = 38;

const TRUE = ['The client sends SYN in packet 1.', 'The server answers with SYN,ACK.', 'There are 3 TCP packets.'];
const FALSE = ['The client sends RST in packet 1.', 'There are 7 TCP packets.'];

async function verdicts(
	sentences: readonly string[],
	kept: readonly number[],
	linkType = 1,
): Promise<readonly string[]> {
	const frames = FRAMES.map((bytes, i) => ({
		...{ seconds: 1, fraction: i, originalBytes: bytes.length },
		bytes: bytes.slice(0, kept[i]),
	}));
	const result = await analyze(bytesSource(pcapFile(frames, { linkType })));
	const { documents } = checkReport([await readDocument('report.md', sentences.join('\n\n'))], [result]);
	return documents.flatMap(({ claims }) => claims.map(({ verdict }) => verdict));
}

test.each([
	['whose headers the snaplen cut', [PORTS_END, PORTS_END, PORTS_END], 1],
	['of a link that is not read', [], USER_0],
])('of packets %s nothing is refuted', async (_name, kept, linkType) => {
	const found = await verdicts([...TRUE, ...FALSE], kept, linkType);
	expect(found).toHaveLength(TRUE.length + FALSE.length);
	expect(found).not.toContain('refuted');
});

test('one such packet keeps from refuting what others would have to show, not what another one is', async () => {
	expect(await verdicts(FALSE, [60, PORTS_END, 60])).toEqual(['refuted', 'not-checkable']);
	expect(await verdicts(FALSE, [])).toEqual(['refuted', 'refuted']);
});
