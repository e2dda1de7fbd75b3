/* The least that a C program can do with libpcap: walk a capture of Ethernet frames and count TCP flags. */
#include <pcap/pcap.h>
#include <stdio.h>

static unsigned long flags_seen[256];

static const unsigned char *tcp_of(const unsigned char *frame, unsigned length) {
	if (length < 54) return NULL;
	unsigned type = frame[12] << 8 | frame[13];
	if (type == 0x0800 && frame[23] == 6) return frame + 14 + (frame[14] & 15) * 4;
	if (type == 0x86dd && frame[20] == 6) return frame + 54;
	return NULL;
}

int main(int count, char **words) {
	char error[PCAP_ERRBUF_SIZE];
	pcap_t *capture = count == 2 ? pcap_open_offline(words[1], error) : NULL;
	if (!capture) return 1;
	struct pcap_pkthdr *header;
	const unsigned char *frame;
	unsigned long packets = 0;
	while (pcap_next_ex(capture, &header, &frame) == 1) {
		packets++;
		const unsigned char *tcp = tcp_of(frame, header->caplen);
		if (tcp && tcp + 14 <= frame + header->caplen) flags_seen[tcp[13]]++;
	}
	printf("%lu packets, %lu SYN\n", packets, flags_seen[2]);
	pcap_close(capture);
	return 0;
}
