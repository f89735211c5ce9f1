#include "ring.h"

uint8_t* Ring::BeginSlow() {
  uint64_t head = head_.load(std::memory_order_relaxed);
  const uint64_t tail = tail_.load(std::memory_order_acquire);
  const uint64_t to_end = kCapacity - head % kCapacity;
  const uint64_t pad = to_end < kMaxRecord ? to_end : 0;
  if (head + pad + kMaxRecord - tail > kCapacity) {
    lost.fetch_add(1, std::memory_order_relaxed);
    return nullptr;
  }
  if (pad != 0) {
    // Sizes are multiples of 8, so there is always room for size and type.
    const RecordType type = RecordType::kPad;
    const auto size = static_cast<uint32_t>(pad);
    std::memcpy(At(head), &size, sizeof size);
    std::memcpy(At(head) + offsetof(RecordEntry, type), &type, sizeof type);
    head += pad;
    head_.store(head, std::memory_order_release);
  }
  return At(head);
}

void Ring::Drain(std::vector<uint8_t>& out) {
  uint64_t tail = tail_.load(std::memory_order_relaxed);
  const uint64_t head = head_.load(std::memory_order_acquire);
  while (tail != head) {
    const uint8_t* record = At(tail);
    uint32_t size = 0;
    RecordType type{};
    std::memcpy(&size, record, sizeof size);
    std::memcpy(&type, record + offsetof(RecordEntry, type), sizeof type);
    if (type == RecordType::kCall) {
      uint32_t exit_size = 0;
      std::memcpy(&exit_size, record + size, sizeof exit_size);
      size += exit_size;
    }
    if (type != RecordType::kPad) out.insert(out.end(), record, record + size);
    tail += size;
  }
  tail_.store(tail, std::memory_order_release);
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
