#include "ring.h"

LostEntry Ring::LostRecord(uint64_t lost) {
  return {{sizeof(LostEntry), RecordType::kLost, 0, Now()}, lost % kLostApi, lost / kLostApi};
}

uint8_t* Ring::BeginSlow(RecordType type) {
  uint64_t head = head_.load(std::memory_order_relaxed);
  const uint64_t tail = tail_.load(std::memory_order_acquire);
  const uint64_t to_end = kCapacity - head % kCapacity;
  const uint64_t pad = to_end < kMaxRecord ? to_end : 0;
  if (head + pad + sizeof(LostEntry) + kMaxRecord - tail > kCapacity) {
    lost_.fetch_add(type == RecordType::kCall ? kLostCall : kLostApi, std::memory_order_relaxed);
    return nullptr;
  }
  if (pad != 0) {
    // Sizes are multiples of 8, so there is always room for size and type.
    const RecordType filler = RecordType::kPad;
    const auto size = static_cast<uint32_t>(pad);
    std::memcpy(At(head), &size, sizeof size);
    std::memcpy(At(head) + offsetof(RecordHeader, type), &filler, sizeof filler);
    head += pad;
    head_.store(head, std::memory_order_release);
  }
  if (const uint64_t lost = lost_.exchange(0); lost != 0) {
    const LostEntry record = LostRecord(lost);
    std::memcpy(At(head), &record, sizeof record);
    head += sizeof record;
    head_.store(head, std::memory_order_release);
    // What is left before the end may be too little again.
    return BeginSlow(type);
  }
  return At(head);
}

namespace {

struct Header {
  uint32_t size;  // of all its parts
  RecordType type;
};

// A complete record.
Header HeaderOf(const uint8_t* record) {
  Header header{};
  std::memcpy(&header.size, record, sizeof header.size);
  std::memcpy(&header.type, record + offsetof(RecordHeader, type), sizeof header.type);
  if (header.type == RecordType::kCall) {
    uint32_t exit_size = 0;
    std::memcpy(&exit_size, record + header.size, sizeof exit_size);
    header.size += exit_size;
  }
  return header;
}

template <typename Part>
void Append(const Part& part, std::vector<uint8_t>& out) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(&part);
  out.insert(out.end(), bytes, bytes + sizeof part);
}

}  // namespace

void Ring::Drain(std::vector<uint8_t>& out) {
  // Looked at first: while the ring is full, the head does not move.
  const uint64_t lost = lost_.exchange(0);
  uint64_t tail = tail_.load(std::memory_order_relaxed);
  const uint64_t head = head_.load(std::memory_order_acquire);
  while (tail != head) {
    const uint8_t* record = At(tail);
    const auto [size, type] = HeaderOf(record);
    if (type != RecordType::kPad) out.insert(out.end(), record, record + size);
    tail += size;
  }
  tail_.store(tail, std::memory_order_release);
  if (lost != 0) Append(LostRecord(lost), out);
}

void Ring::AppendLost(const std::vector<uint8_t>& records, std::vector<uint8_t>& out) {
  uint64_t lost = 0;
  for (size_t at = 0; at < records.size();) {
    const auto [size, type] = HeaderOf(&records[at]);
    if (type == RecordType::kLost) {
      LostEntry earlier{};
      std::memcpy(&earlier, &records[at], sizeof earlier);
      lost += earlier.calls * kLostCall + earlier.others * kLostApi;
    } else {
      lost += type == RecordType::kCall ? kLostCall : kLostApi;
    }
    at += size;
  }
  if (lost != 0) Append(LostRecord(lost), out);
}

void Ring::DrainPending(std::vector<uint8_t>& out) {
  const uint64_t pending = pending_.load(std::memory_order_acquire);
  // A record that has ended since then lies before the head and was drained, or will be.
  if (pending == 0 || pending - 1 != head_.load(std::memory_order_acquire)) return;
  const uint8_t* entry = At(pending - 1);
  uint32_t size = 0;
  std::memcpy(&size, entry, sizeof size);
  out.insert(out.end(), entry, entry + size);
}
