import { readYaml } from '../../profile/yaml-document.ts';
import type { ExpectSpec } from './spec.ts';

/**
 * Reads a specification. It is data: nothing in it is run.
 *
 * @param name What the text is called in an error: its file.
 * @param labs Names of the labs that it may speak of.
 * @throws CapnoteError `bad-yaml`, with a line for each thing that is wrong.
 */
export async function readSpec(text: string, name: string, labs: readonly string[]): Promise<ExpectSpec> {
	const { specSchema } = await import('./spec-schema.ts');
	return readYaml(text, name, () => specSchema(labs));
}
