import * as z from 'zod';
import type { BothLanguages, Nanoseconds } from '../json-shape.ts';

/** zod takes 80 ms to load: import this folder only where a schema is asked for. */

/** One of these words: all of them must be named, or it does not compile. */
export function oneOf<T extends string>(words: { readonly [W in T]: true }): z.ZodType<T> {
	return z.enum(Object.keys(words) as [T, ...T[]]);
}

/** One of the shapes that a union has, by their `kind`: all of them must be named. */
export function ofKind<T extends { readonly kind: string }>(
	shapes: {
		readonly [K in T['kind']]: z.ZodType<Extract<T, { readonly kind: K }>>;
	},
): z.ZodType<T> {
	return z.union(Object.values(shapes) as z.ZodType<T>[]) as z.ZodType<T>;
}

export const count: z.ZodNumber = z.int().min(0);
export const raw: z.ZodType<number> = count.max(0xffff_ffff);
export const byteLimit: z.ZodType<number> = count.max(255);
export const port: z.ZodType<number> = count.max(65_535);
export const packet: z.ZodNumber = z.int().min(1);
export const packets: z.ZodType<readonly number[]> = z.array(packet);
export const words: z.ZodType<readonly string[]> = z.array(z.string());
export const text: z.ZodNullable<z.ZodString> = z.string().nullable();

export const nanoseconds: z.ZodType<Nanoseconds> = z
	.string()
	.regex(/^-?\d+$/)
	.meta({ id: 'Nanoseconds', description: 'Nanoseconds as a decimal string' });

export const both: z.ZodType<BothLanguages> = z
	.strictObject({ en: z.string(), id: z.string() })
	.meta({ id: 'BothLanguages', description: 'A sentence in English and Indonesian' });
