declare module 'cap' {
	import type { EventEmitter } from 'node:events';

	/** What we use of it; the package brings no types. */
	export interface Cap extends EventEmitter {
		/**
		 * @param filter Empty: none.
		 * @param ringBytes Kernel memory; each frame takes 65616 of them.
		 * @param buffer Where each packet is put, over the one before.
		 * @returns The name of the link type.
		 */
		open(iface: string, filter: string, ringBytes: number, buffer: Buffer): string;
		close(): void;
		on(event: 'packet', listener: (bytes: number, truncated: boolean) => void): this;
	}

	const cap: { readonly Cap: new () => Cap };
	// biome-ignore lint/style/noDefaultExport: how Node imports a CommonJS package
	export default cap;
}
