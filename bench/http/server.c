// The HTTP server that all others are compared with: a thread for each
// connection, blocking calls, nothing that is not needed for keep-alive and
// pipelining. GET / is answered at once, GET /slow after 10 ms. Prints its
// port, and lives until it is killed.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

// Ten thousand threads wait for idle connections; a stack is virtual until it
// is touched.
enum { kBuffer = 8 * 1024, kStack = 64 * 1024, kBacklog = 1024, kSlowMilliseconds = 10 };

/** The Date field is made once a second, by each thread for itself. */
static const char *Date(void) {
  static _Thread_local time_t made;
  static _Thread_local char date[32];
  const time_t now = time(NULL);
  if (now != made) {
    struct tm parts;
    strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", gmtime_r(&now, &parts));
    made = now;
  }
  return date;
}

static int SendAll(int fd, const char *bytes, size_t length) {
  while (length > 0) {
    const ssize_t count = send(fd, bytes, length, MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return 0;
    bytes += count;
    length -= (size_t)count;
  }
  return 1;
}

/** Answers the request whose head ends at `end`, which is its last byte but
 * one; false when no other may follow. */
static int Answer(int fd, const char *head, char *end) {
  *end = '\0';
  const char *connection = strcasestr(head, "\r\nconnection:");
  const int close_it = connection != NULL && strcasestr(connection, "close") != NULL;
  if (strncmp(head, "GET /slow ", 10) == 0) {
    nanosleep(&(struct timespec){.tv_nsec = kSlowMilliseconds * 1000000L}, NULL);
  }
  char response[256];
  const int length = snprintf(response, sizeof response,
                              "HTTP/1.1 200 OK\r\nServer: C\r\nDate: %s\r\nContent-Type: text/plain\r\n"
                              "Content-Length: 13\r\n%s\r\nHello, World!",
                              Date(), close_it ? "Connection: close\r\n" : "");
  return SendAll(fd, response, (size_t)length) && !close_it;
}

static void *Serve(void *argument) {
  const int fd = (int)(intptr_t)argument;
  char buffer[kBuffer + 1];
  size_t used = 0;
  for (int open = 1; open && used < kBuffer;) {
    const ssize_t count = recv(fd, buffer + used, kBuffer - used, 0);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    used += (size_t)count;
    char *head = buffer;
    char *end;
    while (open && (end = memmem(head, used, "\r\n\r\n", 4)) != NULL) {
      open = Answer(fd, head, end + 2);
      used -= (size_t)(end + 4 - head);
      head = end + 4;
    }
    memmove(buffer, head, used);
  }
  close(fd);
  return NULL;
}

static void Check(int good, const char *what) {
  if (good) return;
  fprintf(stderr, "server: error: ");
  perror(what);
  exit(1);
}

int main(void) {
  signal(SIGPIPE, SIG_IGN);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  const int on = 1;
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  Check(listener >= 0 && bind(listener, (struct sockaddr *)&address, length) == 0, "bind");
  Check(listen(listener, kBacklog) == 0, "listen");
  Check(getsockname(listener, (struct sockaddr *)&address, &length) == 0, "getsockname");
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);

  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kStack);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  for (;;) {
    const int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    if (fd < 0 && (errno == ECONNABORTED || errno == EINTR)) continue;
    Check(fd >= 0, "accept4");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    pthread_t thread;
    errno = pthread_create(&thread, &attributes, Serve, (void *)(intptr_t)fd);
    Check(errno == 0, "pthread_create");
  }
}
