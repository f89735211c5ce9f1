// Errors for scripts/sanitize.sh, which proves with them that a sanitizer that
// reports nothing about the addon would have reported something. Built with
// -DPLANT_ERROR only, never into the product.
#if !defined(PLANT_ERROR)
#error "planted.cc has errors on purpose: build it with -DPLANT_ERROR"
#endif

#include <napi.h>

#include <cstdint>
#include <memory>
#include <thread>

namespace {

// Writes one byte past 16.
void HeapOverflow(const Napi::CallbackInfo &info) {
  const auto memory = std::make_unique<uint8_t[]>(16);
  // From JavaScript, so that no compiler knows it: 16.
  const uint32_t index = info[0].As<Napi::Number>();
  static_cast<volatile uint8_t *>(memory.get())[index] = 1;
}

// Shifts an int by 40 bits.
Napi::Value Shift(const Napi::CallbackInfo &info) {
  const int count = info[0].As<Napi::Number>();
  return Napi::Number::New(info.Env(), 1 << count);
}

// Two threads write one variable.
void DataRace(const Napi::CallbackInfo & /*info*/) {
  volatile int shared = 0;
  const auto write = [&shared] {
    for (int i = 0; i < 1000; i++)
      shared = i;
  };
  std::thread other(write);
  write();
  other.join();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports["heapOverflow"] = Napi::Function::New(env, HeapOverflow);
  exports["shift"] = Napi::Function::New(env, Shift);
  exports["dataRace"] = Napi::Function::New(env, DataRace);
  return exports;
}

} // namespace

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
