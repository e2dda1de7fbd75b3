import * as z from 'zod';
import { withRequirement } from '../requirement-schema.ts';
import type { ExpectSpec } from './spec.ts';

/** The schema of a specification; zod takes 80 ms to load, so import this file only where one is read. */
export function specSchema(labs: readonly string[]): z.ZodType<ExpectSpec> {
	return withRequirement({
		expect: z.literal(1),
		capture: z.string().min(1),
		lab: z.enum(labs).optional(),
		port: z.int().min(1).max(65_535).optional(),
	});
}
