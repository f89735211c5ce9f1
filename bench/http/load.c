// The client for what wrk cannot do: latency by kind of request, idle
// connections beside busy ones, large bodies.
//   load PORT PATH CONNECTIONS MILLISECONDS SLOW_EVERY IDLE
// Each of CONNECTIONS asks for PATH again as soon as it has the answer (a
// closed loop), by chance one time in SLOW_EVERY for /slow (0: never). IDLE
// more connections have asked once before and stay open. Prints "ready" when
// all are open; starts when it is sent a line; prints a line of JSON; ends when
// its input does, so that who measures the server can look at it before,
// between and after.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
  kHead = 4096,
  kBody = 1 << 20,
  kBatch = 256,
  kMicroseconds = 1 << 21,  // longest latency that is told apart
  kPortsAnAddress = 4000,   // an address of the client has fewer ports than there
                            // are idle connections
  kGiveUpSeconds = 60,
  kErrors = 1000
};

typedef enum { kQuick, kSlow, kKinds } Kind;

typedef struct {
  int fd;
  Kind kind;
  double start;
  size_t head_length;
  long long body_left;  // -1 while the head is not complete
  char head[kHead];
} Connection;

static struct sockaddr_in server;
static const char *requests[kKinds];
static uint32_t latencies[kKinds][kMicroseconds];
static long long done[kKinds], bytes, errors;
static char body[kBody];

static double Now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void Check(int good, const char *what) {
  if (good) return;
  fprintf(stderr, "load: error: ");
  perror(what);
  exit(1);
}

static void Fail(const char *what) {
  errors++;
  if (errors < kErrors) return;
  fprintf(stderr, "load: error: %s, for the %dth time\n", what, kErrors);
  exit(1);
}

/** Connects from 127.0.0.1, .2, … */
static int Connect(int number) {
  const int on = 1;
  const struct sockaddr_in from = {.sin_family = AF_INET,
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK + (uint32_t)(number / kPortsAnAddress))};
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  Check(fd >= 0, "socket");
  // Leaves the choice of the port to connect, which may take one that another
  // connection uses elsewhere.
  setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  Check(bind(fd, (const struct sockaddr *)&from, sizeof from) == 0, "bind");
  Check(connect(fd, (struct sockaddr *)&server, sizeof server) == 0, "connect");
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return fd;
}

static void Ask(Connection *connection, Kind kind) {
  const size_t length = strlen(requests[kind]);
  connection->kind = kind;
  connection->head_length = 0;
  connection->body_left = -1;
  connection->start = Now();
  // A request is small and nothing else is in flight: it is taken whole. When it is not, recv says why.
  (void)!send(connection->fd, requests[kind], length, MSG_NOSIGNAL);
}

/** Takes the head apart when it is complete; false when it is not one that can
 * be followed. */
static int ReadHead(Connection *connection) {
  connection->head[connection->head_length] = '\0';
  const char *end = strstr(connection->head, "\r\n\r\n");
  if (end == NULL) return connection->head_length < kHead - 1;
  const char *field = strcasestr(connection->head, "\r\ncontent-length:");
  if (strncmp(connection->head, "HTTP/1.1 200", 12) != 0 || field == NULL || field > end) return 0;
  const long long length = atoll(field + strlen("\r\ncontent-length:"));
  const long long have = (long long)connection->head_length - (end + 4 - connection->head);
  connection->body_left = length - have;
  bytes += have;
  return connection->body_left >= 0;
}

typedef enum { kMore, kComplete, kBroken } Progress;

/** Reads what there is. */
static Progress Read(Connection *connection) {
  for (;;) {
    const int in_head = connection->body_left < 0;
    char *to = in_head ? connection->head + connection->head_length : body;
    const size_t room = in_head                                    ? kHead - 1 - connection->head_length
                        : connection->body_left < (long long)kBody ? (size_t)connection->body_left
                                                                   : kBody;
    const ssize_t count = recv(connection->fd, to, room, 0);
    if (count < 0 && errno == EAGAIN) return kMore;
    if (count <= 0) return kBroken;
    if (in_head) {
      connection->head_length += (size_t)count;
      if (!ReadHead(connection)) return kBroken;
    } else {
      connection->body_left -= count;
      bytes += count;
    }
    if (connection->body_left == 0) return kComplete;
  }
}

static void OpenIdle(int count, int first) {
  Connection *connection = malloc(sizeof *connection);
  Check(connection != NULL, "malloc");
  for (int i = 0; i < count; i++) {
    connection->fd = Connect(first + i);
    Ask(connection, kQuick);
    if (Read(connection) != kComplete) Fail("an idle connection was not answered");
  }
  free(connection);
}

static double Percentile(Kind kind, double part) {
  const double wanted = part * (double)done[kind];
  double seen = 0;
  for (int i = 0; i < kMicroseconds; i++) {
    seen += latencies[kind][i];
    if (seen >= wanted && seen > 0) return i;
  }
  return 0;
}

static void Count(const Connection *connection, double now) {
  const double latency = now - connection->start;
  latencies[connection->kind][latency < kMicroseconds ? (int)latency : kMicroseconds - 1]++;
  done[connection->kind]++;
}

static Kind Choose(unsigned slow_every) {
  static uint32_t state = 2463534242;  // xorshift: the same requests in every run
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return slow_every > 0 && state % slow_every == 0 ? kSlow : kQuick;
}

/** Runs until the last answer after `milliseconds`; returns how long that was,
 * in microseconds. */
static double Run(int connections, int milliseconds, unsigned slow_every) {
  const int epoll = epoll_create1(EPOLL_CLOEXEC);
  Connection *all = calloc((size_t)connections, sizeof *all);
  Check(epoll >= 0 && all != NULL, "epoll_create1");
  for (int i = 0; i < connections; i++) {
    all[i].fd = Connect(i);
    fcntl(all[i].fd, F_SETFL, O_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &all[i]};
    Check(epoll_ctl(epoll, EPOLL_CTL_ADD, all[i].fd, &event) == 0, "epoll_ctl");
  }
  puts("ready");
  fflush(stdout);
  getchar();

  const double start = Now();
  const double end = start + milliseconds * 1e3;
  double last = start;
  for (int i = 0; i < connections; i++) Ask(&all[i], Choose(slow_every));
  for (int busy = connections; busy > 0;) {
    struct epoll_event events[kBatch];
    const int count = epoll_wait(epoll, events, kBatch, -1);
    Check(count >= 0 || errno == EINTR, "epoll_wait");
    for (int i = 0; i < count; i++) {
      Connection *connection = events[i].data.ptr;
      const Progress progress = Read(connection);
      if (progress == kMore) continue;
      last = Now();
      if (progress == kComplete) {
        Count(connection, last);
      } else {
        Fail(
            "a connection was closed, or the answer is not 200 with a "
            "Content-Length");
        close(connection->fd);
        connection->fd = Connect((int)(connection - all));
        fcntl(connection->fd, F_SETFL, O_NONBLOCK);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
        Check(epoll_ctl(epoll, EPOLL_CTL_ADD, connection->fd, &event) == 0, "epoll_ctl");
      }
      if (last < end) {
        Ask(connection, Choose(slow_every));
      } else {
        busy--;
        epoll_ctl(epoll, EPOLL_CTL_DEL, connection->fd, NULL);
      }
    }
  }
  // The connections stay open: who measures the server's CPU time does not want the closing in it.
  close(epoll);
  free(all);
  return last - start;
}

int main(int argc, char **argv) {
  if (argc != 7) return 2;
  server = (struct sockaddr_in){
      .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons((uint16_t)atoi(argv[1]))};
  const int connections = atoi(argv[3]), milliseconds = atoi(argv[4]), slow_every = atoi(argv[5]), idle = atoi(argv[6]);
  char request[512];
  snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\n\r\n", argv[2], argv[1]);
  requests[kQuick] = request;
  char slow[128];
  snprintf(slow, sizeof slow, "GET /slow HTTP/1.1\r\nHost: 127.0.0.1:%s\r\n\r\n", argv[1]);
  requests[kSlow] = slow;
  alarm((unsigned)milliseconds / 1000 + kGiveUpSeconds);
  struct rlimit files;
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);

  OpenIdle(idle, connections);
  bytes = 0;
  const double microseconds = Run(connections, milliseconds, (unsigned)slow_every);
  printf(
      "{\"seconds\": %.6f, \"requests\": %lld, \"bytes\": %lld, \"errors\": "
      "%lld",
      microseconds / 1e6, done[kQuick] + done[kSlow], bytes, errors);
  const char *names[] = {"quick", "slow"};
  for (Kind kind = kQuick; kind < kKinds; kind++) {
    printf(", \"%s\": {\"count\": %lld, \"p50\": %.0f, \"p99\": %.0f}", names[kind], done[kind], Percentile(kind, 0.5),
           Percentile(kind, 0.99));
  }
  puts("}");
  fflush(stdout);
  while (getchar() != EOF) continue;
  return 0;
}
