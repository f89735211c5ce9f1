// What the process knows of each thread that has loaded the addon: which call it is inside, how to
// wake it, and its trace. One Thread belongs to one Node environment, and so to one thread.
#ifndef BERKELEY_SOCKETS_THREAD_H_
#define BERKELEY_SOCKETS_THREAD_H_

#include <node_api.h>
#include <pthread.h>

#include <atomic>
#include <cstdint>
#include <memory>
#if !defined(__linux__)
#include <condition_variable>
#include <mutex>
#endif
#include <string>
#include <utility>
#include <vector>

#include "loop.h"
#include "ring.h"

// Memory that native code and TypeScript share, so that an address or a length costs no JavaScript
// object. The kernel is never given more than the sizes here.
struct Shared {
  // What the kernel wrote through pointers to int: lengths, descriptors, flags. The last one counts how
  // often Thread::last_buffer has changed.
  int32_t registers[4];
  uint8_t address[128];      // sockaddr_storage, from the kernel
  uint8_t destination[256];  // sockaddr, to the kernel; longer than any that it takes
  // Written by other threads and by signal handlers.
  std::atomic<int32_t> tracing;
  std::atomic<int32_t> signals;
};
static_assert(sizeof(Shared) == 408 && std::atomic<int32_t>::is_always_lock_free);

struct Bytes {
  uint8_t* data = nullptr;
  size_t length = 0;
};

class Thread {
 public:
  Thread(napi_env environment, Shared* memory);

  // Brackets around a call that may sleep. Entering comes before the look at `wake_requested_`, and
  // in the waker the request comes before the look at `inside_`: one of the two always sees the other.
  void Enter(uint16_t row) { inside_.store(row + 1U, std::memory_order_seq_cst); }
  void Leave() { inside_.store(0, std::memory_order_seq_cst); }
  bool WakeRequested() const { return wake_requested_.load(std::memory_order_seq_cst); }
  // Answers a request: true when the thread must return to JavaScript at once, which then ends it.
  // Afterwards no signal for this request is on its way.
  bool Answer();
  // After a call, when nothing points into JavaScript's memory any more: has ReturnTask() called.
  bool MustScheduleReturn() const { return task_taken_ && !return_scheduled_; }
  void ScheduleReturn();
  // The event loop runs again: what Answer() has taken from it, it gets back.
  void ReturnTask();

  // Waker, under the registry's lock. Asks the thread to look whether it is being stopped.
  void RequestWake() { wake_requested_.store(true, std::memory_order_seq_cst); }
  bool MustBeInterrupted() const { return WakeRequested() && inside_.load(std::memory_order_seq_cst) != 0; }
  // Interrupts the call that the thread is inside of.
  void Interrupt() const;
  // Something waits that JavaScript has to do: listeners of signals, or bit 0, whatever asked for it.
  bool HasSignals() const { return shared->signals.load(std::memory_order_seq_cst) != 0; }
  bool HasListenersWaiting() const { return (shared->signals.load(std::memory_order_seq_cst) & ~1) != 0; }
  void Signal(int bit) const { shared->signals.fetch_or(1 << bit, std::memory_order_seq_cst); }
  // The request is answered.
  void ClearRequest() { wake_requested_.store(false, std::memory_order_seq_cst); }

  // Sleeps until Unpark(), which may come before, or the deadline (as Now(); 0 is none). False: interrupted.
  bool Park(uint64_t deadline);
  void Unpark();

  bool tracing() const { return shared->tracing.load(std::memory_order_relaxed) != 0; }
  void set_tracing(bool on) const { shared->tracing.store(on ? 1 : 0, std::memory_order_relaxed); }
  const std::shared_ptr<Ring>& ring() const { return ring_; }
  // The names of API calls by the numbers under which TypeScript knows them.
  std::vector<std::string> api_names;

  napi_env const env;
  Shared* const shared;
  napi_ref invalid_argument = nullptr;  // the function that makes the error for a bad argument
  napi_ref at_next_turn = nullptr;      // the function that has ReturnTask() called by the event loop
  bool is_main = false;
  Loop loop;
  Bytes last_buffer;  // see RememberedSlice

  // Of the object layer (handles.cc): this thread's JavaScript objects that name a socket, by slot, and the
  // handles that have been handed to this thread but have no object yet.
  struct Name {
    napi_ref reference = nullptr;
    uint64_t handle = 0;
  };
  std::vector<Name> names;
  std::vector<int32_t> free_names;
  size_t next_name = 0;
  std::vector<uint64_t> unadopted;
  // Of queue.cc: the queues that it has made and those that it takes from, as what; the sockets of the
  // message that it took last.
  std::vector<std::shared_ptr<void>> queues;
  std::vector<std::pair<std::shared_ptr<void>, int32_t>> memberships;
  std::vector<uint64_t> working_at;
  // Of poller.cc: the connections that it serves.
  std::shared_ptr<void> poll_worker;
  // The socket that a guarded call is inside of: whoever closes it interrupts this thread.
  void set_inside_handle(uint64_t handle) { inside_handle_.store(handle, std::memory_order_seq_cst); }
  uint64_t inside_handle() const { return inside_handle_.load(std::memory_order_seq_cst); }

 private:
  std::atomic<uint32_t> inside_{0};
  std::atomic<bool> wake_requested_{false};
  std::atomic<uint64_t> inside_handle_{0};
  std::atomic<uint32_t> permit_{0};
#if !defined(__linux__)
  std::mutex park_mutex_;
  std::condition_variable park_;
#endif
  bool task_taken_ = false;
  bool return_scheduled_ = false;
  pthread_t const pthread_;
  std::shared_ptr<Ring> const ring_;
};

// The number by which strace and /proc know the calling thread.
int64_t CurrentThreadId();

#endif  // BERKELEY_SOCKETS_THREAD_H_
