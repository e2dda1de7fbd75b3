import type { ReplyPattern } from './reply-pattern.ts';

/** What a lab is, as data. The built-in ones are in `labs.ts`; a teacher's own come from `readLabProfile`. */
export interface LabProfile {
	readonly name: string;
	/** The server's TCP port. */
	readonly port: number;
	/** What the server puts in front of a message to make its reply; `null` where the reply is not made so. */
	readonly replyPrefix: string | null;
	/** How the server replies where that is more than a prefix; the first pattern that fits a message is taken. */
	readonly replyPatterns: readonly ReplyPattern[] | null;
	/** The word at which the typed client ends. */
	readonly endWord: string;
	/** Whether the end word goes to the server too, which then closes without a reply. */
	readonly endWordIsSent: boolean;
	/** What the server says before any message, where it speaks first. */
	readonly greeting: string | null;
	/** Which side should close first; `null` where that does not matter. */
	readonly closeStarter: 'client' | 'server' | null;
	/** What the automatic client sends, in order. */
	readonly messages: readonly string[];
	readonly services: { readonly server: string; readonly client: string };
}
