// The client of ../sockets.mjs, the same for all servers: load MODE PORT PID COUNT. PID is the server's; the CPU time
// it took is part of every answer, a line of JSON. COUNT is
//   echo: messages to send, one after the other, on one connection; time of a round trip
//   receive, send: bytes that the server receives or sends; bytes a second
//   answer: milliseconds to run; each of kConnections threads connects, sends a message, reads the answer up to the
//     end and closes; connections a second
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { kMessage = 64, kBulk = 64 * 1024, kConnections = 8, kWarmUps = 500, kGiveUpSeconds = 30 };

static struct sockaddr_in server;
static double deadline;

static double Now(clockid_t clock) {
  struct timespec time;
  return clock_gettime(clock, &time) == 0 ? (double)time.tv_sec * 1e9 + (double)time.tv_nsec : 0;
}

static void Check(int good, const char *what) {
  if (good) return;
  fprintf(stderr, "load: error: ");
  perror(what);
  exit(1);
}

static int Connect(void) {
  const int on = 1;
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  Check(fd >= 0 && connect(fd, (struct sockaddr *)&server, sizeof server) == 0, "connect");
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return fd;
}

/** Sends a message and reads it back. */
static void Exchange(int fd, char *message) {
  char answer[kMessage];
  Check(write(fd, message, kMessage) == kMessage, "write");
  for (size_t length = 0; length < kMessage;) {
    const ssize_t count = read(fd, answer + length, kMessage - length);
    Check(count > 0, "read: the answer is too short");
    length += (size_t)count;
  }
  Check(memcmp(message, answer, kMessage) == 0, "the answer is not what was sent");
}

static int Compare(const void *a, const void *b) {
  const double difference = *(const double *)a - *(const double *)b;
  return difference < 0 ? -1 : difference > 0;
}

static void Echo(long long count) {
  const int fd = Connect();
  char message[kMessage] = "";
  double *times = malloc((size_t)count * sizeof *times);
  Check(times != NULL, "malloc");
  for (long long i = -kWarmUps; i < count; i++) {
    memcpy(message, &i, sizeof i);
    const double start = Now(CLOCK_MONOTONIC);
    Exchange(fd, message);
    if (i >= 0) times[i] = Now(CLOCK_MONOTONIC) - start;
  }
  close(fd);
  qsort(times, (size_t)count, sizeof *times, Compare);
  printf("{\"p50\": %.0f, \"p99\": %.0f, \"operations\": %lld", times[count / 2], times[count * 99 / 100],
         count + kWarmUps);
}

static void Bulk(int sends, long long total) {
  static char bytes[kBulk];
  const double start = Now(CLOCK_MONOTONIC);
  const int fd = Connect();
  long long done = 0;
  ssize_t count;
  for (; sends && done < total; done += count) Check((count = write(fd, bytes, sizeof bytes)) > 0, "write");
  if (sends) shutdown(fd, SHUT_WR);
  // The end of the stream says that the server has all: with unread data it would have reset the connection.
  while ((count = read(fd, bytes, sizeof bytes)) > 0) done += count;
  Check(count == 0 && done == total, "read: not the bytes that were to come");
  printf("{\"rate\": %.0f, \"operations\": 1", (double)total * 1e9 / (Now(CLOCK_MONOTONIC) - start));
  close(fd);
}

static void *ConnectAgain(void *argument) {
  intptr_t connections = 0;
  for (; Now(CLOCK_MONOTONIC) < deadline; connections++) {
    char message[kMessage] = "";
    memcpy(message, &connections, sizeof connections);
    const int fd = Connect();
    Exchange(fd, message);
    Check(read(fd, message, sizeof message) == 0, "read: more than the answer");
    close(fd);
  }
  (void)argument;
  return (void *)connections;
}

static void Answer(long long milliseconds) {
  const double start = Now(CLOCK_MONOTONIC);
  deadline = start + (double)milliseconds * 1e6;
  pthread_t threads[kConnections];
  for (int i = 0; i < kConnections; i++) Check(pthread_create(&threads[i], NULL, ConnectAgain, NULL) == 0, "thread");
  intptr_t all = 0;
  for (int i = 0; i < kConnections; i++) {
    void *connections;
    pthread_join(threads[i], &connections);
    all += (intptr_t)connections;
  }
  printf("{\"rate\": %.1f, \"operations\": %ld", (double)all * 1e9 / (Now(CLOCK_MONOTONIC) - start), (long)all);
}

int main(int argc, char **argv) {
  if (argc < 5) return 2;
  signal(SIGPIPE, SIG_IGN);
  alarm(kGiveUpSeconds);
  server = (struct sockaddr_in){
      .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons((uint16_t)atoi(argv[2]))};
  const char *mode = argv[1];
  const long long count = atoll(argv[4]);
  clockid_t cpu;
  // Counts threads that have ended, too, and in nanoseconds: /proc has hundredths of a second.
  Check(clock_getcpuclockid(atoi(argv[3]), &cpu) == 0, "clock_getcpuclockid");

  const double before = Now(cpu);
  if (strcmp(mode, "echo") == 0) {
    Echo(count);
  } else if (strcmp(mode, "answer") == 0) {
    Answer(count);
  } else {
    Bulk(strcmp(mode, "receive") == 0, count);
  }
  printf(", \"cpu\": %.0f}\n", Now(cpu) - before);
  return 0;
}
