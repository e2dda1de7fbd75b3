/** What could be markup, a mention or a link in GitHub's Markdown. */
const MARKUP = /[\\`*_{}[\]<>|~@&]/g;
/** GitHub makes `#8` a link to issue 8: as code it stays a packet. */
const PACKETS = /#\d+(?:–#\d+)?/g;

/** Text for Markdown in which nothing is markup but packet numbers, which are code; on one line. */
export function escapeMarkdown(text: string): string {
	return text
		.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
		.replace(MARKUP, (sign) => `\\${sign}`)
		.replace(/^(\s*)([-+#]|\d+\.)(?=\s)/, '$1\\$2')
		.replace(PACKETS, (packets) => `\`${packets}\``);
}
