#include "waker.h"

#include <dlfcn.h>
#include <pthread.h>

#include <algorithm>
#include <csignal>
#include <ctime>
#include <mutex>
#include <vector>

#include "thread.h"

#if defined(__linux__)
#include <sys/epoll.h>
#include <sys/eventfd.h>
#else
#include <fcntl.h>
#include <sys/event.h>
#endif
#include <unistd.h>

namespace {

// Never destroyed: the waker's thread and other environments use them until the process ends.
struct Registry {
  std::mutex mutex;
  std::vector<Thread*> threads;  // guarded by mutex
  int watch = -1;                // epoll or kqueue descriptor; written once, under mutex
  int nudge_in = -1;             // what NudgeWaker() writes to, and the waker reads; written once
  int nudge_out = -1;
};

Registry& TheRegistry() {
  static auto* const registry = new Registry;
  return *registry;
}

constexpr timespec kPause{0, 1'000'000};

// How long the waker waits for events, in milliseconds.
enum class Wait : int { kForEver = -1, kInterrupting = 1 };

// Waits until one of the watched event loops has something to do. Edge-triggered: a loop that nobody
// empties, because its thread is blocked, is told once for each time that something is posted to it.
#if defined(__linux__)

int CreateWatch() { return epoll_create1(EPOLL_CLOEXEC); }

void Watch(int watch, int fd) {
  epoll_event event{};
  event.events = EPOLLIN | EPOLLET;
  event.data.fd = fd;
  epoll_ctl(watch, EPOLL_CTL_ADD, fd, &event);
}

void Unwatch(int watch, int fd) { epoll_ctl(watch, EPOLL_CTL_DEL, fd, nullptr); }

void CreateNudge(Registry& registry) {
  registry.nudge_in = registry.nudge_out = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

std::vector<int> WaitForEvents(int watch, Wait wait) {
  epoll_event events[16];
  const int count = epoll_wait(watch, events, 16, static_cast<int>(wait));
  std::vector<int> loops;
  for (int i = 0; i < count; i++) loops.push_back(events[i].data.fd);
  return loops;
}

#else  // kqueue(2) of macOS: EVFILT_READ on another kqueue tells that it has events; EV_CLEAR is the edge.

int CreateWatch() { return kqueue(); }

void Watch(int watch, int fd) {
  struct kevent change {};
  EV_SET(&change, fd, EVFILT_READ, EV_ADD | EV_CLEAR, 0, 0, nullptr);
  kevent(watch, &change, 1, nullptr, 0, nullptr);
}

void Unwatch(int watch, int fd) {
  struct kevent change {};
  EV_SET(&change, fd, EVFILT_READ, EV_DELETE, 0, 0, nullptr);
  kevent(watch, &change, 1, nullptr, 0, nullptr);
}

std::vector<int> WaitForEvents(int watch, Wait wait) {
  struct kevent events[16];
  const timespec timeout{0, static_cast<int>(wait) * 1'000'000L};
  const int count = kevent(watch, nullptr, 0, events, 16, wait == Wait::kForEver ? nullptr : &timeout);
  std::vector<int> loops;
  for (int i = 0; i < count; i++) loops.push_back(static_cast<int>(events[i].ident));
  return loops;
}

void CreateNudge(Registry& registry) {
  int ends[2] = {-1, -1};
  if (pipe(ends) != 0) return;
  for (const int end : ends) {
    fcntl(end, F_SETFD, FD_CLOEXEC);
    fcntl(end, F_SETFL, O_NONBLOCK);
  }
  registry.nudge_out = ends[0];
  registry.nudge_in = ends[1];
}

#endif

// A signal may arrive between the look at wake_requested_ and the system call, where it interrupts
// nothing. So it is sent again every millisecond until the thread has answered the request.
void* RunWaker(void* /*unused*/) {
  Registry& registry = TheRegistry();
  Wait wait = Wait::kForEver;
  for (;;) {
    const std::vector<int> loops = WaitForEvents(registry.watch, wait);
    wait = Wait::kForEver;
    uint64_t nudges = 0;
    while (read(registry.nudge_out, &nudges, sizeof nudges) == sizeof nudges) {
    }
    {
      const std::lock_guard lock(registry.mutex);
      for (Thread* thread : registry.threads) {
        const bool event = std::find(loops.begin(), loops.end(), thread->loop.fd) != loops.end();
        if ((event && thread->loop.TaskMayWait()) || thread->HasSignals()) thread->RequestWake();
        if (thread->MustBeInterrupted()) {
          thread->Interrupt();
          wait = Wait::kInterrupting;
        }
      }
    }
    // A busy event loop must not keep this thread busy too.
    nanosleep(&kPause, nullptr);
  }
}

void StartWaker(Registry& registry) {
  registry.watch = CreateWatch();
  CreateNudge(registry);
  Watch(registry.watch, registry.nudge_out);
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  // No signal of the application may be delivered to the waker.
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t waker{};
  if (pthread_create(&waker, nullptr, RunWaker, nullptr) == 0) pthread_detach(waker);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void Ignore(int /*signal*/) {}

// Once per process. The addon is never unloaded: the waker runs its code.
void InitializeProcess() {
  struct sigaction action {};
  action.sa_handler = Ignore;  // no SA_RESTART: a blocked call returns EINTR (signal(7))
  sigemptyset(&action.sa_mask);
  sigaction(WakeSignal(), &action, nullptr);
  Dl_info self{};
  if (dladdr(reinterpret_cast<const void*>(&InitializeProcess), &self) != 0) {
    dlopen(self.dli_fname, RTLD_LAZY | RTLD_NODELETE);
  }
}

// The wake signal must arrive, and SIGPIPE must not: write(2) on a socket without a reader raises it
// in the writing thread, and Node's `process.on('SIGPIPE')` + `removeListener` restores its default,
// which kills. Blocked, it stays pending for ever and the write returns EPIPE. Children are not
// affected: libuv empties the mask of a child before exec (uv__process_child_init).
void InitializeSignalMask() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, WakeSignal());
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

}  // namespace

int WakeSignal() {
#if defined(__linux__)
  return SIGRTMAX - 2;
#else
  return SIGIO;
#endif
}

void RegisterThread(Thread* thread) {
  static std::once_flag once;
  std::call_once(once, InitializeProcess);
  InitializeSignalMask();
  Registry& registry = TheRegistry();
  const std::lock_guard lock(registry.mutex);
  registry.threads.push_back(thread);
  if (thread->loop.fd < 0) return;
  if (registry.watch < 0) StartWaker(registry);
  Watch(registry.watch, thread->loop.fd);
}

void PrepareWaker() {
  Registry& registry = TheRegistry();
  const std::lock_guard lock(registry.mutex);
  if (registry.watch < 0) StartWaker(registry);
}

void NudgeWaker() {
  const uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = write(TheRegistry().nudge_in, &one, sizeof one);
}

void UnregisterThread(Thread* thread) {
  Registry& registry = TheRegistry();
  const std::lock_guard lock(registry.mutex);
  std::erase(registry.threads, thread);
  if (thread->loop.fd >= 0) Unwatch(registry.watch, thread->loop.fd);
}

void SettleSignals() { const std::lock_guard lock(TheRegistry().mutex); }

void SettleRequest(Thread* thread) {
  const std::lock_guard lock(TheRegistry().mutex);
  thread->ClearRequest();
}

void ForEachThread(const std::function<void(Thread&)>& visit) {
  Registry& registry = TheRegistry();
  const std::lock_guard lock(registry.mutex);
  for (Thread* thread : registry.threads) visit(*thread);
}
