// Reads the JavaScript arguments of one call. Nothing here runs JavaScript of the caller, so no
// buffer can change between being checked and being used; TypeScript has read all getters before.
#ifndef BERKELEY_SOCKETS_ARGUMENTS_H_
#define BERKELEY_SOCKETS_ARGUMENTS_H_

#include <node_api.h>

#include <cstdint>

#include "thread.h"

// What is wrong with an argument; src/syscalls/invalid-argument.ts makes the error.
enum class Fault : int { kNotNumber = 0, kNotInteger = 1, kOutOfRange = 2, kNotBytes = 3, kEmpty = 4 };

class Arguments {
 public:
  Arguments(napi_env env, Thread& thread, const napi_value* values, size_t count, int row)
      : env_(env), thread_(thread), values_(values), count_(count), row_(row) {}

  // An integer in [min, max]. On any other value an exception is pending and the result is false.
  bool Integer(int index, int64_t min, int64_t max, int64_t* out) {
    double value = 0;
    if (napi_get_value_double(env_, values_[index], &value) != napi_ok)
      return Fail(index, values_[index], Fault::kNotNumber);
    return Convert(index, value, min, max, out);
  }
  bool Int32(int index, int* out) {
    int64_t value = 0;
    if (!Integer(index, INT32_MIN, INT32_MAX, &value)) return false;
    *out = static_cast<int>(value);
    return true;
  }
  // The same, or `otherwise` when the argument is undefined. Not to give it is the cheap way: the type of
  // a value costs more than a conversion, and that of undefined most.
  bool OptionalInteger(int index, int64_t min, int64_t max, int64_t otherwise, int64_t* out) {
    if (IsGiven(index)) return GivenInteger(index, min, max, otherwise, out);
    *out = otherwise;
    return true;
  }

  // The bytes of a Uint8Array, as long as they are now.
  bool Uint8Array(int index, Bytes* out) { return Uint8Array(index, values_[index], out); }
  bool Uint8Array(int index, napi_value value, Bytes* out);

  bool IsUndefinedOrNull(int index) const;
  bool IsNull(int index) const;
  bool Fail(int index, napi_value value, Fault fault, double min = 0, double max = 0);

  napi_env env() const { return env_; }
  napi_value operator[](int index) const { return values_[index]; }
  Thread& thread() const { return thread_; }

 private:
  bool IsGiven(int index) const { return static_cast<size_t>(index) < count_; }
  bool GivenInteger(int index, int64_t min, int64_t max, int64_t otherwise, int64_t* out);
  bool Convert(int index, double value, int64_t min, int64_t max, int64_t* out) {
    if (value >= static_cast<double>(min) && value <= static_cast<double>(max)) [[likely]] {
      *out = static_cast<int64_t>(value);
      if (value == static_cast<double>(*out)) [[likely]]
        return true;
    }
    return FailRange(index, value, static_cast<double>(min), static_cast<double>(max));
  }
  bool FailRange(int index, double value, double min, double max);

  napi_env const env_;
  Thread& thread_;
  const napi_value* const values_;
  const size_t count_;
  const int row_;
};

#endif  // BERKELEY_SOCKETS_ARGUMENTS_H_
