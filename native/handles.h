// The process's sockets, as the object layer sees them: a handle names an entry of this table, and the
// entry owns a descriptor. It is what makes close() from another thread safe (the JDK's protocol):
//
// - A call counts itself in before it uses the descriptor, and out afterwards. Closing marks the entry,
//   so that nobody comes in any more; if threads are inside, it puts a dead socket in the descriptor's
//   place and interrupts them; the last one out closes the descriptor. So its number is not used again
//   while a thread may still use it, and nobody stays blocked.
// - An entry is used again only when nothing names it any more: no JavaScript object of any thread, no
//   message on its way between threads. A handle carries the entry's generation, and a handle from
//   before never touches what is there now.
#ifndef BERKELEY_SOCKETS_HANDLES_H_
#define BERKELEY_SOCKETS_HANDLES_H_

#include <napi.h>

#include <atomic>
#include <cstdint>
#include <vector>

#include "thread.h"

class Handles {
 public:
  // One socket. `word`: generation (32 bits), state (15 bits), closing (1 bit), threads inside (16 bits).
  struct Entry {
    std::atomic<uint64_t> word{0};
    // JavaScript objects and messages, and 1 for the descriptor.
    std::atomic<int32_t> names{0};
    std::atomic<int32_t> fd{-1};
    std::atomic<int32_t> so_timeout{0};  // milliseconds
    std::atomic<int32_t> error{0};       // the errno that reading ended with
    std::atomic<int32_t> origin{0};      // where it was opened: an index of texts
  };

  static constexpr uint64_t kOneInside = 1;
  static constexpr uint64_t kInside = 0xffff;
  static constexpr uint64_t kClosing = 1 << 16;
  static constexpr int kStateShift = 17;
  static constexpr uint64_t kState = 0x7fff;
  static constexpr int kGenerationShift = 32;

  // State bits that native code knows; the others belong to src/net.
  static constexpr uint32_t kConnected = 1;
  static constexpr uint32_t kOutputShutdown = 2;

  // A socket of native code, which owns the descriptor and has one name; 0 when there are too many.
  static uint64_t Open(int fd, uint32_t state);

  // The entry of a handle, or nullptr when it is used by another generation.
  static Entry* Find(uint64_t handle);

  // Counts the thread in. False when the socket is closed, or in one of the states of `unless`.
  static bool Enter(Entry& entry, uint64_t handle, uint32_t unless);
  // Counts it out; true when the socket was closed meanwhile. The last one out closes the descriptor.
  static bool Leave(Thread& thread, Entry& entry, uint64_t handle);

  // False when it is closed already. Returns when no thread is inside any more.
  static bool Close(Thread& thread, uint64_t handle);

  // One name more or less. When only the descriptor's is left, the socket is closed, and true returned.
  static void Retain(Entry& entry) { entry.names.fetch_add(1); }
  static bool Release(Thread& thread, Entry& entry, uint64_t handle);
};

void DefineHandles(Napi::Object exports, Thread* thread);

// The environment ends: its objects name nothing any more.
void ReleaseNames(Thread& thread);

#endif  // BERKELEY_SOCKETS_HANDLES_H_
