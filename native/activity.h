// What another thread is doing: whether it sleeps in the kernel, and how much it has computed.
#ifndef BERKELEY_SOCKETS_ACTIVITY_H_
#define BERKELEY_SOCKETS_ACTIVITY_H_

#include <cstdint>

#if defined(__linux__)
#include <ctime>
#else
#include <mach/mach.h>
#endif

// Of the thread that makes the object; the other methods are for all threads, as long as that one lives.
class Activity {
 public:
  Activity();
  ~Activity();
  Activity(const Activity&) = delete;
  Activity& operator=(const Activity&) = delete;

  // Whether it sleeps. False when it runs, or waits for a core to run on, which it may do for long on a busy machine.
  bool Sleeps() const;
  // Nanoseconds of a core that it has had so far.
  uint64_t Cpu() const;

  // Whether the calling thread has slept since it called Begin() last.
  void Begin();
  bool HasSlept() const;

 private:
#if defined(__linux__)
  int stat_;
  clockid_t clock_;
#else
  mach_port_t thread_;
  uint64_t begun_ = 0;
#endif
  uint64_t mark_ = 0;
};

#endif  // BERKELEY_SOCKETS_ACTIVITY_H_
