import { INPUT } from './layout.ts';
import { byteAt, int32At, load, store, uint16At } from './memory.ts';
import {
	ROW_ACKNOWLEDGMENT,
	ROW_AT,
	ROW_CAPTURED_BYTES,
	ROW_DATAGRAM,
	ROW_DESTINATION_ADDRESS,
	ROW_DESTINATION_PORT,
	ROW_FLAGS,
	ROW_LINK_TYPE,
	ROW_NETWORK,
	ROW_NETWORK_AT,
	ROW_ORIGINAL_BYTES,
	ROW_PAYLOAD_AT,
	ROW_PAYLOAD_BYTES,
	ROW_PROTOCOL,
	ROW_SEQUENCE,
	ROW_SLOW,
	ROW_SOURCE_ADDRESS,
	ROW_SOURCE_PORT,
	ROW_STOP,
	ROW_TRANSPORT_AT,
	ROW_WINDOW,
} from './rows.ts';
import { NETWORK_IPV4, PROTOCOL_TCP } from './tcp-bits.ts';

const LINK_TYPE_ETHERNET: i32 = 1;
const ETHERNET_BYTES: i32 = 14;
const ETHER_TYPE_IPV4: i32 = 0x0800;
const IPV4_BYTES: i32 = 20;
const FRAGMENT_BITS: i32 = 0x3fff;
const IP_PROTOCOL_TCP: i32 = 6;
const TCP_BYTES: i32 = 20;
const FLAG_BITS: i32 = 0x01ff;

/**
 * Decodes the rows that nearly all are: untagged Ethernet, IPv4 in one piece, a whole TCP header. The numbers of the
 * others are left in the column `slow` for the decoders of `decode/`, which know all rules; what these would write
 * into a row is what is written here.
 *
 * @returns How many rows are slow.
 */
export function decodeRows(rows: i32): i32 {
	let slow: i32 = 0;
	for (let row: i32 = 0; row < rows; row++) {
		if (decodeRow(row << 2)) continue;
		store(ROW_SLOW + (slow << 2), row);
		slow++;
	}
	return slow;
}

/** Longer than our functions are: all of its steps share what they read. */
function decodeRow(row: i32): boolean {
	const captured = load(ROW_CAPTURED_BYTES + row);
	if (load(ROW_LINK_TYPE + row) !== LINK_TYPE_ETHERNET || captured < ETHERNET_BYTES + IPV4_BYTES + TCP_BYTES)
		return false;
	const frame = INPUT + load(ROW_AT + row);
	const ip = frame + ETHERNET_BYTES;
	if (uint16At(frame + 12) !== ETHER_TYPE_IPV4 || byteAt(ip + 9) !== IP_PROTOCOL_TCP) return false;
	const versionAndLength = byteAt(ip);
	const header = (versionAndLength & 0x0f) << 2;
	if (versionAndLength >>> 4 !== 4 || header < IPV4_BYTES || (uint16At(ip + 6) & FRAGMENT_BITS) !== 0) return false;
	const original = load(ROW_ORIGINAL_BYTES + row);
	// Lengths of 2 GiB and more are negative here.
	if (original < 0) return false;
	const onWire = (original > captured ? original : captured) - ETHERNET_BYTES;
	const said = uint16At(ip + 2);
	const total = said === 0 || said > onWire ? onWire : said;
	const left = captured - ETHERNET_BYTES;
	const available = (total < left ? total : left) - header;
	if (available < TCP_BYTES) return false;
	const tcp = ip + header;
	const offsetAndFlags = uint16At(tcp + 12);
	const tcpHeader = (offsetAndFlags >>> 12) << 2;
	if (tcpHeader < TCP_BYTES || tcpHeader > available) return false;
	store(ROW_PROTOCOL + row, PROTOCOL_TCP);
	store(ROW_NETWORK + row, NETWORK_IPV4);
	store(ROW_DATAGRAM + row, 0);
	store(ROW_NETWORK_AT + row, ETHERNET_BYTES);
	store(ROW_TRANSPORT_AT + row, ETHERNET_BYTES + header);
	store(ROW_PAYLOAD_AT + row, ETHERNET_BYTES + header + tcpHeader);
	store(ROW_PAYLOAD_BYTES + row, total - header - tcpHeader);
	store(ROW_STOP + row, 0);
	store(ROW_SOURCE_ADDRESS + row, int32At(ip + 12));
	store(ROW_DESTINATION_ADDRESS + row, int32At(ip + 16));
	store(ROW_SOURCE_PORT + row, uint16At(tcp));
	store(ROW_DESTINATION_PORT + row, uint16At(tcp + 2));
	store(ROW_SEQUENCE + row, int32At(tcp + 4));
	store(ROW_ACKNOWLEDGMENT + row, int32At(tcp + 8));
	store(ROW_FLAGS + row, offsetAndFlags & FLAG_BITS);
	store(ROW_WINDOW + row, uint16At(tcp + 14));
	return true;
}
