import * as RULE from '../kernel/tcp-bits.ts';

/** The versions of Wireshark whose labels we can give; a student compares with the one on the screen. */
export type LabelProfileName = '4.0' | '4.4' | '4.6';
export const LABEL_PROFILE_NAMES: readonly LabelProfileName[] = ['4.0', '4.4', '4.6'];
export const DEFAULT_LABEL_PROFILE: LabelProfileName = '4.6';

/** What was new in 4.4 (see each bit). */
const SINCE_44 =
	RULE.NEW_CONNECTION_AFTER_END |
	RULE.COVERED_IS_RETRANSMISSION |
	RULE.MAY_END_AT_NEXT |
	RULE.FAST_RETRANSMISSION_BY_SACK |
	RULE.ACK_LOST_SEGMENT_ALWAYS |
	RULE.PROBE_BYTE_MAY_BE_TAKEN |
	RULE.SACK_UPDATE_IS_DUPLICATE |
	RULE.PARTIAL_ACK |
	RULE.TIMEOUT_FROM_SAME_SEGMENT;

const PROFILE_BITS: { readonly [P in LabelProfileName]: number } = {
	'4.0': RULE.OUT_OF_ORDER_SINCE_NEXT,
	'4.4': SINCE_44 | RULE.OUT_OF_ORDER_SINCE_NEXT,
	'4.6': SINCE_44 | RULE.FLIGHT_UNKNOWN_AT_FIRST | RULE.OLDER_IS_RECENT,
};

/** The rules of a version, as the kernel takes them. */
export function profileBits(profile: LabelProfileName): number {
	return PROFILE_BITS[profile];
}
