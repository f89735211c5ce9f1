// Kinds of poll(2), epoll(7) and kqueue(2). TypeScript lays out the structures, by the sizes and
// offsets that addon.cc exports; here they are bytes.
#ifndef BERKELEY_SOCKETS_KINDS_EVENT_H_
#define BERKELEY_SOCKETS_KINDS_EVENT_H_

#include "kinds_message.h"

namespace kinds {

template <int index>
struct PollFds {
  Bytes bytes;
  bool From(Arguments& js) { return js.Uint8Array(index, &bytes); }
  pollfd* data() const { return reinterpret_cast<pollfd*>(bytes.data); }
  size_t count() const { return bytes.length / sizeof(pollfd); }
  auto C() const { return std::tuple(data(), static_cast<nfds_t>(count())); }
  void Entry(Record& record) const { record.Chunk(data(), std::min(count(), kArrayLimit) * sizeof(pollfd)); }
  // Those that have events.
  void Exit(Record& record, int64_t result) const {
    record.OpenChunk();
    size_t left = result < 0 ? 0 : std::min(static_cast<size_t>(result), kArrayLimit);
    for (size_t i = 0; left > 0 && i < count(); i++) {
      if (data()[i].revents == 0) continue;
      record.Bytes(data() + i, sizeof(pollfd));
      left--;
    }
    record.CloseChunk();
  }
};

#if defined(__linux__)

// A null pointer when there is none (EPOLL_CTL_DEL).
template <int index>
struct EpollEventIn {
  Bytes bytes;
  bool From(Arguments& js) { return js.IsUndefinedOrNull(index) || js.Uint8Array(index, &bytes); }
  auto C() const { return std::tuple(reinterpret_cast<epoll_event*>(bytes.data)); }
  void Entry(Record& record) const { record.Chunk(bytes.data, bytes.length); }
};

template <int buffer, int max_index>
struct EpollEventsOut {
  Bytes bytes;
  int maxevents = 0;
  bool From(Arguments& js) {
    if (!js.Uint8Array(buffer, &bytes) || !js.Int32(max_index, &maxevents)) return false;
    const auto room = static_cast<int>(bytes.length / sizeof(epoll_event));
    if (maxevents > room) return js.Fail(max_index, js[max_index], Fault::kOutOfRange, INT32_MIN, room);
    return true;
  }
  auto C() const { return std::tuple(reinterpret_cast<epoll_event*>(bytes.data), maxevents); }
  void Exit(Record& record, int64_t result) const {
    const size_t count = result < 0 ? 0 : std::min(static_cast<size_t>(result), kArrayLimit);
    record.Chunk(bytes.data, count * sizeof(epoll_event));
  }
};

#else

template <int index>
struct KeventsIn {
  Bytes bytes;
  bool From(Arguments& js) { return js.Uint8Array(index, &bytes); }
  auto C() const {
    return std::tuple(reinterpret_cast<const struct kevent*>(bytes.data),
                      static_cast<int>(bytes.length / sizeof(struct kevent)));
  }
  void Entry(Record& record) const {
    record.Chunk(bytes.data, std::min(bytes.length, kArrayLimit * sizeof(struct kevent)));
  }
};

template <int index>
struct KeventsOut {
  Bytes bytes;
  bool From(Arguments& js) { return js.Uint8Array(index, &bytes); }
  auto C() const {
    return std::tuple(reinterpret_cast<struct kevent*>(bytes.data),
                      static_cast<int>(bytes.length / sizeof(struct kevent)));
  }
  void Exit(Record& record, int64_t result) const {
    const size_t count = result < 0 ? 0 : std::min(static_cast<size_t>(result), kArrayLimit);
    record.Chunk(bytes.data, count * sizeof(struct kevent));
  }
};

// Milliseconds, as of poll(2): below 0 is no timeout.
template <int index>
struct KeventTimeout : Timeout<index> {
  timespec time{};
  auto C() {
    time = {this->value / 1000, this->value % 1000 * 1'000'000L};
    return std::tuple(this->value < 0 ? nullptr : static_cast<const timespec*>(&time));
  }
};

#endif

}  // namespace kinds

#endif  // BERKELEY_SOCKETS_KINDS_EVENT_H_
