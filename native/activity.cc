#include "activity.h"

#include <pthread.h>

#if defined(__linux__)

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstring>

Activity::Activity() : stat_(open("/proc/thread-self/stat", O_RDONLY | O_CLOEXEC)), clock_(CLOCK_MONOTONIC) {
  pthread_getcpuclockid(pthread_self(), &clock_);
}

Activity::~Activity() {
  if (stat_ >= 0) close(stat_);
}

// The state is the letter behind the name, which may contain brackets itself (proc_pid_stat(5)). Where there is no
// /proc, a thread that does not come for more is taken for one that sleeps.
bool Activity::Sleeps() const {
  char text[64];
  const ssize_t n = stat_ < 0 ? 0 : pread(stat_, text, sizeof text, 0);
  if (n <= 0) return true;
  const auto* const name_end = static_cast<const char*>(memrchr(text, ')', static_cast<size_t>(n)));
  return name_end == nullptr || name_end + 2 >= text + n || name_end[2] != 'R';
}

uint64_t Activity::Cpu() const {
  timespec time{};
  clock_gettime(clock_, &time);
  return static_cast<uint64_t>(time.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(time.tv_nsec);
}

namespace {

// How often the calling thread has given up its core to wait for something (getrusage(2)).
uint64_t Sleeps() {
  rusage usage{};
  getrusage(RUSAGE_THREAD, &usage);
  return static_cast<uint64_t>(usage.ru_nvcsw);
}

}  // namespace

void Activity::Begin() { mark_ = ::Sleeps(); }

bool Activity::HasSlept() const { return ::Sleeps() != mark_; }

#else

#include "ring.h"

namespace {

// Written from XNU's osfmk/mach/thread_info.h: times in seconds and microseconds, and a state.
thread_basic_info Info(mach_port_t thread) {
  thread_basic_info info{};
  mach_msg_type_number_t count = THREAD_BASIC_INFO_COUNT;
  if (thread_info(thread, THREAD_BASIC_INFO, reinterpret_cast<thread_info_t>(&info), &count) != KERN_SUCCESS)
    info.run_state = TH_STATE_WAITING;
  return info;
}

uint64_t Nanoseconds(const time_value_t& time) {
  return static_cast<uint64_t>(time.seconds) * 1'000'000'000 + static_cast<uint64_t>(time.microseconds) * 1'000;
}

}  // namespace

// pthread_mach_thread_np(3) gives no reference that would have to be given back.
Activity::Activity() : thread_(pthread_mach_thread_np(pthread_self())) {}

Activity::~Activity() = default;

bool Activity::Sleeps() const { return Info(thread_).run_state != TH_STATE_RUNNING; }

uint64_t Activity::Cpu() const {
  const thread_basic_info info = Info(thread_);
  return Nanoseconds(info.user_time) + Nanoseconds(info.system_time);
}

void Activity::Begin() {
  begun_ = Now();
  mark_ = Cpu();
}

// macOS does not count how often a thread sleeps: it has, if more time has passed than it has computed.
bool Activity::HasSlept() const {
  constexpr uint64_t kNotable = 300'000;
  return Now() - begun_ > Cpu() - mark_ + kNotable;
}

#endif
