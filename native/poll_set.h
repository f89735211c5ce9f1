// What the threads of a poller share (poller.h).
#ifndef BERKELEY_SOCKETS_POLL_SET_H_
#define BERKELEY_SOCKETS_POLL_SET_H_

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "activity.h"
#include "connection.h"
#include "selector.h"

class Thread;
struct Poller;
struct PollSet;

// A thread that serves connections.
struct PollWorker {
  PollWorker(Thread& its_thread, std::shared_ptr<Poller> its_poller)
      : thread(its_thread), poller(std::move(its_poller)) {}

  Thread& thread;
  std::shared_ptr<Poller> poller;
  Bytes input{};                   // where JavaScript wants what clients send
  PollSet* set = nullptr;          // that it owns, as far as it knows
  Connection* held = nullptr;      // that it serves
  bool stands_by = false;          // guarded by the poller's lock
  std::atomic<uint32_t> turns{0};  // how often it has come for more
  Activity activity;
  uint32_t servlet = 0;             // that it has called last: its bit of Slowness
  std::atomic<bool> slept = false;  // when its set was taken over
  bool passed = false;              // what it holds was passed on to it
  bool took = false;                // the set, with connections, and JavaScript has not been told
};

struct PollSet {
  static constexpr int kBatch = 64;

  int selector = -1;
  std::mutex mutex;  // guards what follows
  PollWorker* owner = nullptr;
  // Changes each time the owner comes for more: if it stays the same, the owner is stuck.
  uint32_t turn = 0;
  bool busy = false;              // the owner has something in its hands:
  Connection* current = nullptr;  // this, if it is a connection of this set
  int accepts = 0;                // how often accept(2) is tried before the next event
  int count = 0;                  // of `events`
  int next = 0;
  selector::Event events[kBatch];
  std::vector<Connection*> connections;
  std::vector<Connection*> expired;  // those that JavaScript has to be told of
  bool listening = false;
  // When the first of the connections will have waited for too long.
  uint64_t next_look = UINT64_MAX;
  // The owner sleeps until then, if nothing happens; 0 while it does not.
  uint64_t sleeps_until = 0;

  // Under the lock: has the owner look at the set, if it is another thread.
  void WakeOwner(const PollWorker& self) const;
};

// Which servlets sleep, by their bits: requests for them are passed on to threads that stand by, so that the owner of
// the set goes on with the others.
class Slowness {
 public:
  uint32_t mask() const { return mask_.load(std::memory_order_relaxed); }
  void Learn(uint32_t servlet, bool has_slept);

 private:
  std::atomic<uint32_t> mask_{0};
  std::atomic<int> trials_[32]{};
};

struct Poller {
  // Milliseconds; below 0: no limit.
  int64_t keep_alive_timeout = 0;
  int64_t connection_timeout = 0;
  size_t max_threads = 0;
  uint64_t listener = 0;  // a handle
  std::vector<std::unique_ptr<PollSet>> sets;

  std::atomic<uint64_t> takeovers{0};
  std::atomic<uint64_t> last_takeover{0};
  std::atomic<uint64_t> accepted{0};
  // When it was shut, as Now(); 0 while it is not.
  std::atomic<uint64_t> shut_at{0};
  // Nobody accepts before this.
  std::atomic<uint64_t> accept_again{0};
  std::atomic<uint64_t> accept_pause{0};
  // Why accept(2) failed, until JavaScript has told of it; and when it is told again at the earliest.
  std::atomic<uint64_t> next_report{0};
  std::atomic<int> accept_error{0};
  std::atomic<int> connections{0};
  int max_connections = 0;
  // A descriptor to give away when there are none left, so that a client can be refused. Guarded by the lock.
  int reserve = -1;
  // Another process may have the listener too.
  bool shares_listener = false;
  std::atomic<bool> accepts{true};
  // The watcher has nothing to look at: whoever gets events wakes it.
  std::atomic<bool> watcher_sleeps{false};

  std::mutex mutex;  // guards what follows
  std::deque<Connection> all;
  std::vector<Connection*> unused;
  size_t next_set = 0;
  std::vector<PollWorker*> workers;
  std::vector<PollWorker*> standby;
  // Connections with a request that somebody who stands by is to serve.
  std::deque<Connection*> passed;
  // Of those that stand by, the one that looks for owners that are stuck.
  PollWorker* watcher = nullptr;

  Slowness slowness;

  bool is_shut() const { return shut_at.load() != 0; }
  void WakeAll();
  // Nobody stands by, and there may be no more threads.
  bool IsPressed();
  // Nobody stands by, but there may be more threads.
  bool MustHire();
  void WakeStandby();
  void WakeWatcher();
};

// When milliseconds are over; below 0: never.
inline uint64_t Later(uint64_t now, int64_t milliseconds) {
  return milliseconds < 0 ? UINT64_MAX : now + static_cast<uint64_t>(milliseconds) * 1'000'000;
}

// standby.cc: what AwaitSet() has waited for.
enum class Awaited : uint8_t { kSet, kPassed, kShut, kTimedOut, kInterrupted };
// Waits until the worker owns a set, or holds a connection that was passed on, or until `deadline` (as Now(); 0: for
// ever).
Awaited AwaitSet(PollWorker& worker, uint64_t deadline);
// Whether the worker waits for a set.
void StandBy(PollWorker& worker, bool on);

// standby.cc: the connection that the worker holds, with input, is for somebody who stands by. False: there is nobody.
bool PassOn(PollWorker& worker);
// Has the worker hold a connection that was passed on; `if_left`: and that nobody is there to take, because those who
// stood by have found something else to do.
bool TakePassed(PollWorker& worker, bool if_left);

// poll_set.cc: what a thread does with the set that it owns.

// What Take() has found.
enum class Found : uint8_t { kConnection, kExpired, kNew, kNothing };

// The next thing to do; the worker holds the connection then. With kNothing it must wait, or has lost the set.
Found Take(PollWorker& worker);
// Watches the listener, unless there are too many connections or too few descriptors, or the poller is shut.
void Listen(Thread& thread, Poller& poller, PollSet& set);
// Waits for events until `deadline` (0: for ever). False when something waits that JavaScript has to do.
bool WaitForEvents(PollWorker& worker, uint64_t deadline);
// Gives back the connection that the worker holds: it waits from now on.
void GiveBack(PollWorker& worker, Connection::Phase phase, uint64_t deadline);
// There are no events of a connection that somebody holds.
void Unwatch(PollWorker& worker, Connection& connection);
// Closes the connection that the worker holds.
void CloseHeld(PollWorker& worker);
// Sends FIN, and closes the connection when the client has closed its side too.
void Linger(PollWorker& worker);
// Goes on with the output of the connection that the worker holds. False: nothing is left to do with it.
bool GoOn(PollWorker& worker);
// The worker is about to do something else, such as run JavaScript's timers: if that takes long, the set is taken over.
void BeBusy(PollWorker& worker);
// Nothing is left to accept.
void StopAccepting(PollWorker& worker);
// The worker does not own the set any more; what it holds is its own.
void GiveUpSet(PollWorker& worker);

// accept.cc: takes all connections that are in the listener's queue. Nobody listens any more.
void AcceptLast(Thread& thread, const std::shared_ptr<Poller>& poller);
// accept.cc: takes a connection from the listener's queue. False when there is none.
bool Accept(PollWorker& worker);

#endif  // BERKELEY_SOCKETS_POLL_SET_H_
