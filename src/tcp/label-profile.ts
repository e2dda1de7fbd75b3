/** The versions of Wireshark whose labels we can give; a student compares with the one on the screen. */
export type LabelProfileName = '4.0' | '4.4' | '4.6';
export const LABEL_PROFILE_NAMES: readonly LabelProfileName[] = ['4.0', '4.4', '4.6'];
export const DEFAULT_LABEL_PROFILE: LabelProfileName = '4.6';

/** In what the versions differ. Everything else is the same in all of them. */
export interface LabelProfile {
	/** The same SYN again after FIN or RST, and a SYN-ACK with another number, begin a new connection. */
	readonly newConnectionAfterEnd: boolean;
	/** A segment that an unacknowledged one covers wholly is a retransmission, never out of order. */
	readonly coveredIsRetransmission: boolean;
	/** A segment that ends at `next` may be out of order if what moved `next` there carried nothing. */
	readonly mayEndAtNext: boolean;
	/** What a late segment's age is measured from: the one that moved `next`, or the last packet of the other side. */
	readonly outOfOrderSince: 'next' | 'other-side';
	/** SACK blocks in the last ACK of the other side make a fast retransmission of any old segment. */
	readonly fastRetransmissionBySack: boolean;
	/** An ACK of unseen bytes is labelled each time, and moves the contiguous end to what it acknowledges. */
	readonly ackLostSegmentAlways: boolean;
	/** The answer to a zero-window probe may acknowledge the probe's byte. */
	readonly probeByteMayBeTaken: boolean;
	/** A window update that carries SACK blocks is a duplicate ACK. */
	readonly sackUpdateIsDuplicate: boolean;
	/** An ACK inside a segment counts as one of that segment. */
	readonly partialAck: boolean;
	/** The retransmission timeout is measured from the oldest segment at or after the resent one, not from any. */
	readonly timeoutFromSameSegment: boolean;
}

const V40: LabelProfile = {
	newConnectionAfterEnd: false,
	coveredIsRetransmission: false,
	mayEndAtNext: false,
	outOfOrderSince: 'next',
	fastRetransmissionBySack: false,
	ackLostSegmentAlways: false,
	probeByteMayBeTaken: false,
	sackUpdateIsDuplicate: false,
	partialAck: false,
	timeoutFromSameSegment: false,
};

const V44: LabelProfile = {
	newConnectionAfterEnd: true,
	coveredIsRetransmission: true,
	mayEndAtNext: true,
	outOfOrderSince: 'next',
	fastRetransmissionBySack: true,
	ackLostSegmentAlways: true,
	probeByteMayBeTaken: true,
	sackUpdateIsDuplicate: true,
	partialAck: true,
	timeoutFromSameSegment: true,
};

export const LABEL_PROFILES: { readonly [P in LabelProfileName]: LabelProfile } = {
	'4.0': V40,
	'4.4': V44,
	'4.6': { ...V44, outOfOrderSince: 'other-side' },
};
