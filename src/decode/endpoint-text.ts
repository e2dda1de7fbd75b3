/** An address with a port: `172.18.0.3:2222`, and `[fd00::3]:2222` so that the port is not taken for a part (RFC 5952, section 6). */
export function endpointText(address: string, port: number): string {
	return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
