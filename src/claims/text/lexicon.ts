/** What a word stands for, whatever the language. */
export type Concept =
	| ('CLIENT' | 'SERVER' | 'PUBLISHER' | 'SUBSCRIBER' | 'BOTH' | 'EACH_OTHER')
	| ('SEND' | 'REPLY' | 'RECEIVE' | 'ACKNOWLEDGE' | 'OPEN' | 'CLOSE' | 'START' | 'ASK' | 'READ' | 'WAIT' | 'LISTEN')
	| ('RETRANSMISSION' | 'DUPLICATE' | 'LOSS' | 'ERROR' | 'RESET' | 'REFUSE')
	| (
			| 'DATA'
			| 'REQUEST'
			| 'RESPONSE'
			| 'ECHO'
			| 'EVENT'
			| 'PACKET'
			| 'SEGMENT'
			| 'CONNECTION'
			| 'HANDSHAKE'
			| 'EXCHANGE'
	  )
	| (
			| 'FLAG'
			| 'ROW'
			| 'FRAME'
			| 'SYN_WORD'
			| 'PAYLOAD'
			| 'LENGTH'
			| 'SEQ'
			| 'ACKNUM'
			| 'WINDOW'
			| 'MSS'
			| 'MTU'
			| 'WINDOW_SCALE'
			| 'TTL'
			| 'CHECKSUM'
	  )
	| (
			| 'ARP'
			| 'BROADCAST'
			| 'UNICAST'
			| 'MAC'
			| 'IP'
			| 'PORT'
			| 'ADDRESS'
			| 'SOURCE'
			| 'DESTINATION'
			| 'HOST'
			| 'PROTOCOL'
	  )
	| ('TCP' | 'UDP' | 'HTTP' | 'MQTT' | 'ICMP' | 'DNS' | 'SOAP' | 'IPV4' | 'IPV6')
	| ('TIME' | 'DURATION' | 'RTT' | 'TOTAL' | 'COUNT' | 'CAPTURE' | 'FILTER' | 'FILE' | 'TOPIC')
	| ('BEFORE' | 'AFTER' | 'THEN' | 'FIRST' | 'LAST' | 'WHEN' | 'NEXT' | 'UNTIL' | 'BEGINS_WITH' | 'ENDS_WITH')
	| ('EVERY' | 'ONLY' | 'ALWAYS' | 'NOT' | 'WITHOUT' | 'SEVERAL' | 'EACH')
	| ('IF' | 'BECAUSE' | 'SO' | 'MEANS' | 'PROBABLY' | 'GENERALLY' | 'EXAMPLE' | 'INTEND' | 'DEFINES' | 'FUNCTION')
	| (
			| 'GRACEFUL'
			| 'SUCCESS'
			| 'FAILED'
			| 'THREE_WAY'
			| 'FOUR_WAY'
			| 'EMPTY'
			| 'SAME'
			| 'SWAP'
			| 'SEPARATE'
			| 'PIGGYBACK'
	  )
	| ('TO' | 'FROM' | 'BY' | 'WITH' | 'BETWEEN' | 'AND' | 'OR' | 'WHILE' | 'WHICH' | 'IS' | 'THERE_IS' | 'CONTAINS')
	| ('RAW' | 'RELATIVE' | 'INCREASE' | 'CONGESTION' | 'MORE' | 'LESS' | 'AT_LEAST' | 'ABOUT' | 'OTHER' | 'SIDE');

interface Entry {
	/** One word, anchored by the lexer. */
	readonly word?: RegExp;
	/** Several words, in lower case. */
	readonly phrases?: readonly string[];
	/** For tests: words and phrases that must be read as this. */
	readonly examples: readonly string[];
}

/** The words of both languages; students mix them, so they stand together. */
export const LEXICON: { readonly [C in Concept]: Entry } = {
	CLIENT: {
		word: /^(?:clients?|klien|kliennya|clientnya|pengguna|initiator|nc|netcat)$/,
		phrases: [
			'pengirim permintaan',
			'client side',
			'sisi client',
			'sisi klien',
			'pihak client',
			'pihak klien',
			'the client',
			'komputer client',
			'client computer',
			'client.py',
			'program client',
			'container client',
			'pengirim syn',
		],
		examples: ['client', 'klien', 'sisi client'],
	},
	SERVER: {
		word: /^(?:servers?|servernya|peladen|penyedia|broker|brokernya)$/,
		phrases: [
			'penyedia layanan',
			'server side',
			'sisi server',
			'pihak server',
			'the server',
			'server.py',
			'program server',
			'container server',
			'daytime server',
			'web server',
			'time server',
			'http server',
		],
		examples: ['server', 'peladen', 'broker', 'pihak server'],
	},
	PUBLISHER: { word: /^(?:publishers?|penerbit)$/, examples: ['publisher'] },
	SUBSCRIBER: { word: /^(?:subscribers?|pelanggan)$/, examples: ['subscriber'] },
	BOTH: {
		word: /^(?:keduanya|both)$/,
		phrases: [
			'kedua sisi',
			'kedua pihak',
			'kedua belah pihak',
			'both sides',
			'both ends',
			'both parties',
			'kedua host',
			'kedua node',
			'masing-masing pihak',
			'masing-masing sisi',
			'each side',
		],
		examples: ['kedua sisi', 'both sides'],
	},
	EACH_OTHER: {
		phrases: [
			'satu sama lain',
			'each other',
			'one another',
			'dua arah',
			'both directions',
			'bolak-balik',
			'secara bergantian',
		],
		examples: ['satu sama lain', 'each other'],
	},
	SEND: {
		word: /^(?:(?:me|di|ter|ke)?n?g?k?irim(?:kan|i|an|nya|kannya)?|pengirim(?:an|annya)|sends?|sending|sent|transmit(?:s|ted|ting)?|transfer(?:s|red)?|mentransmisikan|ditransmisikan|menyampaikan|disampaikan|meneruskan|diteruskan|mentransfer|issu(?:es|ed)|emits?|forwards?|forwarded|men[gk]?-?send|mengetik(?:kan)?|types?|typed|keluar|melakukan)$/,
		phrases: ['melakukan pengiriman'],
		examples: ['mengirim', 'mengirimkan', 'dikirim', 'dikirimkan', 'kirim', 'sends', 'sent', 'pengiriman'],
	},
	REPLY: {
		word: /^(?:(?:mem|di|ter)?balas(?:kan|i|nya)?|me?respond?s?|direspond?s?|meresponse|di-?response|(?:men|di)?jawab(?:nya)?|menanggapi|ditanggapi|menyahut|respond(?:s|ed|ing)|repl(?:y|ies|ied|ying)|answer(?:s|ed|ing)?|returns?|returned|mengembalikan|dikembalikan|memantulkan)$/,
		phrases: [
			'mengirim balik',
			'kirim balik',
			'mengirimkan balik',
			'mengirim kembali',
			'mengirimkan kembali',
			'mengirimkannya kembali',
			'dikirim kembali',
			'send back',
			'sends back',
			'sent back',
			'echoes back',
			'mengirim balasan',
			'mengirimkan balasan',
			'memberi balasan',
			'memberikan balasan',
			'mengirim respons',
			'memberikan respons',
			'memberikan respon',
			'mengirim respon',
			'sends a reply',
			'sends a response',
			'sends the reply',
			'sends its reply',
			'balas pesan',
			'membalas pesan',
			'balik menjawab',
		],
		examples: ['membalas', 'merespons', 'merespon', 'menjawab', 'responds', 'replies', 'mengirim balik'],
	},
	RECEIVE: {
		word: /^(?:(?:me|di)?n?t?erima(?:nya|kan)?|penerima(?:an|annya)?|receiv(?:e|es|ed|ing)|mendapat(?:kan)?|didapat(?:kan)?|gets?|got|sampai|tiba|arriv(?:e|es|ed)|menangkap)$/,
		examples: ['menerima', 'diterima', 'receives', 'received'],
	},
	ACKNOWLEDGE: {
		word: /^(?:mengakui|diakui|(?:meng|di)?k?onfirmasi(?:kan)?|acknowledg(?:e|es|ed|ing)|acknoledg(?:e|es|ed)|meng-?ack|di-?ack|acks|acked|confirm(?:s|ed|ing)?)$/,
		phrases: ['memberi konfirmasi', 'memberikan konfirmasi', 'mengirim konfirmasi'],
		examples: ['mengakui', 'mengkonfirmasi', 'mengonfirmasi', 'acknowledges'],
	},
	OPEN: {
		word: /^(?:membuka|dibuka|terbuka|pembukaan|(?:mem|di|ter)bangun(?:nya)?|pembangunan|(?:mem|di|ter)?bentuk(?:nya|kan)?|pembentukan|terjalin|menjalin|opens?|opened|opening|establish(?:es|ed|ing|ment)?|ter-?establish(?:ed)?|konek|terkoneksi|connects?|connected|connecting|terhubung|menghubungi|menghubungkan|men-?connect)$/,
		examples: ['membuka', 'dibuka', 'terbentuk', 'established', 'opened', 'terhubung'],
	},
	CLOSE: {
		word: /^(?:(?:me|di|ter|pe)?n?t?utup(?:an|nya|annya|kan)?|(?:meng|di|ber|peng)?akhir(?:i|nya|an)|berakhir|(?:mem|di|ter|pem)?p?utus(?:kan|an|nya)?|menghentikan|dihentikan|terminasi|terminat(?:e|es|ed|ing|ion|ions)|clos(?:e|es|ed|ing|ure)|teardown|tear-?down|disconnect(?:s|ed|ing|ion)?|finali[sz]ed?|ended|shutdown|finish(?:es|ed)?|penghentian|pengakhiran|mengakhiri)$/,
		phrases: [
			'shut down',
			'shuts down',
			'torn down',
			'tears down',
			'ends the connection',
			'end of the connection',
			'end the connection',
			'selesai mengirim',
		],
		examples: [
			'menutup',
			'ditutup',
			'penutupan',
			'memutus',
			'pemutusan',
			'terminated',
			'closes',
			'closing',
			'diputus',
			'disconnect',
		],
	},
	START: {
		word: /^(?:memulai|dimulai|mulai|mengawali|(?:meng)?inisiasi(?:kan)?|diinisiasi|initiat(?:e|es|ed|ing|or|ion)|starts?|started|starting|begins?|began|beginning)$/,
		examples: ['memulai', 'initiated', 'menginisiasi'],
	},
	ASK: {
		word: /^(?:menanyakan|bertanya|ditanyakan|tanya|asks?|asked|asking|queries|mencari|looks|searches|wants)$/,
		phrases: [
			'who has',
			'who-has',
			'siapa yang memiliki',
			'siapa pemilik',
			'siapa yang punya',
			'mencari tahu',
			'looks for',
			'asking who',
			'asks who',
			'siapa',
		],
		examples: ['menanyakan', 'asks', 'who has', 'siapa pemilik'],
	},
	READ: {
		word: /^(?:membaca|dibaca|baca|reads?|reading|mencetak|print|prints|menampilkan)$/,
		examples: ['membaca', 'reads'],
	},
	WAIT: { word: /^(?:menunggu|tunggu|waits?|waiting|menanti)$/, examples: ['menunggu', 'waits'] },
	LISTEN: {
		word: /^(?:listen|listens|listening|mendengar(?:kan)?|me-?listen|standby|berjalan|running|runs)$/,
		examples: ['listen', 'mendengarkan'],
	},
	RETRANSMISSION: {
		word: /^(?:retransmissions?|retransmisi|retransmit(?:s|ted)?|retransmitted|re-transmission|diretransmisi|meretransmisi|resent|resends?|pengulangan)$/,
		phrases: [
			'dikirim ulang',
			'pengiriman ulang',
			'mengirim ulang',
			'kirim ulang',
			'mengirimkan ulang',
			'tcp retransmission',
			'sent again',
			'transmisi ulang',
			'spurious retransmission',
			'fast retransmission',
		],
		examples: ['retransmission', 'retransmisi', 'dikirim ulang'],
	},
	DUPLICATE: {
		word: /^(?:duplikat|duplikasi|duplicates?|duplicated|terduplikasi|ganda|dobel|double)$/,
		phrases: ['dua kali', 'recorded twice', 'terekam dua kali', 'muncul dua kali', 'twice', 'dup ack', 'duplicate ack'],
		examples: ['duplikat', 'dua kali', 'twice'],
	},
	LOSS: { word: /^(?:hilang|kehilangan|loss|lost|missing|drop|dropped)$/, examples: ['hilang', 'lost'] },
	ERROR: {
		word: /^(?:error|errors|eror|kesalahan|gangguan|masalah|kendala|galat|failures?)$/,
		examples: ['error', 'kesalahan'],
	},
	RESET: { word: /^(?:reset|resets|resetting|direset|di-?reset|mereset|me-?reset)$/, examples: ['reset'] },
	REFUSE: {
		word: /^(?:menolak|ditolak|penolakan|refus(?:e|es|ed)|reject(?:s|ed)?)$/,
		phrases: ['connection refused'],
		examples: ['ditolak', 'refused'],
	},
	DATA: {
		word: /^(?:data|datanya|pesan|pesannya|messages?|pesan-pesan|text|teks|isi|inputan|input|kata|string|body|perintah)$/,
		phrases: ['isi pesan', 'application data'],
		examples: ['data', 'pesan', 'message'],
	},
	REQUEST: {
		word: /^(?:requests?|requestnya|permintaan(?:nya)?|kueri|query)$/,
		examples: ['request', 'permintaan'],
	},
	RESPONSE: {
		word: /^(?:responses?|responsenya|respons?|responnya|responsnya|balasan(?:nya)?|jawaban(?:nya)?|tanggapan(?:nya)?|reply|replies|answers?)$/,
		phrases: ['data balasan', 'pesan balasan', 'reply message', 'hasil requestnya', 'hasil request'],
		examples: ['response', 'respons', 'balasan', 'data balasan'],
	},
	ECHO: { word: /^(?:echo|echoes|echoed|echo-?kan|meng-?echo|di-?echo|gema)$/, examples: ['echo'] },
	EVENT: {
		word: /^(?:events?|upcalls?|callback|callbacks|notifikasi)$/,
		phrases: ['upcall event', 'pesan event', 'pesan upcall'],
		examples: ['event', 'upcall'],
	},
	PACKET: {
		word: /^(?:packets?|paket|paketnya|paket-paket|datagrams?)$/,
		phrases: ['packet data', 'paket data'],
		examples: ['packet', 'paket'],
	},
	SEGMENT: { word: /^(?:segments?|segmen|segmennya)$/, examples: ['segment', 'segmen'] },
	CONNECTION: {
		word: /^(?:connections?|koneksi(?:nya)?|sambungan|hubungan|sesi|session|sessions|communication|komunikasi(?:nya)?|stream|streams|percakapan|conversations?)$/,
		phrases: ['tcp connection', 'tcp connections', 'koneksi tcp', 'sesi tcp', 'komunikasi tcp'],
		examples: ['connection', 'koneksi', 'komunikasi'],
	},
	HANDSHAKE: {
		word: /^(?:handshakes?|handshaking|handshakenya|hand-shake|handsake|hanshake)$/,
		phrases: ['jabat tangan', 'hand shake', 'jabat tangan tiga arah', 'hand shaking'],
		examples: ['handshake', 'jabat tangan', 'handshaking'],
	},
	EXCHANGE: {
		word: /^(?:exchanges?|pertukaran|bertukar|saling|exchanged)$/,
		phrases: ['saling bertukar', 'pertukaran data', 'data exchange'],
		examples: ['pertukaran', 'exchange'],
	},
	FLAG: {
		word: /^(?:flags?|flagnya|bendera|tanda|bit|bits)$/,
		phrases: ['tcp flag', 'tcp flags', 'bit kontrol', 'control bits'],
		examples: ['flag', 'bendera'],
	},
	ROW: { word: /^(?:baris|row|rows|lines?|step|steps|langkah|nomor|no|number|line)$/, examples: ['baris', 'row'] },
	FRAME: { word: /^(?:frames?|bingkai)$/, phrases: ['seluruh frame', 'whole frame'], examples: ['frame'] },
	SYN_WORD: { word: /^(?:sinkronisasi|synchroni[sz]ation)$/, examples: ['sinkronisasi'] },
	PAYLOAD: {
		word: /^(?:payloads?|payloadnya|muatan|isinya)$/,
		phrases: ['data length', 'panjang data', 'tcp payload'],
		examples: ['payload', 'muatan'],
	},
	LENGTH: {
		word: /^(?:lengths?|panjang(?:nya)?|ukuran(?:nya)?|sebesar|sepanjang|berukuran|size|sizes|len)$/,
		examples: ['length', 'panjang', 'ukuran'],
	},
	SEQ: {
		word: /^(?:seq|sekuens)$/,
		phrases: ['sequence number', 'sequence numbers', 'nomor urut', 'nomor sekuens', 'seq number', 'nomor sequence'],
		examples: ['sequence number', 'nomor urut'],
	},
	ACKNUM: {
		phrases: [
			'ack number',
			'acknowledgment number',
			'acknowledgement number',
			'nomor ack',
			'nomor pengakuan',
			'acknowledge number',
			'acknowledgement numbers',
			'nomor acknowledgment',
			'nomor acknowledgement',
		],
		examples: ['ack number', 'nomor pengakuan'],
	},
	WINDOW: {
		word: /^(?:window|windows|jendela|win|rwnd)$/,
		phrases: ['window size', 'ukuran window', 'receive window', 'advertised window', 'buffer space'],
		examples: ['window', 'window size'],
	},
	MSS: { word: /^(?:mss)$/, phrases: ['maximum segment size'], examples: ['mss'] },
	WINDOW_SCALE: {
		word: /^(?:wscale|ws)$/,
		phrases: ['window scale', 'window scaling', 'skala window', 'scale factor'],
		examples: ['window scale', 'skala window'],
	},
	TTL: { word: /^(?:ttl)$/, phrases: ['time to live'], examples: ['ttl'] },
	MTU: { word: /^(?:mtu)$/, examples: ['mtu'] },
	CHECKSUM: { word: /^(?:checksums?)$/, examples: ['checksum'] },
	ARP: {
		word: /^(?:arp)$/,
		phrases: ['address resolution protocol', 'paket arp', 'arp request/response'],
		examples: ['arp'],
	},
	BROADCAST: {
		word: /^(?:broadcasts?|siaran|di-?broadcast|mem-?broadcast|menyiarkan|disiarkan|broadcasted)$/,
		phrases: [
			'ke semua host',
			'ke semua perangkat',
			'ke semua node',
			'ke semua komputer',
			'ke seluruh host',
			'ke seluruh perangkat',
			'ke seluruh jaringan',
			'to everyone',
			'to everybody',
			'to all hosts',
			'to every host',
			'to all devices',
			'to the whole network',
		],
		examples: ['broadcast', 'siaran'],
	},
	UNICAST: { word: /^(?:unicast)$/, examples: ['unicast'] },
	MAC: {
		word: /^(?:mac|mac-nya|macnya)$/,
		phrases: ['alamat mac', 'mac address', 'alamat fisik', 'alamat mac-nya', 'mac addresses'],
		examples: ['alamat mac', 'mac address'],
	},
	IP: {
		word: /^(?:ip|ip-nya|ipnya)$/,
		phrases: ['alamat ip', 'ip address', 'ip addresses'],
		examples: ['alamat ip', 'ip address'],
	},
	PORT: {
		word: /^(?:ports?|portnya|port-nya|porta)$/,
		phrases: ['nomor port', 'port number', 'tcp port', 'tcp port number', 'port numbers'],
		examples: ['port', 'nomor port'],
	},
	ADDRESS: { word: /^(?:address|addresses|alamat|alamatnya)$/, examples: ['alamat'] },
	SOURCE: { word: /^(?:source|sumber|asal|src|asalnya)$/, examples: ['source', 'asal'] },
	DESTINATION: { word: /^(?:destination|tujuan|dst|dest|tujuannya)$/, examples: ['destination', 'tujuan'] },
	HOST: {
		word: /^(?:hosts?|node|nodes|container|containers|kontainer|komputer|computers?|device|devices|perangkat|mesin|machine)$/,
		examples: ['host', 'container'],
	},
	PROTOCOL: { word: /^(?:protocols?|protokol(?:nya)?)$/, examples: ['protocol', 'protokol'] },
	TCP: { word: /^(?:tcp)$/, phrases: ['transmission control protocol'], examples: ['tcp'] },
	UDP: { word: /^(?:udp)$/, phrases: ['user datagram protocol'], examples: ['udp'] },
	HTTP: { word: /^(?:http)$/, examples: ['http'] },
	MQTT: { word: /^(?:mqtt)$/, examples: ['mqtt'] },
	ICMP: { word: /^(?:icmp(?:v[46])?|ping)$/, examples: ['icmp', 'icmpv6'] },
	DNS: { word: /^(?:dns)$/, examples: ['dns'] },
	SOAP: { word: /^(?:soap|wsdl)$/, examples: ['soap'] },
	IPV4: { word: /^(?:ipv4)$/, examples: ['ipv4'] },
	IPV6: { word: /^(?:ipv6)$/, examples: ['ipv6'] },
	TIME: { word: /^(?:waktu|time|times|pukul|jam|detik|saat|timestamp|t)$/, examples: ['waktu', 'time'] },
	DURATION: {
		word: /^(?:durasi|durasinya|duration|lamanya|selama|berlangsung|lasts?|lasted|took|takes)$/,
		phrases: ['total durasi', 'total waktu', 'selisih waktu'],
		examples: ['durasi', 'duration'],
	},
	RTT: {
		word: /^(?:rtt|delay|latensi|latency|delaynya|jeda)$/,
		phrases: ['round-trip time', 'round trip time', 'waktu bolak-balik'],
		examples: ['rtt', 'delay'],
	},
	TOTAL: {
		word: /^(?:total|totalnya|keseluruhan|seluruhnya|altogether|sebanyak|in-total)$/,
		phrases: ['in total', 'secara keseluruhan'],
		examples: ['total', 'sebanyak'],
	},
	COUNT: {
		word: /^(?:jumlah|jumlahnya|count|banyaknya|terdiri)$/,
		phrases: ['number of'],
		examples: ['jumlah', 'number of'],
	},
	CAPTURE: {
		word: /^(?:capture|captured|captures|rekaman|terekam|merekam|tercapture|tangkapan|tertangkap|capturing|trace|pcap|wireshark|tcpdump|tercatat|recorded|recording|mengcapture)$/,
		examples: ['capture', 'rekaman', 'tercatat'],
	},
	FILTER: {
		word: /^(?:filter|filters|filtered|filtering|difilter|menyaring|disaring|filternya)$/,
		examples: ['filter'],
	},
	FILE: { word: /^(?:file|berkas|filenya)$/, examples: ['file', 'berkas'] },
	TOPIC: { word: /^(?:topic|topik|topics)$/, examples: ['topic', 'topik'] },
	BEFORE: {
		word: /^(?:sebelum|sebelumnya|before|mendahului|precedes|prior|preceded)$/,
		phrases: ['prior to', 'ahead of', 'lebih dulu dari', 'lebih awal dari'],
		examples: ['sebelum', 'before'],
	},
	AFTER: {
		word: /^(?:setelah|sesudah|after|sehabis|usai|following|follows|followed|seusai|begitu|once)$/,
		phrases: ['didahului oleh'],
		examples: ['setelah', 'sesudah', 'after'],
	},
	THEN: {
		word: /^(?:lalu|kemudian|then|selanjutnya|berikutnya|diikuti|disusul|next|followed-by|dilanjutkan|barulah|menyusul|kemudiannya)$/,
		phrases: [
			'and then',
			'diikuti oleh',
			'diikuti dengan',
			'dilanjutkan dengan',
			'disusul oleh',
			'followed by',
			'after that',
			'setelah itu',
			'sesudah itu',
			'baru kemudian',
			'disusul dengan',
		],
		examples: ['lalu', 'kemudian', 'then', 'diikuti oleh', 'followed by'],
	},
	FIRST: {
		word: /^(?:pertama|first|awal|firstly|duluan|dahulu|pertama-tama)$/,
		phrases: ['lebih dulu', 'lebih dahulu', 'terlebih dahulu', 'pertama kali', 'yang pertama', 'for the first time'],
		examples: ['pertama', 'lebih dulu', 'first'],
	},
	LAST: {
		word: /^(?:terakhir|last|akhir|finally|akhirnya|final|terakhirnya)$/,
		examples: ['terakhir', 'last', 'finally'],
	},
	WHEN: {
		word: /^(?:ketika|saat|when|pada-saat|sewaktu|tatkala)$/,
		phrases: ['pada saat', 'pada waktu', 'at the time'],
		examples: ['ketika', 'when'],
	},
	NEXT: { word: /^(?:selanjutnya|berikut|berikutnya|subsequent)$/, examples: ['berikut'] },
	UNTIL: { word: /^(?:sampai|hingga|until|till)$/, examples: ['hingga', 'until'] },
	BEGINS_WITH: {
		word: /^(?:diawali|mengawali)$/,
		phrases: [
			'dimulai dengan',
			'dimulai dari',
			'diawali dengan',
			'diawali oleh',
			'starts with',
			'begins with',
			'started with',
			'bermula dari',
			'dibuka dengan',
			'opens with',
			'started by',
		],
		examples: ['diawali dengan', 'begins with'],
	},
	ENDS_WITH: {
		word: /^(?:diakhiri)$/,
		phrases: [
			'diakhiri dengan',
			'diakhiri oleh',
			'ends with',
			'berakhir dengan',
			'ditutup dengan paket',
			'ended with',
			'closes with',
			'selesai dengan',
			'finalised with',
			'finalized with',
			'ended by',
		],
		examples: ['diakhiri dengan', 'ends with'],
	},
	EVERY: {
		word: /^(?:setiap|tiap|semua|seluruh|every|all|masing-masing|segala)$/,
		phrases: ['setiap kali', 'tiap kali', 'each time', 'every time', 'each of', 'all of'],
		examples: ['setiap', 'semua', 'every', 'all'],
	},
	EACH: { word: /^(?:each)$/, examples: ['each'] },
	ONLY: { word: /^(?:hanya|cuma|sekadar|sekedar|only|just|solely|hanyalah)$/, examples: ['hanya', 'only'] },
	ALWAYS: {
		word: /^(?:selalu|always|senantiasa|terus|continuously|constantly)$/,
		phrases: ['terus menerus', 'terus-menerus'],
		examples: ['selalu', 'always'],
	},
	NOT: {
		word: /^(?:tidak|bukan|belum|tak|no|not|never|none|nor|isn't|doesn't|didn't|don't|wasn't|aren't|weren't|hasn't|haven't|couldn't|tiada|bukanlah|tidaklah|nihil|neither|cannot|can't|zero)$/,
		phrases: [
			'tidak ada',
			'tidak terdapat',
			'tidak ditemukan',
			'tidak terjadi',
			'tidak terlihat',
			'tidak muncul',
			'tidak pernah',
			'belum ada',
			'there is no',
			'there are no',
			'there were no',
			'there was no',
			'does not',
			'do not',
			'did not',
			'is not',
			'are not',
			'was not',
			'were not',
			'has no',
			'have no',
			'free of',
			'bebas dari',
			'tidak ada satu pun',
			'could not',
			'tidak menemukan',
			'tidak ada satupun',
			'tidak satu pun',
			'tidak satupun',
			'tak satu pun',
			'tak ada satu pun',
			'tidak ada sama sekali',
			'not a single',
			'not one',
			'not even one',
			'not a',
		],
		examples: ['tidak', 'tidak ada', 'no', 'not', 'there are no'],
	},
	WITHOUT: { word: /^(?:tanpa|without)$/, phrases: ['tanpa adanya', 'tanpa ada'], examples: ['tanpa', 'without'] },
	SEVERAL: { word: /^(?:beberapa|several|some|many|banyak|multiple|sejumlah)$/, examples: ['beberapa', 'several'] },
	IF: {
		word: /^(?:jika|kalau|apabila|bila|if|misalkan|unless|andaikan|seandainya|whenever)$/,
		examples: ['jika', 'if'],
	},
	BECAUSE: {
		word: /^(?:karena|sebab|because|disebabkan|akibat|akibatnya|since|due|dikarenakan|lantaran|menyebabkan|caused|causes|dipicu|triggered|akibatkan|diakibatkan)$/,
		phrases: ['due to', 'oleh karena itu', 'indikasi', 'indicate potential'],
		examples: ['karena', 'because', 'disebabkan'],
	},
	SO: {
		word: /^(?:sehingga|maka|therefore|so|hence|jadi|demikian|thus|agar|supaya)$/,
		phrases: ['so that', 'dengan demikian', 'oleh karena itu'],
		examples: ['sehingga', 'therefore'],
	},
	MEANS: {
		word: /^(?:berarti|artinya|means?|meaning|menandakan|menunjukkan|menunjukan|indicat(?:es?|ing|ed)|shows?|showing|signif(?:y|ies)|bermakna|mengindikasikan|ditandai|membuktikan|proves?|evident|evidenced)$/,
		phrases: [
			'yang berarti',
			'yang artinya',
			'yang menandakan',
			'which means',
			'yang menunjukkan',
			'evident from',
			'this is evident from',
		],
		examples: ['yang berarti', 'menandakan', 'indicates'],
	},
	PROBABLY: {
		word: /^(?:mungkin|kemungkinan|probably|perhaps|maybe|likely|seems?|seemed|appears|sepertinya|tampaknya|diduga|apparently|kira-kira|possibly|potential|potentially)$/,
		phrases: ['i think', 'menurut saya'],
		examples: ['mungkin', 'probably', 'seems'],
	},
	GENERALLY: {
		word: /^(?:umumnya|biasanya|generally|usually|typically|normally|secara-umum|lazimnya|teori|teoretis|theory|konsep|pada-dasarnya|pola|model|akan|would|should|must|harus|biasa|may|might|will)$/,
		phrases: ['secara umum', 'pada umumnya', 'in general', 'pada dasarnya', 'secara teori', 'in theory'],
		examples: ['umumnya', 'usually', 'secara teori'],
	},
	EXAMPLE: {
		word: /^(?:contoh|contohnya|misal|misalnya|example|ilustrasi|e\.g|seperti)$/,
		phrases: ['for example', 'for instance', 'sebagai contoh', 'such as'],
		examples: ['misalnya', 'for example'],
	},
	INTEND: { word: /^(?:ingin|mau|hendak|akan|wants?|intends?|bermaksud|untuk)$/, examples: ['ingin', 'wants'] },
	DEFINES: {
		word: /^(?:adalah|merupakan|ialah|yaitu|yakni|is|are|was|were|definisi|defined|refers|disebut|dikenal|digunakan|berfungsi|used|called)$/,
		examples: ['adalah', 'merupakan', 'is'],
	},
	FUNCTION: {
		word: /^(?:fungsi|function|method|metode|kode|code|program|script|loop|library|modul|pemanggilan)$/,
		examples: ['fungsi', 'method'],
	},
	GRACEFUL: {
		word: /^(?:graceful|gracefully|rapi|orderly|normal|normally|sempurna|baik|bersih|cleanly|clean|properly|benar)$/,
		phrases: ['dengan rapi', 'secara normal', 'dengan baik', 'secara rapi', 'dengan benar'],
		examples: ['dengan rapi', 'gracefully'],
	},
	SUCCESS: {
		word: /^(?:berhasil|sukses|success|successful|successfully|complete|completed|completes|lengkap|selesai|siap|penuh|done)$/,
		examples: ['berhasil', 'successfully'],
	},
	FAILED: { word: /^(?:gagal|failed|fails?|incomplete|unsuccessful)$/, examples: ['gagal', 'failed'] },
	THREE_WAY: {
		word: /^(?:three-way|3-way|3way|three-step|3-step|threeway|tiga-arah)$/,
		phrases: [
			'three way',
			'3 way',
			'tiga arah',
			'tiga tahap',
			'tiga langkah',
			'three step',
			'3 arah',
			'tiga jalan',
			'3 tahap',
			'3 langkah',
			'tree way',
			'three steps',
		],
		examples: ['three-way', '3-way', '3 way', 'tiga tahap'],
	},
	FOUR_WAY: {
		word: /^(?:four-way|4-way|4way|four-step|4-step|fourway)$/,
		phrases: [
			'four way',
			'4 way',
			'empat arah',
			'empat tahap',
			'empat langkah',
			'four step',
			'4 arah',
			'4 tahap',
			'4 langkah',
			'four steps',
		],
		examples: ['four-way', '4-way', 'empat langkah'],
	},
	EMPTY: {
		word: /^(?:kosong|empty)$/,
		phrases: [
			'tanpa data',
			'tanpa payload',
			'no data',
			'no payload',
			'without data',
			'without payload',
			'tidak membawa data',
			'carries no data',
			'tanpa muatan',
			'tidak berisi data',
		],
		examples: ['kosong', 'tanpa data', 'no payload'],
	},
	SAME: { word: /^(?:sama|same|identik|identical|equal|equals)$/, examples: ['sama', 'same'] },
	SWAP: { word: /^(?:terbalik|swapped|tertukar|reversed)$/, examples: ['tertukar', 'swapped'] },
	SEPARATE: {
		word: /^(?:terpisah|tersendiri|sendiri|separate|separately|murni|pure)$/,
		phrases: ['of its own', 'of their own'],
		examples: ['terpisah', 'separate'],
	},
	PIGGYBACK: { word: /^(?:piggyback|piggybacked|menumpang|ditumpangkan)$/, examples: ['piggyback'] },
	TO: { word: /^(?:ke|kepada|to|menuju|pada|untuk|towards?|dengan-tujuan)$/, examples: ['ke', 'kepada', 'to'] },
	FROM: { word: /^(?:dari|from|milik|of|asal)$/, examples: ['dari', 'from'] },
	BY: { word: /^(?:oleh|by)$/, examples: ['oleh', 'by'] },
	WITH: {
		word: /^(?:dengan|with|memakai|menggunakan|using|pakai|via|melalui|membawa|carrying|ber-?flag|berflag|through|bersama)$/,
		examples: ['dengan', 'with', 'menggunakan'],
	},
	BETWEEN: { word: /^(?:antara|between|antar|among)$/, examples: ['antara', 'between'] },
	AND: { word: /^(?:dan|and|serta|sekaligus|juga|also|&|plus)$/, examples: ['dan', 'and'] },
	OR: { word: /^(?:atau|or)$/, examples: ['atau', 'or'] },
	WHILE: {
		word: /^(?:sedangkan|sementara|while|whereas|tetapi|tapi|namun|but|however|padahal)$/,
		examples: ['sedangkan', 'while', 'but'],
	},
	WHICH: { word: /^(?:yang|which|that|where|dimana|di-mana|who)$/, examples: ['yang', 'which'] },
	IS: { word: /^(?:ini|itu|tersebut|this|it|its|these|those|nya)$/, examples: ['this', 'tersebut'] },
	THERE_IS: {
		word: /^(?:ada|adanya|terdapat|tedapat|terjadi|terlihat|tampak|muncul|ditemukan|there|exists?|occurs?|occurred|seen|visible|observed|found|terlihatlah|happens?|happened|dijalankan|dilakukan|dilakukannya|tercipta)$/,
		phrases: [
			'dapat dilihat',
			'bisa dilihat',
			'can be seen',
			'could be seen',
			'may be seen',
			'dapat diamati',
			'can tell',
		],
		examples: ['terdapat', 'terjadi', 'there'],
	},
	CONTAINS: {
		word: /^(?:berisi|berisikan|mengandung|memuat|contains?|containing|carries|carry|carried|holds?|includes?|including|isinya|memiliki|has|have|bernilai|berupa|membawa|terdiri|consists?)$/,
		phrases: ['terdiri dari', 'terdiri atas', 'consists of', 'made up of'],
		examples: ['berisi', 'contains', 'memiliki'],
	},
	RAW: { word: /^(?:raw|mentah|asli|absolute|absolut)$/, examples: ['raw'] },
	RELATIVE: { word: /^(?:relative|relatif)$/, examples: ['relatif'] },
	INCREASE: {
		word: /^(?:meningkat|increas(?:e|es|ed|ing)|naik|bertambah|rising|grows?|growing|decreas(?:e|es|ed|ing)|menurun)$/,
		examples: ['meningkat', 'increasing'],
	},
	CONGESTION: { word: /^(?:congestion|kemacetan|kepadatan|congested)$/, examples: ['congestion'] },
	MORE: { phrases: ['lebih dari', 'more than', 'over'], examples: ['lebih dari', 'more than'] },
	LESS: { phrases: ['kurang dari', 'less than', 'fewer than'], examples: ['kurang dari', 'less than'] },
	AT_LEAST: {
		word: /^(?:minimal|sedikitnya|setidaknya|paling-sedikit)$/,
		phrases: ['at least', 'paling sedikit'],
		examples: ['setidaknya', 'at least'],
	},
	ABOUT: {
		word: /^(?:sekitar|kurang-lebih|approximately|about|around|roughly|±|~|nearly|hampir)$/,
		phrases: ['kurang lebih'],
		examples: ['sekitar', 'about'],
	},
	OTHER: { word: /^(?:lain|lainnya|other|another|others|selain|besides)$/, examples: ['lain', 'other'] },
	SIDE: { word: /^(?:sisi|pihak|side|sides|parties|party|arah|direction|directions)$/, examples: ['sisi', 'side'] },
};

const BY_WORD = new Map<string, readonly Concept[]>();
const ENTRIES = Object.entries(LEXICON) as [Concept, Entry][];

/** Phrases by their first word, longest first. */
const PHRASES: ReadonlyMap<string, readonly (readonly [string, Concept])[]> = (() => {
	const found = new Map<string, [string, Concept][]>();
	for (const [concept, { phrases = [] }] of ENTRIES)
		for (const phrase of phrases) {
			const first = /^[\p{L}\d'./-]+/u.exec(phrase)?.[0] ?? phrase;
			found.set(first, [...(found.get(first) ?? []), [phrase, concept]]);
		}
	for (const list of found.values()) list.sort((a, b) => b[0].length - a[0].length);
	return found;
})();

/** What a single word in lower case stands for; most stand for one thing, `sampai` for two. */
export function conceptsOf(word: string): readonly Concept[] {
	if (word.length > 24) return [];
	const known = BY_WORD.get(word);
	if (known) return known;
	const made = ENTRIES.filter(([, entry]) => entry.word?.test(word)).map(([concept]) => concept);
	if (BY_WORD.size < 20_000) BY_WORD.set(word, made);
	return made;
}

/** The longest phrase that begins at a place of a text in lower case. */
export function phraseAt(text: string, at: number, first: string): readonly [string, Concept] | undefined {
	return PHRASES.get(first)?.find(([phrase]) => {
		const end = at + phrase.length;
		return text.startsWith(phrase, at) && !/[\p{L}\d]/u.test(text[end] ?? '');
	});
}
