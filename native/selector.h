// What one thread waits for many sockets with: epoll(7), on macOS kqueue(2). Level-triggered.
#ifndef BERKELEY_SOCKETS_SELECTOR_H_
#define BERKELEY_SOCKETS_SELECTOR_H_

#include <cstdint>

#include "sys.h"

class Thread;

namespace selector {

enum class Interest : uint8_t { kNone, kRead, kWrite };

#if defined(__linux__)
using Event = epoll_event;
inline void* DataOf(const Event& event) { return event.data.ptr; }
#else
using Event = struct kevent;
inline void* DataOf(const Event& event) { return event.udata; }
#endif

// A new one, or −errno.
int Open(Thread& thread);

// Changes what is waited for at a descriptor. `data` comes back with its events. 0 or −errno.
int Watch(Thread& thread, int selector, int fd, Interest before, Interest now, void* data);

// The same for a listener that several selectors wait for. If they are alone with it, not all of them are woken for
// each connection. Those of another process are: EPOLLEXCLUSIVE would wake one that ends before it has accepted, or
// does not run at all, and the connection would wait until the next one comes (fs/eventpoll.c, ep_poll_callback).
int WatchListener(Thread& thread, int selector, int fd, bool on, bool alone, void* data);

// Sleeps until there are events, or for `timeout` milliseconds (below 0: for ever). How many there are;
// −EINTR when something waits that JavaScript has to do.
int Wait(Thread& thread, int selector, Event* events, int count, int timeout);

}  // namespace selector

#endif  // BERKELEY_SOCKETS_SELECTOR_H_
