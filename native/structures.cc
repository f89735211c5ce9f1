#include "structures.h"

#if defined(__linux__)
// Not netinet/tcp.h, whose tcp_info ends where it did in 2007.
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/tcp.h>
#include <linux/unix_diag.h>
#else
#include <netinet/tcp.h>
#endif

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace {

struct Field {
  const char* name;
  size_t offset;
  size_t size;
  // Of a bit field, within its byte.
  int shift = 0;
  unsigned mask = 0;
};

// offsetof and sizeof with a member of a member: GCC and Clang allow it.
#define FIELD(type, member) \
  { #member, offsetof(type, member), sizeof(type::member) }
// A bit field has no offset: it is where bits appear when all of it is set.
#define BITS(type, member, width) Bits<type>(#member, [](auto& value) { value.member = (1U << (width)) - 1; })

template <typename T>
Field Bits(const char* name, void (*set)(T& value)) {
  T value;
  uint8_t bytes[sizeof value];
  std::memset(&value, 0, sizeof value);
  set(value);
  std::memcpy(bytes, &value, sizeof value);
  size_t offset = 0;
  while (offset + 1 < sizeof bytes && bytes[offset] == 0) offset++;
  const int shift = std::countr_zero(bytes[offset]);
  return {name, offset, 1, shift, static_cast<unsigned>(bytes[offset] >> shift)};
}

template <size_t count>
void Add(Napi::Object structures, const char* name, size_t size, const Field (&list)[count]) {
  const Napi::Env env = structures.Env();
  Napi::Object fields = Napi::Object::New(env);
  for (const Field& field : list) {
    Napi::Array place = Napi::Array::New(env);
    place[0U] = static_cast<double>(field.offset);
    place[1U] = static_cast<double>(field.size);
    if (field.mask != 0) {
      place[2U] = field.shift;
      place[3U] = field.mask;
    }
    fields[field.name] = place;
  }
  Napi::Object structure = Napi::Object::New(env);
  structure["size"] = static_cast<double>(size);
  structure["fields"] = fields;
  structures[name] = structure;
}

#if defined(__linux__)

// Linux 6.2 appended the receive window to a structure that only ever grows; older headers do not have it.
struct LaterTcpInfo {
  tcp_info before;
  uint32_t tcpi_rcv_wnd;
};

template <typename T>
constexpr size_t ReceiveWindowOffset() {
  if constexpr (requires { &T::tcpi_rcv_wnd; }) {
    return offsetof(T, tcpi_rcv_wnd);
  } else {
    static_assert(offsetof(T, tcpi_snd_wnd) + sizeof(T::tcpi_snd_wnd) == sizeof(T));
    return offsetof(LaterTcpInfo, tcpi_rcv_wnd);
  }
}

void AddAll(Napi::Object structures) {
  Add(structures, "tcp_info", sizeof(LaterTcpInfo),
      {
          FIELD(tcp_info, tcpi_state),
          FIELD(tcp_info, tcpi_options),
          BITS(tcp_info, tcpi_snd_wscale, 4),
          BITS(tcp_info, tcpi_rcv_wscale, 4),
          FIELD(tcp_info, tcpi_rto),
          FIELD(tcp_info, tcpi_snd_mss),
          FIELD(tcp_info, tcpi_rcv_mss),
          FIELD(tcp_info, tcpi_unacked),
          FIELD(tcp_info, tcpi_sacked),
          FIELD(tcp_info, tcpi_pmtu),
          FIELD(tcp_info, tcpi_rtt),
          FIELD(tcp_info, tcpi_rttvar),
          FIELD(tcp_info, tcpi_snd_ssthresh),
          FIELD(tcp_info, tcpi_snd_cwnd),
          FIELD(tcp_info, tcpi_total_retrans),
          FIELD(tcp_info, tcpi_bytes_acked),
          FIELD(tcp_info, tcpi_bytes_received),
          FIELD(tcp_info, tcpi_segs_out),
          FIELD(tcp_info, tcpi_segs_in),
          FIELD(tcp_info, tcpi_notsent_bytes),
          FIELD(tcp_info, tcpi_min_rtt),
          FIELD(tcp_info, tcpi_bytes_sent),
          FIELD(tcp_info, tcpi_bytes_retrans),
          FIELD(tcp_info, tcpi_snd_wnd),
          {"tcpi_rcv_wnd", ReceiveWindowOffset<tcp_info>(), sizeof(LaterTcpInfo::tcpi_rcv_wnd)},
      });
  Add(structures, "nlmsghdr", sizeof(nlmsghdr),
      {
          FIELD(nlmsghdr, nlmsg_len),
          FIELD(nlmsghdr, nlmsg_type),
          FIELD(nlmsghdr, nlmsg_flags),
          FIELD(nlmsghdr, nlmsg_seq),
      });
  Add(structures, "nlmsgerr", sizeof(nlmsgerr), {FIELD(nlmsgerr, error)});
  Add(structures, "nlattr", sizeof(nlattr), {FIELD(nlattr, nla_len), FIELD(nlattr, nla_type)});
  Add(structures, "sockaddr_nl", sizeof(sockaddr_nl), {FIELD(sockaddr_nl, nl_family), FIELD(sockaddr_nl, nl_pid)});
  Add(structures, "inet_diag_req_v2", sizeof(inet_diag_req_v2),
      {
          FIELD(inet_diag_req_v2, sdiag_family),
          FIELD(inet_diag_req_v2, sdiag_protocol),
          FIELD(inet_diag_req_v2, idiag_ext),
          FIELD(inet_diag_req_v2, idiag_states),
          FIELD(inet_diag_req_v2, id),
      });
  Add(structures, "inet_diag_msg", sizeof(inet_diag_msg),
      {
          FIELD(inet_diag_msg, idiag_family),
          FIELD(inet_diag_msg, idiag_state),
          FIELD(inet_diag_msg, id),
          FIELD(inet_diag_msg, id.idiag_sport),
          FIELD(inet_diag_msg, id.idiag_dport),
          FIELD(inet_diag_msg, id.idiag_src),
          FIELD(inet_diag_msg, id.idiag_dst),
          FIELD(inet_diag_msg, id.idiag_if),
          FIELD(inet_diag_msg, idiag_rqueue),
          FIELD(inet_diag_msg, idiag_wqueue),
          FIELD(inet_diag_msg, idiag_inode),
      });
  Add(structures, "unix_diag_req", sizeof(unix_diag_req),
      {
          FIELD(unix_diag_req, sdiag_family),
          FIELD(unix_diag_req, udiag_states),
          FIELD(unix_diag_req, udiag_ino),
          FIELD(unix_diag_req, udiag_show),
          FIELD(unix_diag_req, udiag_cookie),
      });
  Add(structures, "unix_diag_msg", sizeof(unix_diag_msg),
      {
          FIELD(unix_diag_msg, udiag_type),
          FIELD(unix_diag_msg, udiag_state),
          FIELD(unix_diag_msg, udiag_ino),
      });
  Add(structures, "unix_diag_rqlen", sizeof(unix_diag_rqlen),
      {
          FIELD(unix_diag_rqlen, udiag_rqueue),
          FIELD(unix_diag_rqlen, udiag_wqueue),
      });
}

#else

void AddAll(Napi::Object structures) {
  Add(structures, "tcp_connection_info", sizeof(tcp_connection_info),
      {
          FIELD(tcp_connection_info, tcpi_state),
          FIELD(tcp_connection_info, tcpi_snd_wscale),
          FIELD(tcp_connection_info, tcpi_rcv_wscale),
          FIELD(tcp_connection_info, tcpi_rto),
          FIELD(tcp_connection_info, tcpi_maxseg),
          FIELD(tcp_connection_info, tcpi_snd_ssthresh),
          FIELD(tcp_connection_info, tcpi_snd_cwnd),
          FIELD(tcp_connection_info, tcpi_snd_wnd),
          FIELD(tcp_connection_info, tcpi_rcv_wnd),
          FIELD(tcp_connection_info, tcpi_snd_sbbytes),
          FIELD(tcp_connection_info, tcpi_srtt),
          FIELD(tcp_connection_info, tcpi_rttvar),
          FIELD(tcp_connection_info, tcpi_txbytes),
          FIELD(tcp_connection_info, tcpi_txretransmitbytes),
          FIELD(tcp_connection_info, tcpi_txpackets),
          FIELD(tcp_connection_info, tcpi_rxbytes),
          FIELD(tcp_connection_info, tcpi_rxpackets),
          FIELD(tcp_connection_info, tcpi_txretransmitpackets),
      });
}

#endif

}  // namespace

Napi::Value Structures(const Napi::CallbackInfo& info) {
  Napi::Object structures = Napi::Object::New(info.Env());
  AddAll(structures);
  return structures;
}
