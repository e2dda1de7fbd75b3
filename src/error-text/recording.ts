import type { ErrorTexts, RecordingErrors } from '../error-text.ts';
import type { WayName } from '../errors.ts';

const WAYS: { readonly [W in WayName]: string } = {
	direct: 'as you are',
	sudo: 'sudo without a password',
	'user-namespace': "the engine's user namespace",
	'helper-container': 'a helper container',
};

/** Recording an interface. */
export const recording: ErrorTexts<RecordingErrors> = {
	'capture-forbidden': ({ tool, iface }) => ({
		what: `Cannot capture on "${iface}": ${tool} may not open a raw socket`,
		fix: `Run with sudo, or once: sudo setcap cap_net_raw,cap_net_admin=eip "$(command -v ${tool})"`,
	}),
	'no-such-interface': ({ iface, others }) => ({
		what: `Cannot record "${iface}": there is no such interface`,
		fix: others.length === 0 ? 'List what is there: ip -br link' : `Choose one of these with -i: ${others.join(', ')}`,
	}),
	'interface-down': ({ iface }) => ({
		what: `Cannot record "${iface}": the interface is down`,
		fix: `Set it up: sudo ip link set ${iface} up`,
	}),
	'network-empty': ({ network }) => ({
		what: `Cannot record the network "${network}" yet: podman makes its bridge when the first container starts`,
		fix: `Start the lab, or wait for it: capnote record --network ${network} --wait`,
	}),
	'bad-filter': ({ filter, said, didYouMean }) => ({
		what: `Cannot understand the filter "${filter}": ${said}`,
		fix: didYouMean === null ? 'See what filters look like: man pcap-filter' : `Did you mean: ${didYouMean}`,
	}),
	'cap-missing': ({ said }) => ({
		what: `Cannot record through libpcap: the package cap is not here or was not compiled ("${said}")`,
		fix: 'Use --driver tcpdump, or: sudo apt-get install libpcap-dev make g++ && npm install-scripts approve cap && npm rebuild cap',
	}),
	'no-way-to-record': ({ iface, tried }) => ({
		what: `Cannot capture on "${iface}". Tried: ${tried.map(({ way, said }) => `${WAYS[way]}: ${said}`).join('; ')}`,
		fix: 'Run with sudo, or once: sudo setcap cap_net_raw,cap_net_admin=eip "$(command -v tcpdump)"; a lab of our own needs neither: capnote lab reqresp',
	}),
	'recorder-failed': ({ tool, said }) => ({
		what: `Cannot record: ${tool} stopped and said "${said}"`,
		fix: `Try it by hand to see more: sudo ${tool} -D`,
	}),
	'driver-elsewhere': ({ iface, driver }) => ({
		what: `Cannot record "${iface}" with ${driver}: it is in another machine, where only tcpdump can be started`,
		fix: `Leave --driver ${driver} out.`,
	}),
	'recorder-late': ({ tool, seconds }) => ({
		what: `Cannot record: ${tool} did not begin within ${seconds} seconds`,
		fix: 'Is the machine very busy? Try once more.',
	}),
};
