#include "poll_set.h"

#include <algorithm>

#include "call.h"
#include "thread.h"
#include "waker.h"

using Phase = Connection::Phase;
using Progress = Connection::Progress;
using selector::Interest;

namespace {

constexpr uint64_t kMillisecond = 1'000'000;

// How many connections are accepted before others are served.
constexpr int kAccepts = 16;

// While the server stops, a connection that waits for its next request is kept this long: a request may be on
// its way.
constexpr uint64_t kGrace = 250 * kMillisecond;

// How long the owner does not look for connections that have waited for too long: a timeout is so much longer at most.
uint64_t LookInterval(const Poller& poller) {
  if (poller.is_shut()) return 20 * kMillisecond;
  uint64_t shortest = 8000;
  for (const int64_t timeout : {poller.keep_alive_timeout, poller.connection_timeout}) {
    if (timeout >= 0) shortest = std::min(shortest, static_cast<uint64_t>(timeout));
  }
  return std::max<uint64_t>(shortest / 8, 10) * kMillisecond;
}

// Under the set's lock.
int Watch(Thread& thread, const PollSet& set, Connection& connection, Interest interest) {
  if (connection.watched == interest) return 0;
  const int error = selector::Watch(thread, set.selector, connection.fd(), connection.watched, interest, &connection);
  if (error == 0) connection.watched = interest;
  return error;
}

uint64_t DeadlineOf(const Poller& poller, const Connection& connection) {
  const uint64_t shut = poller.shut_at.load();
  const bool isIdle = connection.phase == Phase::kIdle;
  // One that has sent nothing yet waits for a request too.
  const bool isNew = connection.phase == Phase::kReading && connection.input.empty();
  if (shut == 0 || !(isIdle || isNew)) return connection.deadline;
  const int64_t timeout = isIdle ? poller.keep_alive_timeout : poller.connection_timeout;
  const uint64_t since = timeout < 0 ? 0 : connection.deadline - static_cast<uint64_t>(timeout) * kMillisecond;
  return std::min(connection.deadline, std::max(shut, since) + kGrace);
}

// Finds the connections that have waited for too long. JavaScript answers those that are in the middle of a message.
void Look(PollWorker& worker, PollSet& set, uint64_t now) {
  const Poller& poller = *worker.poller;
  std::vector<Connection*> late;
  {
    const std::lock_guard lock(set.mutex);
    uint64_t first = UINT64_MAX;
    for (Connection* const connection : set.connections) {
      if (connection->phase == Phase::kHeld) continue;
      const uint64_t deadline = DeadlineOf(poller, *connection);
      if (deadline > now) {
        first = std::min(first, deadline);
        continue;
      }
      (connection->phase == Phase::kReading ? set.expired : late).push_back(connection);
      connection->was = connection->phase;
      connection->phase = Phase::kHeld;
    }
    set.next_look = std::max(first, now + LookInterval(poller));
  }
  for (Connection* const connection : late) {
    worker.held = connection;
    CloseHeld(worker);
  }
}

// Milliseconds until the owner has something to do though nothing happens; below 0: never.
int TimeToWait(const PollWorker& worker, PollSet& set, uint64_t deadline) {
  const Poller& poller = *worker.poller;
  const uint64_t now = Now();
  uint64_t until = deadline == 0 ? UINT64_MAX : deadline;
  if (poller.accept_again.load() > now) until = std::min(until, poller.accept_again.load());
  const std::lock_guard lock(set.mutex);
  until = std::min(until, set.next_look);
  set.sleeps_until = until;
  if (until == UINT64_MAX) return -1;
  return until <= now ? 0 : static_cast<int>((until - now + kMillisecond - 1) / kMillisecond);
}

}  // namespace

void Listen(Thread& thread, Poller& poller, PollSet& set) {
  const std::lock_guard lock(set.mutex);
  const bool on = poller.accepts.load() && poller.connections.load() < poller.max_connections &&
                  poller.accept_again.load() <= Now();
  if (set.listening == on) return;
  Handles::Entry* const entry = Handles::Find(poller.listener);
  if (entry == nullptr || !Handles::Enter(*entry, poller.listener, 0)) return;
  if (selector::WatchListener(thread, set.selector, entry->fd.load(), on, !poller.shares_listener, nullptr) == 0)
    set.listening = on;
  Handles::Leave(thread, *entry, poller.listener);
}

Found Take(PollWorker& worker) {
  PollSet& set = *worker.set;
  const std::unique_lock lock(set.mutex);
  if (set.owner != &worker) {
    worker.set = nullptr;
    if (worker.slept) worker.poller->slowness.Learn(worker.servlet, true);
    return Found::kNothing;
  }
  set.turn++;
  worker.turns.fetch_add(1, std::memory_order_relaxed);
  set.busy = true;
  set.current = nullptr;
  if (set.accepts > 0) {
    set.accepts--;
    return Found::kNew;
  }
  if (!set.expired.empty()) {
    worker.held = set.current = set.expired.back();
    set.expired.pop_back();
    return Found::kExpired;
  }
  while (set.next < set.count) {
    auto* const connection = static_cast<Connection*>(selector::DataOf(set.events[set.next++]));
    if (connection == nullptr) {
      set.accepts = kAccepts - 1;
      return Found::kNew;
    }
    if (connection->phase == Phase::kHeld) continue;
    connection->was = connection->phase;
    connection->phase = Phase::kHeld;
    worker.held = set.current = connection;
    return Found::kConnection;
  }
  set.busy = false;
  return Found::kNothing;
}

bool WaitForEvents(PollWorker& worker, uint64_t deadline) {
  PollSet& set = *worker.set;
  Poller& poller = *worker.poller;
  Listen(worker.thread, poller, set);
  const uint64_t now = Now();
  bool late = false;
  {
    const std::lock_guard lock(set.mutex);
    late = now >= set.next_look || poller.is_shut();
  }
  if (late) {
    Look(worker, set, now);
    if (!set.expired.empty()) return true;
  }
  // Nobody takes over the set meanwhile: the owner has nothing in its hands.
  const int count =
      selector::Wait(worker.thread, set.selector, set.events, PollSet::kBatch, TimeToWait(worker, set, deadline));
  {
    const std::lock_guard lock(set.mutex);
    set.next = 0;
    set.count = std::max(count, 0);
    set.sleeps_until = 0;
  }
  // Behind the lock: the watcher sees the events, or this sees that it sleeps.
  if (count > 0 && poller.watcher_sleeps.load()) poller.WakeWatcher();
  return count >= 0;
}

void GiveBack(PollWorker& worker, Phase phase, uint64_t deadline) {
  Connection& connection = *worker.held;
  PollSet& set = *connection.set;
  const Interest interest = phase == Phase::kSending ? Interest::kWrite : Interest::kRead;
  {
    const std::lock_guard lock(set.mutex);
    if (set.current == &connection) set.current = nullptr;
    connection.deadline = deadline;
    connection.phase = phase;
    if (phase != Phase::kReading) connection.stage = 0;
    set.next_look = std::min(set.next_look, deadline);
    if (deadline < set.sleeps_until) set.WakeOwner(worker);
    if (Watch(worker.thread, set, connection, interest) == 0) {
      worker.held = nullptr;
      return;
    }
    connection.phase = Phase::kHeld;
  }
  CloseHeld(worker);
}

void Unwatch(PollWorker& worker, Connection& connection) {
  PollSet& set = *connection.set;
  const std::lock_guard lock(set.mutex);
  if (set.current == &connection) set.current = nullptr;
  Watch(worker.thread, set, connection, Interest::kNone);
}

void CloseHeld(PollWorker& worker) {
  Connection& connection = *worker.held;
  Poller& poller = *worker.poller;
  PollSet& set = *connection.set;
  {
    const std::lock_guard lock(set.mutex);
    if (set.current == &connection) set.current = nullptr;
    set.connections.back()->position = connection.position;
    set.connections[connection.position] = set.connections.back();
    set.connections.pop_back();
  }
  connection.Close(worker.thread);
  worker.held = nullptr;
  {
    const std::lock_guard lock(poller.mutex);
    poller.unused.push_back(&connection);
  }
  const int before = poller.connections.fetch_sub(1);
  if (before == 1 && poller.is_shut()) poller.WakeAll();
  if (before < poller.max_connections) return;
  // There is room again.
  for (const auto& each : poller.sets) {
    const std::lock_guard lock(each->mutex);
    if (!each->listening) each->WakeOwner(worker);
  }
}

void PollSet::WakeOwner(const PollWorker& self) const {
  if (owner == nullptr || owner == &self) return;
  owner->thread.Signal(0);
  NudgeWaker();
}

void BeBusy(PollWorker& worker) {
  if (worker.set == nullptr) return;
  PollSet& set = *worker.set;
  {
    const std::lock_guard lock(set.mutex);
    if (set.owner != &worker) return;
    set.turn++;
    set.busy = true;
    set.current = nullptr;
  }
  if (worker.poller->watcher_sleeps.load()) worker.poller->WakeWatcher();
}

void StopAccepting(PollWorker& worker) {
  if (worker.set == nullptr) return;
  const std::lock_guard lock(worker.set->mutex);
  if (worker.set->owner == &worker) worker.set->accepts = 0;
}

void Linger(PollWorker& worker) {
  constexpr int64_t kLinger = 2000;
  worker.held->ShutdownOutput(worker.thread);
  GiveBack(worker, Phase::kLingering, Later(Now(), kLinger));
}

bool GoOn(PollWorker& worker) {
  Connection& connection = *worker.held;
  if (connection.was == Phase::kLingering) {
    if (connection.Discard(worker.thread) == Progress::kWaits) {
      GiveBack(worker, Phase::kLingering, connection.deadline);
    } else {
      CloseHeld(worker);
    }
    return false;
  }
  const size_t sent = connection.sent;
  const int64_t count = connection.count;
  switch (connection.Send(worker.thread)) {
    case Progress::kDone:
      break;
    case Progress::kWaits: {
      const bool moved = connection.sent != sent || connection.count != count;
      GiveBack(worker, Phase::kSending, moved ? Later(Now(), worker.poller->connection_timeout) : connection.deadline);
      return false;
    }
    case Progress::kFailed:
      CloseHeld(worker);
      return false;
  }
  connection.FinishOutput(worker.thread);
  if (!connection.keep) {
    Linger(worker);
    return false;
  }
  return true;
}

void GiveUpSet(PollWorker& worker) {
  if (worker.set == nullptr) return;
  PollSet& set = *worker.set;
  {
    const std::lock_guard lock(set.mutex);
    worker.set = nullptr;
    if (set.owner != &worker) return;
    set.owner = nullptr;
    set.busy = false;
    if (set.current != nullptr) Watch(worker.thread, set, *set.current, Interest::kNone);
    set.current = nullptr;
  }
  worker.poller->WakeStandby();
}
