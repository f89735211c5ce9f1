#include "constants.h"

// The first: after musl's sys/socket.h it would define SO_RCVTIMEO by names that musl lacks.
#if defined(__linux__)
#include <asm/socket.h>
#endif
// macOS: without it, netinet/in.h hides IPV6_PKTINFO and its kind (RFC 3542).
#define __APPLE_USE_RFC_3542 1

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>

#include <cerrno>
#include <climits>

#if defined(__linux__)
#include <linux/filter.h>
#include <linux/if_ether.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <linux/sockios.h>
#include <linux/unix_diag.h>
#include <linux/vm_sockets.h>
#include <sys/epoll.h>
#include <sys/sendfile.h>
#else
#include <net/if.h>
#include <sys/event.h>
#include <sys/filio.h>
#include <sys/sockio.h>
#if __has_include(<netinet/tcp_fsm.h>)
#include <netinet/tcp_fsm.h>
#endif
#endif

Napi::Object Constants(Napi::Env env) {
  struct Constant {
    const char* name;
    double value;
  };
  static constexpr Constant kConstants[] = {
#define CONSTANT(name) {#name, static_cast<double>(name)},
#include "generated/constants.h"
#undef CONSTANT
  };
  Napi::Object constants = Napi::Object::New(env);
  for (const auto& [name, value] : kConstants) constants[name] = value;
  return constants;
}
