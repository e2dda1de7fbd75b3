/**
 * A bad cable: carries frames between two interfaces, and delays, drops, doubles or turns round some of them. In Perl,
 * because Node has no packet sockets, and every Debian has `perl-base`; so it works where the kernel has no netem (`tc`),
 * and for who is root only in a user namespace.
 *
 * Arguments: two interfaces, then rules `DIRECTION:KIND:VALUE` (0 is from the first to the second). What is dropped
 * does not depend on chance: the first frame with TCP data, then every n-th.
 */
export const WIRE_PROGRAM: string = String.raw`
use strict; use warnings; use Time::HiRes 'time';
my ($first, $second, @rules) = @ARGV;
my @sockets = map { open_on($_) } $first, $second;
my (@kinds, @counts, @queue);
for (@rules) { my ($way, $kind, $value) = split /:/; $kinds[$way]{$kind} = $value; }

sub open_on {
	my ($name) = @_;
	my $all = unpack 'S', pack 'n', 3;
	socket(my $socket, 17, 3, $all) or die "socket: $!\n";
	my $request = pack 'a16 x24', $name;
	ioctl($socket, 0x8933, $request) or die "$name: $!\n";
	bind($socket, pack 'S S i S C C a8', 17, $all, unpack('x16 i', $request), 0, 0, 0, '') or die "bind: $!\n";
	return $socket;
}

# Where TCP starts, its flags, and the bytes behind it; nothing for other frames.
sub tcp_of {
	my ($frame) = @_;
	return if length $frame < 54 || unpack('x12 n', $frame) != 0x800 || unpack('x23 C', $frame) != 6;
	my $at = 14 + (unpack('x14 C', $frame) & 15) * 4;
	my $end = 14 + unpack 'x16 n', $frame;
	my ($offset, $flags) = unpack "x$at x12 C C", $frame;
	return ($at, $flags, $end - $at - ($offset >> 4) * 4, $end);
}

# The kernel leaves the checksum to the network card; what we send has no card.
sub with_checksum {
	my ($frame, $at, $end) = @_;
	substr($frame, $at + 16, 2) = "\0\0";
	my $data = substr($frame, 26, 8) . pack('n n', 6, $end - $at) . substr($frame, $at, $end - $at);
	$data .= "\0" if length($data) % 2;
	my $sum = unpack '%32n*', $data;
	$sum = ($sum & 0xffff) + ($sum >> 16) while $sum >> 16;
	substr($frame, $at + 16, 2) = pack 'n', ~$sum & 0xffff;
	return $frame;
}

sub every { my ($way, $name, $period) = @_; return $counts[$way]{$name}++ % $period == 0; }

sub carry {
	my ($way, $frame) = @_;
	my $kind = $kinds[$way] || {};
	my ($at, $flags, $bytes, $end) = tcp_of($frame);
	my $due = time + ($kind->{delay} || 0) / 1000;
	if (defined $at) {
		$frame = with_checksum($frame, $at, $end);
		return if exists $kind->{'drop-syn'} && ($flags & 0x12) == 2;
		my $counts_for_drop = $bytes > 0 || $counts[$way]{drop};
		return if $kind->{drop} && $counts_for_drop && every($way, 'drop', int(100 / $kind->{drop} + 0.5));
		push @queue, [$due + 0.005, $way, $frame] if exists $kind->{duplicate} && $bytes > 0 && every($way, 'duplicate', 4);
		$due += 0.003 if exists $kind->{overtake} && $bytes > 1000 && every($way, 'overtake', 4);
	}
	push @queue, [$due, $way, $frame];
}

$| = 1;
print "ready\n";
for (;;) {
	@queue = sort { $a->[0] <=> $b->[0] } @queue;
	while (@queue && $queue[0][0] <= time) { my $next = shift @queue; send $sockets[1 - $next->[1]], $next->[2], 0; }
	my $ready = '';
	vec($ready, fileno $_, 1) = 1 for @sockets, *STDIN;
	my $wait = @queue ? $queue[0][0] - time : undef;
	select $ready, undef, undef, defined $wait && $wait < 0 ? 0 : $wait;
	exit if vec($ready, fileno STDIN, 1) && !sysread STDIN, my $nothing, 1;
	for my $way (0, 1) {
		next unless vec $ready, fileno $sockets[$way], 1;
		my $from = recv $sockets[$way], my $frame, 70000, 0;
		carry($way, $frame) if defined $from && unpack('x10 C', $from) != 4;
	}
}
`;
