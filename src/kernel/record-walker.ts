/**
 * Fills a batch from the ordinary records of classic pcap in `[start, end)` of the read buffer, faster than the walker
 * itself can, and returns how many rows it filled. What follows is not whole, or not ordinary.
 *
 * @param little 1 if the file's numbers have their lowest byte first, 0 if not.
 */
export type RecordWalker = (
	start: number,
	end: number,
	little: number,
	recordBytes: number,
	linkType: number,
	nanosecondsPerUnit: number,
	unitsPerSecond: number,
) => number;
