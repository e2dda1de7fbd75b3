/** The hidden command of our own program that runs `libpcap-child.ts`. */
export const LIBPCAP_COMMAND = 'record-inside';
