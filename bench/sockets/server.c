// The blocking server of ../sockets.mjs in C, a thread for each connection: what all others are compared with.
// server MODE BYTES: echo sends back what it reads, answer does so once, receive reads until the end, send writes
// BYTES. Prints its port, and lives until it is killed. The other servers take the same arguments.
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
#include <unistd.h>

enum { kMessage = 64, kBulk = 64 * 1024 };

static const char *mode;
static long long total;

static int WriteAll(int fd, const char *bytes, size_t length) {
  while (length > 0) {
    const ssize_t written = write(fd, bytes, length);
    if (written < 0) return -1;
    bytes += written;
    length -= (size_t)written;
  }
  return 0;
}

static void *Serve(void *argument) {
  const int fd = (int)(intptr_t)argument;
  char bytes[kBulk];
  ssize_t length;
  if (strcmp(mode, "receive") == 0) {
    while (read(fd, bytes, sizeof bytes) > 0) {
    }
  } else if (strcmp(mode, "send") == 0) {
    memset(bytes, 'x', sizeof bytes);
    for (long long sent = 0; sent < total && WriteAll(fd, bytes, sizeof bytes) == 0; sent += (long long)sizeof bytes) {
    }
  } else if (strcmp(mode, "answer") == 0) {
    length = read(fd, bytes, kMessage);
    if (length > 0) WriteAll(fd, bytes, (size_t)length);
  } else {
    while ((length = read(fd, bytes, kMessage)) > 0 && WriteAll(fd, bytes, (size_t)length) == 0) {
    }
  }
  close(fd);
  return NULL;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  mode = argv[1];
  total = atoll(argv[2]);
  signal(SIGPIPE, SIG_IGN);

  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  if (bind(listener, (struct sockaddr *)&address, length) != 0 || listen(listener, 50) != 0 ||
      getsockname(listener, (struct sockaddr *)&address, &length) != 0) {
    perror("server: error");
    return 1;
  }
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);

  pthread_attr_t detached;
  pthread_attr_init(&detached);
  pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
  const int on = 1;
  for (;;) {
    const int fd = accept(listener, NULL, NULL);
    if (fd < 0) continue;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    pthread_t thread;
    if (pthread_create(&thread, &detached, Serve, (void *)(intptr_t)fd) != 0) close(fd);
  }
}
