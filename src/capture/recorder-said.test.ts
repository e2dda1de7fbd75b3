import { expect, test } from 'vitest';
import { reasonIn, saysInterfaceGone, saysListening, startError } from './recorder-said.ts';

test.each([
	['tcpdump: listening on br-lab, link-type EN10MB (Ethernet), snapshot length 65400 bytes\n', true],
	['tcpdump: data link type LINUX_SLL2\ntcpdump: listening on any, link-type LINUX_SLL2\n', true],
	['tcpdump: listening', false],
	['tcpdump: br-x: No such device exists\n', false],
])('saysListening() of %j is %s', (said, expected) => {
	expect(saysListening(said)).toBe(expected);
});

test.each([
	[
		"tcpdump: br-lab: You don't have permission to perform this capture on that device\n(socket: Operation not permitted)\n",
		'capture-forbidden',
		{ tool: 'tcpdump', iface: 'br-lab' },
	],
	['tcpdump: br-lab: No such device exists\n', 'no-such-interface', { iface: 'br-lab' }],
	['tcpdump: br-lab: That device is not up\n', 'interface-down', { iface: 'br-lab' }],
	[
		"tcpdump: can't parse filter expression: syntax error\n",
		'recorder-failed',
		{ said: "can't parse filter expression: syntax error" },
	],
	["tcpdump: Couldn't find user 'tcpdump'\n", 'recorder-failed', { said: "Couldn't find user 'tcpdump'" }],
	[
		"tcpdump: Couldn't change to 'root' uid=0 gid=0: Operation not permitted\n",
		'recorder-failed',
		{ said: "Couldn't change to 'root' uid=0 gid=0: Operation not permitted" },
	],
	['', 'recorder-failed', { said: '' }],
])('startError() of %j is %s', (said, code, details) => {
	expect(startError('tcpdump', 'br-lab', said)).toMatchObject({ code, details });
});

test('reasonIn() leaves out what tcpdump says when all is well', () => {
	const said = 'tcpdump: listening on br-lab\ntcpdump: pcap_loop: The interface disappeared\n3 packets captured\n';
	expect(reasonIn(said)).toBe('pcap_loop: The interface disappeared');
	expect(saysInterfaceGone(said)).toBe(true);
	expect(reasonIn('tcpdump: listening on br-lab\n3 packets captured\n')).toBe('');
});
