import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createList, remembering } from './list.ts';

const index = fc.oneof(fc.integer({ min: -12, max: 12 }), fc.constantFrom(1.5, -1.5, Number.NaN, Infinity, -Infinity));

describe('createList()', () => {
	test('is cut and read as an array is', () => {
		fc.assert(
			fc.property(fc.nat(8), index, fc.option(index, { nil: undefined }), index, (length, start, end, at) => {
				const array = Array.from({ length }, (_, i) => i * 10);
				const list = createList(length, (i) => i * 10);
				expect([...list]).toEqual(array);
				expect(list.at(at)).toBe(array.at(at));
				expect([...list.slice(start, end)]).toEqual(array.slice(start, end));
				expect([...list.slice(start, end).slice(at)]).toEqual(array.slice(start, end).slice(at));
				expect(list.slice(start, end).length).toBe(array.slice(start, end).length);
			}),
		);
	});

	test('makes only what is asked for', () => {
		const made: number[] = [];
		const list = createList(1_000_000, (i) => made.push(i));
		list.slice(10, 500_000).at(-1);
		for (const _ of list.slice(3)) break;
		expect(made).toEqual([499_999, 3]);
	});
});

describe('remembering()', () => {
	test('makes again only what had to make room', () => {
		const made: number[] = [];
		const get = remembering(3, (i) => {
			made.push(i);
			return { i };
		});
		expect(get(0)).toBe(get(0));
		for (const i of [0, 1, 2, 0, 1, 2]) expect(get(i)).toEqual({ i });
		expect(made).toEqual([0, 1, 2]);
		get(3);
		expect(get(0)).toEqual({ i: 0 });
		expect(made).toEqual([0, 1, 2, 3, 0]);
	});
});
