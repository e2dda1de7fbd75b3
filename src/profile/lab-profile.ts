/** What a lab is, as data. The built-in ones are in `labs.ts`. */
export interface LabProfile {
	readonly name: string;
	/** The server's TCP port. */
	readonly port: number;
	/** What the server puts in front of a message to make its reply; `null` where the reply does not hold the message. */
	readonly replyPrefix: string | null;
	/** The word at which the typed client ends. */
	readonly endWord: string;
	/** Whether the end word goes to the server too, which then closes without a reply. */
	readonly endWordIsSent: boolean;
	/** What the automatic client sends, in order. */
	readonly messages: readonly string[];
	readonly services: { readonly server: string; readonly client: string };
}
