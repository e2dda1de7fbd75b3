// The same file walked by pcap-parser, which decodes nothing.
import { parse } from 'pcap-parser';

let packets = 0;
parse(process.argv[2])
	.on('packet', () => packets++)
	.on('end', () => console.log(packets));
