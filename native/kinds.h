// The kinds of argument, one struct each: From() checks and converts the JavaScript arguments at the
// given indexes, C() gives what the C function takes. For the trace, Entry() writes what the kernel is
// handed and Exit() what it has written; src/trace/print has a printer for each, by the same name.
#ifndef BERKELEY_SOCKETS_KINDS_H_
#define BERKELEY_SOCKETS_KINDS_H_

#include <sys/socket.h>

#include <algorithm>
#include <memory>
#include <tuple>

#include "arguments.h"
#include "ring.h"
#include "sys.h"

namespace kinds {

// strace's default: strings are cut at 32 bytes.
constexpr size_t kTextLimit = 32;

template <int index>
struct Int {
  int value = 0;
  bool From(Arguments& js) { return js.Int32(index, &value); }
  auto C() const { return std::tuple(value); }
};

template <int index>
struct Count {
  int64_t value = 0;
  bool From(Arguments& js) { return js.Integer(index, 0, 9007199254740991, &value); }
  auto C() const { return std::tuple(static_cast<size_t>(value)); }
};

template <int...>
struct Null {
  bool From(Arguments& /*js*/) { return true; }
  auto C() const { return std::tuple(nullptr); }
};

template <int...>
struct NullLength {
  bool From(Arguments& /*js*/) { return true; }
  auto C() const { return std::tuple(0); }
};

// Milliseconds. When the call is taken up again, what has passed since is taken off.
template <int index>
struct Timeout {
  int value = 0;
  uint64_t deadline = 0;
  bool From(Arguments& js) {
    if (!js.Int32(index, &value)) return false;
    if (value > 0) deadline = Now() + static_cast<uint64_t>(value) * 1'000'000;
    return true;
  }
  void Restart() {
    if (value <= 0) return;
    const uint64_t now = Now();
    value = now >= deadline ? 0 : static_cast<int>((deadline - now + 999'999) / 1'000'000);
  }
  auto C() const { return std::tuple(value); }
};

// Part of a buffer: (buf, offset = 0, length = to the end).
template <int buffer, int offset, int count>
struct Slice {
  Bytes bytes;
  bool From(Arguments& js) { return js.Uint8Array(buffer, &bytes) && Remember(js) && Part(js); }
  bool Remember(Arguments& js) const {
    js.thread().last_buffer = bytes;
    js.thread().shared->registers[3]++;
    return true;
  }
  bool Part(Arguments& js) {
    int64_t from = 0;
    int64_t length = 0;
    const auto size = static_cast<int64_t>(bytes.length);
    if (!js.OptionalInteger(offset, 0, size, 0, &from)) return false;
    if (!js.OptionalInteger(count, 0, size - from, size - from, &length)) return false;
    bytes.data += from;
    bytes.length = static_cast<size_t>(length);
    return true;
  }
};

// The buffer that this thread's last Slice was part of, without the cost of looking at it again.
// TypeScript knows that it is the same, and as long as it was (remembered-buffer.ts).
template <int buffer, int offset, int count>
struct RememberedSlice : Slice<buffer, offset, count> {
  bool From(Arguments& js) {
    this->bytes = js.thread().last_buffer;
    return this->Part(js);
  }
};

template <int buffer>
struct Buffer {
  Bytes bytes;
  bool From(Arguments& js) { return js.Uint8Array(buffer, &bytes); }
};

template <typename Source>
struct In : Source {
  auto C() const { return std::tuple(static_cast<const void*>(this->bytes.data), this->bytes.length); }
  void Entry(Record& record) const { record.Chunk(this->bytes.data, std::min(this->bytes.length, kTextLimit)); }
};

template <typename Source>
struct Out : Source {
  auto C() const { return std::tuple(static_cast<void*>(this->bytes.data), this->bytes.length); }
  void Exit(Record& record, int64_t result) const {
    const size_t length = result < 0 ? 0 : std::min(static_cast<size_t>(result), this->bytes.length);
    record.Chunk(this->bytes.data, std::min(length, kTextLimit));
  }
};

template <int buffer, int offset, int length>
struct SliceIn : In<Slice<buffer, offset, length>> {};
template <int buffer, int offset, int length>
struct SliceOut : Out<Slice<buffer, offset, length>> {};
template <int buffer, int offset, int length>
struct RememberedSliceIn : In<RememberedSlice<buffer, offset, length>> {};
template <int buffer, int offset, int length>
struct RememberedSliceOut : Out<RememberedSlice<buffer, offset, length>> {};
template <int buffer>
struct BufferIn : In<Buffer<buffer>> {};
template <int buffer>
struct BufferOut : Out<Buffer<buffer>> {};

// The length; TypeScript has put the bytes into Shared::destination. The kernel refuses a longer
// address than any that exists without reading it, so no more than that is there.
template <int index>
struct SockaddrIn {
  const uint8_t* address = nullptr;
  int64_t length = 0;
  bool From(Arguments& js) {
    address = js.thread().shared->destination;
    return js.Integer(index, 0, INT32_MAX, &length);
  }
  auto C() const { return std::tuple(reinterpret_cast<const sockaddr*>(address), static_cast<socklen_t>(length)); }
  void Entry(Record& record) const {
    record.Chunk(address, std::min(static_cast<size_t>(length), sizeof(sockaddr_storage)));
  }
};

// Register 0 is the length, before and after.
template <int...>
struct SockaddrOut {
  Shared* shared = nullptr;
  bool From(Arguments& js) {
    shared = js.thread().shared;
    shared->registers[0] = sizeof shared->address;
    return true;
  }
  auto C() const {
    return std::tuple(reinterpret_cast<sockaddr*>(shared->address), reinterpret_cast<socklen_t*>(shared->registers));
  }
  void Entry(Record& record) const { record.Chunk(shared->registers, sizeof(int32_t)); }
  void Exit(Record& record, int64_t /*result*/) const {
    record.OpenChunk();
    record.Bytes(shared->registers, sizeof(int32_t));
    record.Bytes(shared->address, std::min(static_cast<size_t>(shared->registers[0]), sizeof shared->address));
    record.CloseChunk();
  }
};

template <int...>
struct FdPairOut {
  Shared* shared = nullptr;
  bool From(Arguments& js) {
    shared = js.thread().shared;
    return true;
  }
  auto C() const { return std::tuple(static_cast<int*>(shared->registers)); }
  void Exit(Record& record, int64_t /*result*/) const { record.Chunk(shared->registers, 2 * sizeof(int32_t)); }
};

// Commands whose argument is a number; for all others the kernel takes it for a pointer and may write
// there, so those get a null pointer.
inline bool IsIntegerCommand(int cmd) {
  switch (cmd) {
    case F_DUPFD:
    case F_DUPFD_CLOEXEC:
    case F_GETFD:
    case F_SETFD:
    case F_GETFL:
    case F_SETFL:
    case F_GETOWN:
    case F_SETOWN:
#if defined(__linux__)
    case 1027:  // F_DUPFD_QUERY, Linux 6.10
    case F_SETSIG:
    case F_GETSIG:
    case F_SETLEASE:
    case F_GETLEASE:
    case F_NOTIFY:
    case F_SETPIPE_SZ:
    case F_GETPIPE_SZ:
    case F_ADD_SEALS:
    case F_GET_SEALS:
#else
    case F_SETNOSIGPIPE:
    case F_GETNOSIGPIPE:
    case F_NOCACHE:
    case F_RDAHEAD:
    case F_FULLFSYNC:
#endif
      return true;
    default:
      return false;
  }
}

template <int index>
struct FcntlArg {
  long value = 0;
  bool From(Arguments& js) {
    int64_t number = 0;
    int cmd = 0;
    if (!js.OptionalInteger(index, INT32_MIN, INT32_MAX, 0, &number)) return false;
    // 0 is the null pointer too.
    if (number == 0) return true;
    if (!js.Int32(index - 1, &cmd)) return false;
    if (IsIntegerCommand(cmd)) value = static_cast<long>(number);
    return true;
  }
  auto C() const { return std::tuple(value); }
};

// C's unsigned long; a request made with JavaScript's bit operators is negative.
template <int index>
struct IoctlRequest {
  int64_t value = 0;
  bool From(Arguments& js) { return js.Integer(index, INT32_MIN, UINT32_MAX, &value); }
  auto C() const { return std::tuple(static_cast<unsigned long>(static_cast<uint32_t>(value))); }
};

// Requests that read or write one int, or have no argument.
inline bool IsIntegerRequest(uint32_t request) {
  switch (request) {
    case FIONREAD:
    case FIONBIO:
    case FIOASYNC:
    case FIOCLEX:
    case FIONCLEX:
    case SIOCATMARK:
    case SIOCGPGRP:
    case SIOCSPGRP:
    case TIOCOUTQ:
      return true;
    default:
      return false;
  }
}

// A pointer to an int. The kernel decides by the request how much it writes: of an unknown one, at most
// what a request can encode (_IOC_SIZEMASK, IOCPARM_MASK).
template <int index>
struct IoctlArg {
  static constexpr size_t kMaxSize = 16384;
  int32_t number = 0;
  std::unique_ptr<int32_t[]> memory;
  Shared* shared = nullptr;
  bool From(Arguments& js) {
    int64_t value = 0;
    int64_t request = 0;
    if (!js.OptionalInteger(index, INT32_MIN, INT32_MAX, 0, &value)) return false;
    if (!js.Integer(index - 1, INT32_MIN, UINT32_MAX, &request)) return false;
    number = static_cast<int32_t>(value);
    shared = js.thread().shared;
    if (IsIntegerRequest(static_cast<uint32_t>(request))) return true;
    memory.reset(new int32_t[kMaxSize / sizeof(int32_t)]());
    memory[0] = number;
    return true;
  }
  const int32_t* data() const { return memory ? memory.get() : &number; }
  auto C() { return std::tuple(memory ? static_cast<void*>(memory.get()) : &number); }
  void Entry(Record& record) const { record.Chunk(data(), sizeof(int32_t)); }
  void Exit(Record& record, int64_t /*result*/) const { record.Chunk(data(), sizeof(int32_t)); }
  void Finish() const { shared->registers[0] = *data(); }
};

// Where to read in a file; null is the file's own position.
template <int index>
struct FileOffset {
  off_t value = 0;
  bool given = false;
  bool From(Arguments& js) {
    given = !js.IsNull(index);
    int64_t number = 0;
    if (given && !js.Integer(index, -9007199254740991, 9007199254740991, &number)) return false;
    value = static_cast<off_t>(number);
    return true;
  }
  auto C() { return std::tuple(given ? &value : nullptr); }
  void Entry(Record& record) const { record.Chunk(&value, sizeof value); }
  void Exit(Record& record, int64_t /*result*/) const { record.Chunk(&value, sizeof value); }
};

}  // namespace kinds

#endif  // BERKELEY_SOCKETS_KINDS_H_
