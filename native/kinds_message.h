// Kinds of readv(2), writev(2), recvmsg(2) and sendmsg(2).
#ifndef BERKELEY_SOCKETS_KINDS_MESSAGE_H_
#define BERKELEY_SOCKETS_KINDS_MESSAGE_H_

#include <vector>

#include "kinds.h"

namespace kinds {

// strace's default: arrays are cut at 32 elements. The trace keeps one more, to know that it was cut.
constexpr size_t kArrayLimit = 33;
constexpr size_t kControlLimit = 4096;

// An array of Uint8Array, which TypeScript has made and checked: its elements are read, not computed.
struct Vectors {
  std::vector<iovec> iov;

  bool From(Arguments& js, int index) {
    uint32_t length = 0;
    if (napi_get_array_length(js.env(), js[index], &length) != napi_ok)
      return js.Fail(index, js[index], Fault::kNotBytes);
    iov.resize(length);
    for (uint32_t i = 0; i < length; i++) {
      napi_value element = nullptr;
      Bytes bytes;
      napi_get_element(js.env(), js[index], i, &element);
      if (!js.Uint8Array(index, element, &bytes)) return false;
      iov[i] = {bytes.data, bytes.length};
    }
    return true;
  }
  int count() const { return static_cast<int>(iov.size()); }
  // A null pointer for none, as a C program would pass.
  iovec* data() { return iov.empty() ? nullptr : iov.data(); }

  void Places(Record& record) const {
    record.OpenChunk();
    for (size_t i = 0; i < std::min(iov.size(), kArrayLimit); i++) record.Bytes(&iov[i], sizeof iov[i]);
    record.CloseChunk();
  }
  // The first bytes of each vector, of `total` bytes in all.
  void Text(Record& record, size_t total) const {
    record.OpenChunk();
    for (size_t i = 0; i < std::min(iov.size(), kArrayLimit); i++) {
      const size_t length = std::min(iov[i].iov_len, total);
      record.Bytes(iov[i].iov_base, std::min(length, kTextLimit));
      total -= length;
    }
    record.CloseChunk();
  }
};

template <int index>
struct IovecIn {
  Vectors vectors;
  bool From(Arguments& js) { return vectors.From(js, index); }
  auto C() { return std::tuple(vectors.data(), vectors.count()); }
  void Entry(Record& record) const {
    vectors.Places(record);
    vectors.Text(record, SIZE_MAX);
  }
};

template <int index>
struct IovecOut {
  Vectors vectors;
  bool From(Arguments& js) { return vectors.From(js, index); }
  auto C() { return std::tuple(vectors.data(), vectors.count()); }
  void Entry(Record& record) const { vectors.Places(record); }
  void Exit(Record& record, int64_t result) const {
    vectors.Text(record, result < 0 ? 0 : static_cast<size_t>(result));
  }
};

// What both directions of a message have: the vectors and the control bytes.
template <int iov_index, int control_index>
struct Msghdr {
  Vectors vectors;
  msghdr message{};
  Shared* shared = nullptr;

  bool From(Arguments& js) {
    shared = js.thread().shared;
    Bytes control;
    if (!vectors.From(js, iov_index)) return false;
    if (!js.IsUndefinedOrNull(control_index) && !js.Uint8Array(control_index, &control)) return false;
    message.msg_iov = vectors.data();
    // size_t on Linux, int on macOS.
    message.msg_iovlen = static_cast<decltype(message.msg_iovlen)>(vectors.count());
    message.msg_control = control.data;
    message.msg_controllen = static_cast<decltype(message.msg_controllen)>(control.length);
    return true;
  }
  auto C() { return std::tuple(&message); }

  // name, namelen, iov, iovlen, control, controllen, flags: each as uint64.
  void Header(Record& record) const {
    const uint64_t fields[] = {
        reinterpret_cast<uintptr_t>(message.msg_name),    message.msg_namelen,
        reinterpret_cast<uintptr_t>(message.msg_iov),     static_cast<uint64_t>(message.msg_iovlen),
        reinterpret_cast<uintptr_t>(message.msg_control), message.msg_controllen,
        static_cast<uint32_t>(message.msg_flags)};
    record.Chunk(fields, sizeof fields);
    record.Chunk(message.msg_name, std::min(static_cast<size_t>(message.msg_namelen), sizeof(sockaddr_storage)));
  }
  void Control(Record& record) const {
    record.Chunk(message.msg_control, std::min(static_cast<size_t>(message.msg_controllen), kControlLimit));
  }
};

template <int iov_index, int control_index, int address_index>
struct MsghdrIn : Msghdr<iov_index, control_index> {
  bool From(Arguments& js) {
    int64_t length = 0;
    if (!Msghdr<iov_index, control_index>::From(js)) return false;
    if (!js.Integer(address_index, 0, INT32_MAX, &length)) return false;
    // 0 is no address.
    if (length > 0) this->message.msg_name = this->shared->destination;
    this->message.msg_namelen = static_cast<socklen_t>(length);
    return true;
  }
  void Entry(Record& record) const {
    this->Header(record);
    this->vectors.Places(record);
    this->vectors.Text(record, SIZE_MAX);
    this->Control(record);
  }
};

template <int iov_index, int control_index>
struct MsghdrOut : Msghdr<iov_index, control_index> {
  bool From(Arguments& js) {
    if (!Msghdr<iov_index, control_index>::From(js)) return false;
    this->message.msg_name = this->shared->address;
    this->message.msg_namelen = sizeof this->shared->address;
    return true;
  }
  void Entry(Record& record) const {
    this->Header(record);
    this->vectors.Places(record);
  }
  void Exit(Record& record, int64_t result) const {
    this->Header(record);
    this->vectors.Text(record, result < 0 ? 0 : static_cast<size_t>(result));
    this->Control(record);
  }
  void Finish() const {
    this->shared->registers[0] = static_cast<int32_t>(this->message.msg_namelen);
    this->shared->registers[1] = static_cast<int32_t>(this->message.msg_controllen);
    this->shared->registers[2] = this->message.msg_flags;
  }
};

}  // namespace kinds

#endif  // BERKELEY_SOCKETS_KINDS_MESSAGE_H_
