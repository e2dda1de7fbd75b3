/** What the host calls; also the entry of the WebAssembly build. */
export { internAddress, reserveAddresses } from './addresses.ts';
export { decodeRows } from './decode.ts';
export { forgetEnded } from './ended.ts';
export { resetHeap } from './heap.ts';
export { trackRows } from './track.ts';
export { forgetAddresses } from './unused-addresses.ts';
export { walkRecords } from './walk.ts';
export { writeRows } from './write.ts';
