import * as z from 'zod';
import { analyzeSchema } from './analyze-schema.ts';
import { reportSchema } from './report-schema.ts';

/** The commands whose output has a JSON Schema. */
export const SCHEMA_NAMES = ['analyze', 'report'] as const;
export type SchemaName = (typeof SCHEMA_NAMES)[number];

const SCHEMAS: { readonly [N in SchemaName]: z.ZodType } = { analyze: analyzeSchema, report: reportSchema };

/** The JSON Schema (draft 2020-12) of what a command prints with `-f json`. */
export function jsonSchemaText(name: SchemaName): string {
	return `${JSON.stringify(z.toJSONSchema(SCHEMAS[name], { target: 'draft-2020-12' }), null, '\t')}\n`;
}
