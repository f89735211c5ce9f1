// Who owns a set of connections, and who stands by to take one over.
#include <algorithm>
#include <bit>

#include "poll_set.h"
#include "thread.h"
#include "waker.h"

using Phase = Connection::Phase;

namespace {

constexpr uint64_t kMillisecond = 1'000'000;

// The watcher looks this often; more seldom where nobody has been stuck of late. An owner that has not come for more in
// between, and sleeps, is blocked.
constexpr uint64_t kTick = kMillisecond / 2;
constexpr uint64_t kSlowTick = kMillisecond;
constexpr uint64_t kOfLate = 1000 * kMillisecond;

// What an owner may compute before it comes for more. Its code may not be compiled yet, or its calls are recorded: then
// it is slow, and others, whose code is no warmer, are no help.
constexpr uint64_t kCompute = 2 * kMillisecond;
constexpr uint64_t kComputeCold = 10 * kMillisecond;
constexpr uint32_t kColdTurns = 500;

// Ticks without anything to watch after which the watcher sleeps.
constexpr int kQuietTicks = 20;

// Makes the worker the owner of a set that has none.
bool TakeSet(PollWorker& worker, PollSet& set) {
  const std::lock_guard lock(set.mutex);
  if (set.owner != nullptr) return false;
  set.owner = &worker;
  worker.set = &set;
  worker.took = !set.connections.empty();
  return true;
}

// What a watcher has seen of a set: at which turn it was, and what its owner had computed then.
struct Seen {
  uint32_t turn = 0;
  bool again = false;  // the turn was the same when it was looked at last
  uint64_t cpu = 0;    // of the owner, when the turn was first the same
};

uint64_t MayCompute(const PollWorker& owner) {
  const bool is_cold = owner.turns.load(std::memory_order_relaxed) < kColdTurns || owner.thread.tracing();
  return is_cold ? kComputeCold : kCompute;
}

// Looks at a set, once a tick, under its lock: whether its owner is stuck with what it has in its hands. It is if it
// sleeps there, or computes for too long; not if it waits for a core: whoever came instead would have to wait too.
bool IsStuck(const PollSet& set, Seen& seen, bool& active) {
  const bool again = seen.turn == set.turn;
  const bool first = again && !seen.again;
  seen.turn = set.turn;
  seen.again = again;
  active = active || !again || set.busy || set.next < set.count;
  if (!again || !set.busy || set.owner == nullptr) return false;
  const uint64_t cpu = set.owner->activity.Cpu();
  if (first) seen.cpu = cpu;
  const bool sleeps = set.owner->activity.Sleeps();
  set.owner->slept = sleeps;
  return sleeps || cpu - seen.cpu >= MayCompute(*set.owner);
}

// Takes over a set whose owner is stuck.
bool TakeOver(PollWorker& worker, PollSet& set, Seen& seen, bool& active) {
  const std::lock_guard lock(set.mutex);
  if (!IsStuck(set, seen, active)) return false;
  // What the owner has in its hands is its own from now on: no event of it is ours.
  if (set.current != nullptr && set.current->watched != selector::Interest::kNone) {
    selector::Watch(worker.thread, set.selector, set.current->fd(), set.current->watched, selector::Interest::kNone,
                    set.current);
    set.current->watched = selector::Interest::kNone;
  }
  set.current = nullptr;
  set.busy = false;
  set.owner = &worker;
  worker.set = &set;
  return true;
}

bool BecomeWatcher(PollWorker& worker) {
  Poller& poller = *worker.poller;
  const std::lock_guard lock(poller.mutex);
  if (poller.watcher == nullptr) poller.watcher = &worker;
  return poller.watcher == &worker;
}

// The worker does not stand by any more. If it was the last, and connections that were passed on are left, owners have
// to take them: nobody else will come by himself.
void WakeOwners(const PollWorker& worker) {
  Poller& poller = *worker.poller;
  {
    const std::lock_guard lock(poller.mutex);
    if (poller.passed.empty() || !poller.standby.empty()) return;
  }
  for (const auto& set : poller.sets) {
    const std::lock_guard lock(set->mutex);
    set->WakeOwner(worker);
  }
}

}  // namespace

void Slowness::Learn(uint32_t servlet, bool has_slept) {
  // One that has not slept so often in a row is quick again.
  constexpr int kTrials = 20;
  if (servlet == 0) return;
  std::atomic<int>& trials = trials_[std::countr_zero(servlet)];
  if (has_slept) {
    trials = kTrials;
    mask_ |= servlet;
  } else if (trials.load() > 0 && trials.fetch_sub(1) == 1) {
    mask_ &= ~servlet;
  }
}

bool PassOn(PollWorker& worker) {
  Poller& poller = *worker.poller;
  Connection& connection = *worker.held;
  Unwatch(worker, connection);
  {
    const std::lock_guard lock(poller.mutex);
    // It does not wait for a thread that has to be started: the main thread may be blocked, or there is no memory.
    if (poller.passed.size() >= poller.standby.size()) return false;
    poller.passed.push_back(&connection);
    worker.held = nullptr;
  }
  poller.WakeStandby();
  return true;
}

bool TakePassed(PollWorker& worker, bool if_left) {
  Poller& poller = *worker.poller;
  const std::lock_guard lock(poller.mutex);
  if (poller.passed.empty() || (if_left && !poller.standby.empty())) return false;
  worker.held = poller.passed.front();
  poller.passed.pop_front();
  worker.passed = true;
  return true;
}

void StandBy(PollWorker& worker, bool on) {
  Poller& poller = *worker.poller;
  const std::lock_guard lock(poller.mutex);
  if (worker.stands_by == on) return;
  worker.stands_by = on;
  if (on) {
    poller.standby.push_back(&worker);
  } else {
    std::erase(poller.standby, &worker);
    if (poller.watcher == &worker) poller.watcher = nullptr;
  }
}

Awaited AwaitSet(PollWorker& worker, uint64_t deadline) {
  Poller& poller = *worker.poller;
  std::vector<Seen> seen(poller.sets.size());
  int quiet = 0;
  Awaited result{};
  StandBy(worker, true);
  for (;;) {
    if (poller.is_shut() && poller.connections.load() == 0) {
      result = Awaited::kShut;
      break;
    }
    if (TakePassed(worker, false)) {
      result = Awaited::kPassed;
      break;
    }
    const bool watches = BecomeWatcher(worker);
    bool active = false;
    for (size_t i = 0; i < poller.sets.size() && worker.set == nullptr; i++) {
      PollSet& set = *poller.sets[i];
      if (!TakeSet(worker, set) && watches && TakeOver(worker, set, seen[i], active)) {
        poller.takeovers++;
        poller.last_takeover = Now();
        worker.took = true;
      }
    }
    if (worker.set != nullptr) {
      result = Awaited::kSet;
      break;
    }
    uint64_t until = deadline;
    if (watches) {
      quiet = active || (quiet > kQuietTicks && !poller.watcher_sleeps.load()) ? 0 : quiet + 1;
      if (quiet == kQuietTicks) {
        // Whoever gets events from now on wakes it. It looks once more, for those that got some before.
        poller.watcher_sleeps = true;
        continue;
      }
      if (quiet < kQuietTicks) {
        const uint64_t now = Now();
        until = now + (now - poller.last_takeover.load() < kOfLate ? kTick : kSlowTick);
        if (deadline != 0) until = std::min(until, deadline);
      }
    }
    if (deadline != 0 && Now() >= deadline) {
      result = Awaited::kTimedOut;
      break;
    }
    if (!worker.thread.Park(until)) {
      result = Awaited::kInterrupted;
      break;
    }
  }
  StandBy(worker, false);
  // It was counted on until now.
  if (result == Awaited::kTimedOut && TakePassed(worker, true)) result = Awaited::kPassed;
  // Somebody else has to watch.
  poller.WakeStandby();
  WakeOwners(worker);
  return result;
}

void Poller::WakeAll() {
  const std::lock_guard lock(mutex);
  for (PollWorker* const worker : workers) worker->thread.Signal(0);
  NudgeWaker();
}

// The one that came last: its caches are warm.
void Poller::WakeStandby() {
  const std::lock_guard lock(mutex);
  if (!standby.empty()) standby.back()->thread.Unpark();
}

bool Poller::MustHire() {
  const std::lock_guard lock(mutex);
  return standby.empty() && workers.size() < max_threads;
}

bool Poller::IsPressed() {
  const std::lock_guard lock(mutex);
  return standby.empty() && workers.size() >= max_threads;
}

void Poller::WakeWatcher() {
  if (!watcher_sleeps.exchange(false)) return;
  const std::lock_guard lock(mutex);
  if (watcher != nullptr) watcher->thread.Unpark();
}
