/** Why a recording ended. Everything but `stopped` and `count-reached` makes it incomplete. */
export type RecordingCause =
	| 'stopped'
	/** As many packets as were asked for are there. */
	| 'count-reached'
	/** The interface went away under the recorder. */
	| 'interface-gone'
	| 'disk-full'
	/** The file could not be written for another reason. */
	| 'write-failed'
	/** The recorder ended by itself. */
	| 'recorder-died'
	/** The recorder did not end when asked and was killed. */
	| 'recorder-killed'
	/** The user did not want to wait for the last packets. */
	| 'ended-at-once';
