import type { ErrorTexts, RecordingErrors } from '../../../error-text.ts';
import type { WayName } from '../../../errors.ts';

const WAYS: { readonly [W in WayName]: string } = {
	direct: 'sebagai Anda sendiri',
	sudo: 'sudo tanpa kata sandi',
	'user-namespace': 'user namespace milik engine',
	'helper-container': 'container pembantu',
};

/** Recording an interface. */
export const recording: ErrorTexts<RecordingErrors> = {
	'capture-forbidden': ({ tool, iface }) => ({
		what: `Tidak dapat merekam di "${iface}": ${tool} tidak boleh membuka raw socket`,
		fix: `Jalankan dengan sudo, atau sekali saja: sudo setcap cap_net_raw,cap_net_admin=eip "$(command -v ${tool})"`,
	}),
	'no-such-interface': ({ iface, others }) => ({
		what: `Tidak dapat merekam "${iface}": interface itu tidak ada`,
		fix: others.length === 0 ? 'Lihat yang ada: ip -br link' : `Pilih salah satu dengan -i: ${others.join(', ')}`,
	}),
	'interface-down': ({ iface }) => ({
		what: `Tidak dapat merekam "${iface}": interface itu mati (down)`,
		fix: `Nyalakan: sudo ip link set ${iface} up`,
	}),
	'network-empty': ({ network }) => ({
		what: `Jaringan "${network}" belum dapat direkam: podman membuat bridge-nya saat container pertama dijalankan`,
		fix: `Jalankan praktikumnya, atau tunggu: capnote record --network ${network} --wait`,
	}),
	'bad-filter': ({ filter, said, didYouMean }) => ({
		what: `Filter "${filter}" tidak dimengerti: ${said}`,
		fix: didYouMean === null ? 'Lihat bentuk filter: man pcap-filter' : `Mungkin maksudnya: ${didYouMean}`,
	}),
	'cap-missing': ({ said }) => ({
		what: `Tidak dapat merekam melalui libpcap: paket cap tidak ada atau belum dikompilasi ("${said}")`,
		fix: 'Pakai --driver tcpdump, atau: sudo apt-get install libpcap-dev make g++ && npm install-scripts approve cap && npm rebuild cap',
	}),
	'no-way-to-record': ({ iface, tried }) => ({
		what: `Tidak dapat merekam di "${iface}". Sudah dicoba: ${tried.map(({ way, said }) => `${WAYS[way]}: ${said}`).join('; ')}`,
		fix: 'Jalankan dengan sudo, atau sekali saja: sudo setcap cap_net_raw,cap_net_admin=eip "$(command -v tcpdump)"; praktikum kami sendiri tidak memerlukannya: capnote lab reqresp',
	}),
	'recorder-failed': ({ tool, said }) => ({
		what: `Tidak dapat merekam: ${tool} berhenti dan berkata "${said}"`,
		fix: `Coba langsung untuk melihat lebih banyak: sudo ${tool} -D`,
	}),
	'driver-elsewhere': ({ iface, driver }) => ({
		what: `Tidak dapat merekam "${iface}" dengan ${driver}: interface itu ada di mesin lain, dan di sana hanya tcpdump yang dapat dijalankan`,
		fix: `Jangan pakai --driver ${driver}.`,
	}),
	'recorder-late': ({ tool, seconds }) => ({
		what: `Tidak dapat merekam: ${tool} belum mulai dalam ${seconds} detik`,
		fix: 'Apakah mesin ini sangat sibuk? Coba sekali lagi.',
	}),
};
