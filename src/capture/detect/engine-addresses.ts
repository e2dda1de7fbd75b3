/** Where engines listen, the likeliest first: `DOCKER_HOST` alone when it is set, as Docker's own command line does. */
export function engineAddresses(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
	const asked = environment.DOCKER_HOST;
	if (asked) return [asked];
	const caller = environment.SUDO_UID;
	// Who calls us with sudo may have an engine without root.
	const own = caller && caller !== '0' ? `/run/user/${caller}` : environment.XDG_RUNTIME_DIR;
	const home = environment.HOME;
	return [
		'unix:///var/run/docker.sock',
		...(own ? [`unix://${own}/docker.sock`] : []),
		...(home ? [`unix://${home}/.docker/run/docker.sock`, `unix://${home}/.docker/desktop/docker.sock`] : []),
		'unix:///run/podman/podman.sock',
		...(own ? [`unix://${own}/podman/podman.sock`] : []),
	];
}

/** How to reach an engine: a socket of this machine, or a host; `undefined` for what we do not speak (TLS, ssh). */
export function reachOf(
	address: string,
	environment: Readonly<Record<string, string | undefined>>,
): { readonly socketPath: string } | { readonly host: string; readonly port: number } | undefined {
	if (address.startsWith('unix://')) return { socketPath: address.slice('unix://'.length) };
	const isPlain = /^(tcp|http):\/\//.test(address) && !environment.DOCKER_TLS_VERIFY;
	if (!isPlain || !URL.canParse(address.replace(/^tcp:/, 'http:'))) return undefined;
	const { hostname, port } = new URL(address.replace(/^tcp:/, 'http:'));
	return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || DEFAULT_PORT) };
}

const DEFAULT_PORT = 2375;
