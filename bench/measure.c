/* Runs a command with its output thrown away, and writes to descriptor 3 what the kernel says of it:
 * wall time in ns, user and system time in µs, the largest resident set in KiB. Ends with the command's status. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long now(void) {
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(int count, char **words) {
	if (count < 2) return 2;
	long long start = now();
	pid_t child = fork();
	if (child < 0) return 126;
	if (child == 0) {
		int nothing = open("/dev/null", O_RDWR);
		for (int fd = 0; fd < 3; fd++) dup2(nothing, fd);
		close(3);
		execvp(words[1], words + 1);
		_exit(127);
	}
	int status = 0;
	struct rusage used;
	wait4(child, &status, 0, &used);
	dprintf(3, "%lld %lld %lld %ld\n", now() - start, used.ru_utime.tv_sec * 1000000LL + used.ru_utime.tv_usec,
		used.ru_stime.tv_sec * 1000000LL + used.ru_stime.tv_usec, used.ru_maxrss);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 125;
}
