#include "connection.h"

#include <algorithm>

#include "call.h"
#include "kinds.h"
#include "rows.h"

namespace {

kinds::Int<0> Number(int value) { return {value}; }

// Makes a call for the descriptor, unless the socket has been closed by somebody else.
template <typename Make>
int64_t Guarded(Thread& thread, const Connection& connection, Make make) {
  if (!Handles::Enter(*connection.entry, connection.handle, 0)) return kRefused;
  const int64_t result = make(Number(connection.fd()));
  return Handles::Leave(thread, *connection.entry, connection.handle) && result <= 0 ? kRefused : result;
}

Connection::Progress Waits(int64_t error) {
  return error == -EAGAIN || error == -EWOULDBLOCK || error == -EINTR ? Connection::Progress::kWaits
                                                                      : Connection::Progress::kFailed;
}

bool CannotSend(int64_t error) {
  return error == -EINVAL || error == -ENOSYS || error == -EOPNOTSUPP || error == -EOVERFLOW;
}

// What stays allocated between two uses.
constexpr size_t kSpare = 1024;

void Empty(std::vector<uint8_t>& bytes) {
  bytes.clear();
  if (bytes.capacity() > kSpare) bytes.shrink_to_fit();
}

}  // namespace

bool Connection::Open(Thread& thread, int fd) {
  handle = Handles::Open(fd, Handles::kConnected);
  if (handle == 0) {
    MakeCall<rows::close, &close>(thread, Number(fd));
    return false;
  }
  entry = Handles::Find(handle);
  phase = Phase::kHeld;
  watched = selector::Interest::kNone;
  stage = 0;
  requests = 0;
  discarded = 0;
  return true;
}

// sendfile(2) cannot send this file: the next bit of it goes through memory. As of files elsewhere, the trace has
// no record of it.
bool Connection::ReadFile() {
  constexpr int64_t kChunk = 64 << 10;
  output.resize(static_cast<size_t>(std::min(count, kChunk)));
  sent = 0;
  const ssize_t n = pread(file, output.data(), output.size(), offset);
  if (n <= 0) return false;
  output.resize(static_cast<size_t>(n));
  offset += n;
  count -= n;
  return true;
}

int64_t Connection::Read(Thread& thread, Bytes to) const {
  return Guarded(thread, *this, [&](kinds::Int<0> socket) {
    kinds::SliceOut<1, 2, 3> out;
    out.bytes = to;
    return MakeCall<rows::read, &read>(thread, socket, out);
  });
}

int64_t Connection::Write(Thread& thread, Bytes from) const {
  return Guarded(thread, *this, [&](kinds::Int<0> socket) {
    kinds::SliceIn<1, 2, 3> in;
    in.bytes = from;
    return MakeCall<rows::write, &write>(thread, socket, in);
  });
}

Connection::Progress Connection::Send(Thread& thread) {
  constexpr int64_t kBit = 1 << 20;
  while (sent < output.size()) {
    const int64_t n = Write(thread, {output.data() + sent, output.size() - sent});
    if (n < 0) return Waits(n);
    sent += static_cast<size_t>(n);
  }
  if (count == 0) return Progress::kDone;
  const int64_t n = Guarded(thread, *this, [&](kinds::Int<0> socket) {
    kinds::FileOffset<2> from;
    from.value = offset;
    from.given = true;
    return MakeCall<rows::sendfile, &sys::sendfile>(thread, socket, Number(file), from,
                                                    kinds::Count<3>{std::min(count, kBit)});
  });
  if (CannotSend(n)) return ReadFile() ? Progress::kWaits : Progress::kFailed;
  if (n < 0) return Waits(n);
  // The file is shorter than it was: the client must not take the next response for the rest of it.
  if (n == 0) return Progress::kFailed;
  offset += n;
  count -= n;
  return count == 0 ? Progress::kDone : Progress::kWaits;
}

void Connection::ShutdownOutput(Thread& thread) const {
  Guarded(thread, *this,
          [&](kinds::Int<0> socket) { return MakeCall<rows::shutdown, &shutdown>(thread, socket, Number(SHUT_WR)); });
}

Connection::Progress Connection::Discard(Thread& thread) {
  constexpr uint64_t kLimit = 1 << 20;
  uint8_t buffer[16 * 1024];
  const int64_t n = Read(thread, {buffer, sizeof buffer});
  if (n < 0) return Waits(n);
  discarded += static_cast<uint64_t>(n);
  return n == 0 || discarded > kLimit ? Progress::kDone : Progress::kWaits;
}

void Connection::FinishOutput(Thread& thread) {
  if (file >= 0) MakeCall<rows::close, &close>(thread, Number(file));
  file = -1;
  count = 0;
  sent = 0;
  Empty(output);
}

void Connection::Close(Thread& thread) {
  // FIN goes out with close(2), or has gone already.
  entry->word.fetch_or(uint64_t{Handles::kOutputShutdown} << Handles::kStateShift);
  Handles::Close(thread, handle);
  Handles::Release(thread, *entry, handle);
  FinishOutput(thread);
  handle = 0;
  Empty(input);
}
