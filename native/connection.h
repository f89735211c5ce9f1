// A connection of a poller (poller.h), and what is done with it without JavaScript: sending the rest of a
// response as the client takes it, and closing so that the client gets all of it.
#ifndef BERKELEY_SOCKETS_CONNECTION_H_
#define BERKELEY_SOCKETS_CONNECTION_H_

#include <atomic>
#include <cstdint>
#include <vector>

#include "handles.h"
#include "selector.h"
#include "thread.h"

struct PollSet;

struct Connection {
  enum class Phase : uint8_t {
    kHeld,       // by a thread
    kIdle,       // waits for the next message
    kReading,    // waits for the rest of a message, of which `input` is there
    kSending,    // waits until the client takes more of `output` and the file
    kLingering,  // has sent FIN, and waits for the client's
  };

  uint64_t handle = 0;
  Handles::Entry* entry = nullptr;
  // All below is the holder's, or guarded by its set's lock while nobody holds it.
  PollSet* set = nullptr;
  size_t position = 0;  // in the set's list
  Phase phase = Phase::kHeld;
  Phase was = Phase::kHeld;  // before it was held
  selector::Interest watched = selector::Interest::kNone;
  uint64_t deadline = 0;  // as Now()
  int32_t stage = 0;      // kReading: of the message, as JavaScript counts
  uint64_t until = 0;     // and how long it may take
  int32_t requests = 0;
  std::vector<uint8_t> input;   // has come, and was not consumed
  std::vector<uint8_t> output;  // goes out before the file
  size_t sent = 0;
  int file = -1;
  int64_t offset = 0;
  int64_t count = 0;
  bool keep = false;  // when all is sent
  uint64_t discarded = 0;
  socklen_t peer_length = 0;
  uint8_t peer[28]{};  // sockaddr_in6

  // The descriptor has just been accepted. False when there are too many sockets.
  bool Open(Thread& thread, int fd);

  int fd() const { return entry->fd.load(std::memory_order_relaxed); }

  // read(2) and write(2), without waiting: how many bytes, or −errno; kRefused when the socket was closed meanwhile.
  int64_t Read(Thread& thread, Bytes to) const;
  int64_t Write(Thread& thread, Bytes from) const;

  enum class Progress : uint8_t { kDone, kWaits, kFailed };
  // Sends what can be sent without waiting; a bit of a large file, so that others have their turn.
  Progress Send(Thread& thread);
  // Forgets what was sent.
  void FinishOutput(Thread& thread);
  // Sends FIN. What was sent before is lost if the socket is closed while there is input (RFC 9112, 9.6).
  void ShutdownOutput(Thread& thread) const;
  // Reads and forgets what the client still sends.
  Progress Discard(Thread& thread);
  // Reads a bit of the file into `output`.
  bool ReadFile();
  // Closes the socket: close(2) and nothing else. The object can be used again.
  void Close(Thread& thread);
};

#endif  // BERKELEY_SOCKETS_CONNECTION_H_
