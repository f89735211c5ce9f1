// Kinds of getsockopt(2) and setsockopt(2).
#ifndef BERKELEY_SOCKETS_KINDS_OPTION_H_
#define BERKELEY_SOCKETS_KINDS_OPTION_H_

#include "kinds.h"

namespace kinds {

// As much of a value as the trace prints.
constexpr size_t kOptionLimit = 256;

// A number is C's int; a structure is its bytes.
template <int index>
struct OptvalIn {
  int number = 0;
  Bytes bytes;
  bool From(Arguments& js) {
    napi_valuetype type = napi_undefined;
    napi_typeof(js.env(), js[index], &type);
    if (type == napi_object) return js.Uint8Array(index, &bytes);
    bytes.length = sizeof number;
    return js.Int32(index, &number);
  }
  const void* data() const {
    return bytes.data != nullptr || bytes.length == 0 ? bytes.data : static_cast<const void*>(&number);
  }
  auto C() const { return std::tuple(data(), static_cast<socklen_t>(bytes.length)); }
  void Entry(Record& record) const { record.Chunk(data(), std::min(bytes.length, kOptionLimit)); }
};

// Undefined asks for an int, a Uint8Array for as many bytes. Register 0 is the length that came back.
template <int index>
struct OptvalOut {
  Bytes bytes;
  // Room for SO_GET_FILTER asked as an int: four instructions.
  alignas(8) uint8_t number[32] = {};
  socklen_t unit = 1;
  socklen_t asked = 0;
  socklen_t length = 0;
  Shared* shared = nullptr;
  bool From(Arguments& js) {
    int level = 0;
    int optname = 0;
    if (!js.Int32(index - 2, &level) || !js.Int32(index - 1, &optname)) return false;
#if defined(SO_GET_FILTER)
    // Here optlen counts instructions of 8 bytes (sk_get_filter, net/core/filter.c): the kernel writes
    // eight times what it is told.
    if (level == SOL_SOCKET && optname == SO_GET_FILTER) unit = 8;
#endif
    shared = js.thread().shared;
    if (js.IsUndefinedOrNull(index)) {
      bytes = {number, sizeof(int)};
      asked = sizeof(int);
    } else {
      if (!js.Uint8Array(index, &bytes)) return false;
      asked = static_cast<socklen_t>(bytes.length / unit);
    }
    length = asked;
    return true;
  }
  auto C() { return std::tuple(static_cast<void*>(bytes.data), &length); }
  void Entry(Record& record) const { record.Chunk(&asked, sizeof asked); }
  void Exit(Record& record, int64_t /*result*/) const {
    record.OpenChunk();
    record.Bytes(&length, sizeof length);
    record.Bytes(bytes.data, std::min({static_cast<size_t>(length) * unit, bytes.length, kOptionLimit}));
    record.CloseChunk();
  }
  void Finish() {
    shared->registers[0] = static_cast<int32_t>(length * unit);
    std::memcpy(&shared->registers[1], number, sizeof(int32_t));
  }
};

}  // namespace kinds

#endif  // BERKELEY_SOCKETS_KINDS_OPTION_H_
