#include "arguments.h"

#include <cmath>

bool Arguments::GivenInteger(int index, int64_t min, int64_t max, int64_t otherwise, int64_t* out) {
  double value = 0;
  if (napi_get_value_double(env_, values_[index], &value) == napi_ok) return Convert(index, value, min, max, out);
  napi_valuetype type = napi_undefined;
  napi_typeof(env_, values_[index], &type);
  if (type != napi_undefined) return Fail(index, values_[index], Fault::kNotNumber);
  *out = otherwise;
  return true;
}

bool Arguments::Uint8Array(int index, napi_value value, Bytes* out) {
  napi_typedarray_type type{};
  void* data = nullptr;
  const napi_status status = napi_get_typedarray_info(env_, value, &type, &out->length, &data, nullptr, nullptr);
  if (status != napi_ok || type != napi_uint8_array) return Fail(index, value, Fault::kNotBytes);
  out->data = static_cast<uint8_t*>(data);
  // A view whose buffer is gone or has shrunk below it has length 0, as an empty one has: only
  // JavaScript can tell them apart.
  if (out->length == 0) [[unlikely]]
    return Fail(index, value, Fault::kEmpty);
  return true;
}

bool Arguments::IsUndefinedOrNull(int index) const {
  if (!IsGiven(index)) return true;
  napi_valuetype type = napi_undefined;
  napi_typeof(env_, values_[index], &type);
  return type == napi_undefined || type == napi_null;
}

bool Arguments::FailRange(int index, double value, double min, double max) {
  return Fail(index, values_[index],
              std::floor(value) == value && std::isfinite(value) ? Fault::kOutOfRange : Fault::kNotInteger, min, max);
}

// Calls invalidArgument(row, index, value, fault, min, max). It returns the error to throw, or
// undefined when there is nothing wrong after all (an empty view that is what it seems).
bool Arguments::Fail(int index, napi_value value, Fault fault, double min, double max) {
  napi_value function = nullptr;
  napi_value undefined = nullptr;
  napi_value error = nullptr;
  napi_value argv[6];
  napi_get_reference_value(env_, thread_.invalid_argument, &function);
  napi_get_undefined(env_, &undefined);
  napi_create_int32(env_, row_, &argv[0]);
  napi_create_int32(env_, index, &argv[1]);
  argv[2] = value;
  napi_create_int32(env_, static_cast<int>(fault), &argv[3]);
  napi_create_double(env_, min, &argv[4]);
  napi_create_double(env_, max, &argv[5]);
  if (napi_call_function(env_, undefined, function, 6, argv, &error) != napi_ok) return false;
  napi_valuetype type = napi_undefined;
  napi_typeof(env_, error, &type);
  if (type == napi_undefined) return true;
  napi_throw(env_, error);
  return false;
}

bool Arguments::IsNull(int index) const {
  napi_valuetype type = napi_undefined;
  napi_typeof(env_, values_[index], &type);
  return type == napi_null;
}
