// The kinds of a guarded call: one whose descriptor belongs to a handle (handles.h). JavaScript gives two
// numbers in the place of the descriptor, the handle and the states in which the call is not made, so the
// arguments behind them are where they are in the row.
#ifndef BERKELEY_SOCKETS_KINDS_HANDLE_H_
#define BERKELEY_SOCKETS_KINDS_HANDLE_H_

#include "handles.h"
#include "kinds_event.h"

namespace kinds {

struct Handle {
  Handles::Entry* entry = nullptr;
  uint64_t handle = 0;
  uint32_t unless = 0;
  int fd = -1;
  bool From(Arguments& js) {
    int64_t number = 0;
    int mask = 0;
    if (!js.Integer(-1, 0, INT64_MAX >> 10, &number) || !js.Int32(0, &mask)) return false;
    handle = static_cast<uint64_t>(number);
    unless = static_cast<uint32_t>(mask);
    return true;
  }
  bool Enter() {
    entry = Handles::Find(handle);
    if (entry == nullptr || !Handles::Enter(*entry, handle, unless)) return false;
    fd = entry->fd.load(std::memory_order_relaxed);
    return true;
  }
  bool Leave(Thread& thread) const { return Handles::Leave(thread, *entry, handle); }
  auto C() const { return std::tuple(fd); }
};

// poll(2) for one socket: (handle, unless, events, timeout).
struct HandlePoll : Handle {
  pollfd entry_of_poll{};
  bool From(Arguments& js) {
    int events = 0;
    if (!Handle::From(js) || !js.Int32(1, &events)) return false;
    entry_of_poll.events = static_cast<int16_t>(events);
    return true;
  }
  bool Enter() {
    if (!Handle::Enter()) return false;
    entry_of_poll.fd = fd;
    return true;
  }
  auto C() { return std::tuple(&entry_of_poll, nfds_t{1}); }
  void Entry(Record& record) const { record.Chunk(&entry_of_poll, sizeof entry_of_poll); }
  void Exit(Record& record, int64_t result) const {
    record.Chunk(&entry_of_poll, result > 0 ? sizeof entry_of_poll : 0);
  }
};

}  // namespace kinds

#endif  // BERKELEY_SOCKETS_KINDS_HANDLE_H_
