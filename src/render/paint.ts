import type pico from 'picocolors';
import type { AnnotatedPacket } from '../tcp/analysis.ts';

export type Colors = ReturnType<typeof pico.createColors>;

/** Client and server in two colours; everything else plain. Colour only repeats what the words say. */
export function painter(packet: AnnotatedPacket | undefined, colors: Colors): (text: string) => string {
	if (packet?.segment?.side === 'client') return colors.cyan;
	if (packet?.segment?.side === 'server') return colors.yellow;
	return colors.dim;
}
