// The trace's memory: one ring per thread, written by that thread alone and read by one reader at a
// time. It never blocks the writer: records that do not fit are counted, and the count is a record
// where they are missing.
//
//          tail (reader)                head (writer)
//            v                            v
//   | free   | record | record | record   | free            | pad |
//
// A record is an entry (written before the system call), then an exit (written after it). A record
// whose exit is missing is a call in progress; `pending` tells where its entry is.
#ifndef BERKELEY_SOCKETS_RING_H_
#define BERKELEY_SOCKETS_RING_H_

#include <sys/types.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <memory>
#include <string>
#include <vector>

enum class RecordType : uint16_t { kCall = 1, kApiEnter = 2, kApiLeave = 3, kPad = 4, kLost = 5 };

// CLOCK_MONOTONIC in nanoseconds, as process.hrtime.bigint().
inline uint64_t Now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<uint64_t>(time.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(time.tv_nsec);
}

// The beginning of each record. kApiEnter is followed by the name, kApiLeave by nothing.
struct RecordHeader {
  uint32_t size;  // of this part, with its chunks
  RecordType type;
  uint16_t row;
  uint64_t start;  // CLOCK_MONOTONIC, ns
};

struct RecordEntry {
  RecordHeader header;
  uint64_t args[6];
};

// Records that are missing.
struct LostEntry {
  RecordHeader header;
  uint64_t calls;
  uint64_t others;
};

struct RecordExit {
  uint32_t size;  // of this part, with its chunks
  int32_t error;
  uint64_t end;
  int64_t result;
};

class Ring {
 public:
  static constexpr size_t kCapacity = 1 << 20;
  // Chunks are cut so that no record is longer: 32 vectors of 32 bytes, 4 KiB of control messages.
  static constexpr size_t kMaxRecord = 16384;

  explicit Ring(int64_t thread) : thread_id(thread) {}
  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;

  // Writer. Returns where to write up to kMaxRecord bytes, or nullptr when the ring is full.
  uint8_t* Begin(RecordType type) {
    const uint64_t head = head_.load(std::memory_order_relaxed);
    const uint64_t to_end = kCapacity - head % kCapacity;
    if (to_end < kMaxRecord || head + kMaxRecord - tail_.load(std::memory_order_acquire) > kCapacity ||
        lost_.load(std::memory_order_relaxed) != 0) [[unlikely]]
      return BeginSlow(type);
    return At(head);
  }
  // Writer: the entry at Begin()'s place is complete, and the call is about to be made.
  void Enter() { pending_.store(head_.load(std::memory_order_relaxed) + 1, std::memory_order_release); }
  // Writer: the record is complete.
  void End(size_t size) {
    pending_.store(0, std::memory_order_relaxed);
    head_.store(head_.load(std::memory_order_relaxed) + size, std::memory_order_release);
  }

  // Reader, under the registry's drain lock: appends all complete records to `out`.
  void Drain(std::vector<uint8_t>& out);
  // Appends a record that stands for all of these.
  static void AppendLost(const std::vector<uint8_t>& records, std::vector<uint8_t>& out);
  // Reader, likewise: appends the entry of the call in progress, if there is one.
  void DrainPending(std::vector<uint8_t>& out);

  const int64_t thread_id;
  std::string name;                // of its thread; guarded by the drain lock
  std::atomic<bool> ended{false};  // its thread is gone
  bool read_to_end = false;        // and the reader has everything

 private:
  // In lost_, one record of each sort.
  static constexpr uint64_t kLostCall = 1;
  static constexpr uint64_t kLostApi = uint64_t{1} << 32;
  static LostEntry LostRecord(uint64_t lost);

  uint8_t* BeginSlow(RecordType type);
  uint8_t* At(uint64_t position) const { return memory_.get() + position % kCapacity; }

  std::unique_ptr<uint8_t[]> memory_{new uint8_t[kCapacity]};
  std::atomic<uint64_t> head_{0};
  std::atomic<uint64_t> tail_{0};
  std::atomic<uint64_t> pending_{0};
  // Records that did not fit since the last one that did. The head stays where it is until the reader has made
  // room, so they are missing there.
  std::atomic<uint64_t> lost_{0};
};

// Writes one record: the parts in order, chunks behind each. A chunk is {uint32 length, bytes, padding}.
class Record {
 public:
  explicit Record(uint8_t* place) : begin_(place), at_(place) {}

  template <typename Part>
  void Open(const Part& part) {
    part_ = at_;
    Bytes(&part, sizeof part);
  }
  void Close() {
    while ((at_ - part_) % 8 != 0) *at_++ = 0;
    const auto size = static_cast<uint32_t>(at_ - part_);
    std::memcpy(part_, &size, sizeof size);
  }
  void Chunk(const void* data, size_t length) {
    OpenChunk();
    Bytes(data, length);
    CloseChunk();
  }
  void OpenChunk() {
    chunk_ = at_;
    at_ += sizeof(uint32_t);
  }
  void CloseChunk() {
    const auto length = static_cast<uint32_t>(at_ - (chunk_ + sizeof(uint32_t)));
    std::memcpy(chunk_, &length, sizeof length);
    while ((at_ - begin_) % 4 != 0) *at_++ = 0;
  }
  void Bytes(const void* data, size_t length) {
    if (length != 0) std::memcpy(at_, data, length);
    at_ += length;
  }
  size_t size() const { return static_cast<size_t>(at_ - begin_); }

 private:
  uint8_t* begin_;
  uint8_t* at_;
  uint8_t* part_ = nullptr;
  uint8_t* chunk_ = nullptr;
};

#endif  // BERKELEY_SOCKETS_RING_H_
