// What the process knows of each thread that has loaded the addon: which call it is inside, how to
// wake it, and its trace. One Thread belongs to one Node environment, and so to one thread.
#ifndef BERKELEY_SOCKETS_THREAD_H_
#define BERKELEY_SOCKETS_THREAD_H_

#include <node_api.h>
#include <pthread.h>

#include <atomic>
#include <cstdint>
#include <memory>

#include "ring.h"
#include "waker.h"

// Memory that native code and TypeScript share, so that an address or a length costs no JavaScript
// object. The kernel is never given more than the sizes here.
struct Shared {
  // What the kernel wrote through pointers to int: lengths, descriptors, flags. The last one counts how
  // often Thread::last_buffer has changed.
  int32_t registers[4];
  uint8_t address[128];      // sockaddr_storage, from the kernel
  uint8_t destination[256];  // sockaddr, to the kernel; longer than any that it takes
};

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
  // The request is answered.
  void ClearRequest() { wake_requested_.store(false, std::memory_order_seq_cst); }

  // Whether this thread records itself. Guarded by the lock of tracing.cc.
  bool records_itself = false;
  bool tracing() const { return tracing_.load(std::memory_order_relaxed); }
  void set_tracing(bool on) { tracing_.store(on, std::memory_order_relaxed); }
  const std::shared_ptr<Ring>& ring() const { return ring_; }

  napi_env const env;
  Shared* const shared;
  napi_ref invalid_argument = nullptr;  // the function that makes the error for a bad argument
  napi_ref at_next_turn = nullptr;      // the function that has ReturnTask() called by the event loop
  Loop loop;
  Bytes last_buffer;  // see RememberedSlice

 private:
  std::atomic<uint32_t> inside_{0};
  std::atomic<bool> wake_requested_{false};
  bool task_taken_ = false;
  bool return_scheduled_ = false;
  std::atomic<bool> tracing_{false};
  pthread_t const pthread_;
  std::shared_ptr<Ring> const ring_;
};

// The number by which strace and /proc know the calling thread.
int64_t CurrentThreadId();

#endif  // BERKELEY_SOCKETS_THREAD_H_
