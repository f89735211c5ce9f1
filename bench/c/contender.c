// The calls of ../cases.mjs in C: the floor that all others are compared with. Reads lines
// "case batches calls" and answers each with the median over the batches, in ns per round of the loop.
// With an argument it has a second thread, as every Node process has: looking up a descriptor costs more then.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { kMaxBatches = 64, kMaxOpened = 512 };

static const int bad = -1;
static int zero, null_device, pipe_in, pipe_out, udp;
static char bytes1[1], bytes64[64];
static struct sockaddr_in address;
static struct pollfd entry;
static socklen_t length;
static int number;
static int opened[kMaxOpened];

// CASE(index, whether it closes descriptors that must be opened before, code)
#define CASE(index, opens, code) \
  static void Case##index(long calls) { for (long i = 0; i < calls; i++) { code; } }
#include "cases.inc"
#undef CASE

static const struct {
  void (*run)(long calls);
  int opens;
} cases[] = {
#define CASE(index, opens, code) {Case##index, opens},
#include "cases.inc"
#undef CASE
};

static double Now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static int Compare(const void *a, const void *b) {
  const double difference = *(const double *)a - *(const double *)b;
  return difference < 0 ? -1 : difference > 0;
}

static double Measure(unsigned index, int batches, long calls) {
  double times[kMaxBatches];
  for (int batch = 0; batch < batches; batch++) {
    for (long i = 0; cases[index].opens && i < calls; i++) opened[i] = open("/dev/null", O_RDWR | O_CLOEXEC);
    const double start = Now();
    cases[index].run(calls);
    times[batch] = (Now() - start) / (double)calls;
  }
  qsort(times, (size_t)batches, sizeof *times, Compare);
  return times[batches / 2];
}

static void *Sleep(void *unused) {
  pause();
  return unused;
}

int main(int argc, char **argv) {
  (void)argv;
  pthread_t thread;
  if (argc > 1 && pthread_create(&thread, NULL, Sleep, NULL) != 0) return 1;
  int ends[2];
  if (pipe(ends) != 0) return 1;
  pipe_out = ends[0];
  pipe_in = ends[1];
  zero = open("/dev/zero", O_RDWR);
  null_device = open("/dev/null", O_RDWR);
  udp = socket(AF_INET, SOCK_DGRAM, 0);
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(udp, (struct sockaddr *)&address, sizeof address) != 0) return 1;
  address.sin_port = htons(9);
  entry = (struct pollfd){.fd = pipe_out, .events = POLLIN};

  unsigned index;
  int batches;
  long calls;
  while (scanf("%u %d %ld", &index, &batches, &calls) == 3) {
    if (index >= sizeof cases / sizeof *cases || batches > kMaxBatches || (cases[index].opens && calls > kMaxOpened)) return 1;
    printf("%.3f\n", Measure(index, batches, calls));
    fflush(stdout);
  }
  return 0;
}
