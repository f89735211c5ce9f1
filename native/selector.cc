#include "selector.h"

#include "call.h"
#include "kinds.h"
#include "kinds_event.h"
#include "rows.h"

namespace selector {

namespace {

kinds::Int<0> Number(int value) { return {value}; }

Bytes BytesOf(Event* events, int count) {
  return {reinterpret_cast<uint8_t*>(events), static_cast<size_t>(count) * sizeof(Event)};
}

}  // namespace

#if defined(__linux__)

int Open(Thread& thread) {
  return static_cast<int>(MakeCall<rows::epoll_create1, &epoll_create1>(thread, Number(EPOLL_CLOEXEC)));
}

namespace {

int Control(Thread& thread, int selector, int op, int fd, uint32_t events, void* data) {
  Event event{};
  event.events = events;
  event.data.ptr = data;
  kinds::EpollEventIn<3> in;
  if (op != EPOLL_CTL_DEL) in.bytes = BytesOf(&event, 1);
  return static_cast<int>(MakeCall<rows::epoll_ctl, &epoll_ctl>(thread, Number(selector), Number(op), Number(fd), in));
}

}  // namespace

int Watch(Thread& thread, int selector, int fd, Interest before, Interest now, void* data) {
  const uint32_t events = now == Interest::kWrite ? EPOLLOUT : EPOLLIN;
  const int op = now == Interest::kNone ? EPOLL_CTL_DEL : before == Interest::kNone ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
  return Control(thread, selector, op, fd, events, data);
}

int WatchListener(Thread& thread, int selector, int fd, bool on, bool alone, void* data) {
  const uint32_t events = alone ? EPOLLIN | EPOLLEXCLUSIVE : EPOLLIN;
  return Control(thread, selector, on ? EPOLL_CTL_ADD : EPOLL_CTL_DEL, fd, events, data);
}

int Wait(Thread& thread, int selector, Event* events, int count, int timeout) {
  kinds::EpollEventsOut<1, 2> out;
  out.bytes = BytesOf(events, count);
  out.maxevents = count;
  kinds::Timeout<3> time;
  time.value = timeout;
  if (timeout > 0) time.deadline = Now() + static_cast<uint64_t>(timeout) * 1'000'000;
  return static_cast<int>(
      BlockingCall<rows::epoll_wait, &epoll_wait, kinds::Int<0>, decltype(out), decltype(time)>::Make(
          thread, Number(selector), out, time));
}

#else

int Open(Thread& thread) {
  const auto fd = static_cast<int>(MakeCall<rows::kqueue, &kqueue>(thread));
  if (fd >= 0) fcntl(fd, F_SETFD, FD_CLOEXEC);
  return fd;
}

namespace {

// Filters are added and removed one by one; kevent(2) that is given no room for events returns at once.
int Change(Thread& thread, int selector, struct kevent* changes, int count) {
  kinds::KeventsIn<1> in;
  in.bytes = BytesOf(changes, count);
  kinds::KeventTimeout<3> time;
  time.value = 0;
  return static_cast<int>(MakeCall<rows::kevent, &kevent>(thread, Number(selector), in, kinds::KeventsOut<2>{}, time));
}

int16_t FilterOf(Interest interest) { return interest == Interest::kWrite ? EVFILT_WRITE : EVFILT_READ; }

}  // namespace

int Watch(Thread& thread, int selector, int fd, Interest before, Interest now, void* data) {
  struct kevent changes[2];
  int count = 0;
  if (before != Interest::kNone) {
    EV_SET(&changes[count++], static_cast<uintptr_t>(fd), FilterOf(before), EV_DELETE, 0, 0, data);
  }
  if (now != Interest::kNone) {
    EV_SET(&changes[count++], static_cast<uintptr_t>(fd), FilterOf(now), EV_ADD, 0, 0, data);
  }
  return Change(thread, selector, changes, count);
}

int WatchListener(Thread& thread, int selector, int fd, bool on, bool /*alone*/, void* data) {
  return Watch(thread, selector, fd, on ? Interest::kNone : Interest::kRead, on ? Interest::kRead : Interest::kNone,
               data);
}

int Wait(Thread& thread, int selector, Event* events, int count, int timeout) {
  kinds::KeventsOut<2> out;
  out.bytes = BytesOf(events, count);
  kinds::KeventTimeout<3> time;
  time.value = timeout;
  if (timeout > 0) time.deadline = Now() + static_cast<uint64_t>(timeout) * 1'000'000;
  return static_cast<int>(
      BlockingCall<rows::kevent, &kevent, kinds::Int<0>, kinds::KeventsIn<1>, decltype(out), decltype(time)>::Make(
          thread, Number(selector), kinds::KeventsIn<1>{}, out, time));
}

#endif

}  // namespace selector
