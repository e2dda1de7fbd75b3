/** How a checked report can be shown. */
export const CHECK_FORMAT_NAMES = ['text', 'md', 'html', 'json', 'csv', 'junit'] as const;
export type CheckFormatName = (typeof CHECK_FORMAT_NAMES)[number];

/** What separates cells of CSV, by name: a shell would have its own idea of the signs. */
export const DELIMITER_NAMES = ['comma', 'semicolon', 'tab'] as const;

/** What makes a check fail. */
export const FAIL_ON_NAMES = ['refuted', 'none'] as const;
