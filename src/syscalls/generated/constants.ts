// npm run generate
// Generated from src/syscalls/{syscalls.table,names.ts} by the command above. Do not edit.

import { constants } from '../binding.js';

/** socket(2): domain; also the family of an address. */
export const AF_UNSPEC = constants.AF_UNSPEC!;
/** socket(2): domain; also the family of an address. */
export const AF_UNIX = constants.AF_UNIX!;
/** socket(2): domain; also the family of an address. */
export const AF_LOCAL = constants.AF_LOCAL!;
/** socket(2): domain; also the family of an address. */
export const AF_FILE = constants.AF_FILE!;
/** socket(2): domain; also the family of an address. */
export const AF_INET = constants.AF_INET!;
/** socket(2): domain; also the family of an address. */
export const AF_AX25 = constants.AF_AX25!;
/** socket(2): domain; also the family of an address. */
export const AF_IPX = constants.AF_IPX!;
/** socket(2): domain; also the family of an address. */
export const AF_APPLETALK = constants.AF_APPLETALK!;
/** socket(2): domain; also the family of an address. */
export const AF_NETROM = constants.AF_NETROM!;
/** socket(2): domain; also the family of an address. */
export const AF_BRIDGE = constants.AF_BRIDGE!;
/** socket(2): domain; also the family of an address. */
export const AF_ATMPVC = constants.AF_ATMPVC!;
/** socket(2): domain; also the family of an address. */
export const AF_X25 = constants.AF_X25!;
/** socket(2): domain; also the family of an address. */
export const AF_INET6 = constants.AF_INET6!;
/** socket(2): domain; also the family of an address. */
export const AF_ROSE = constants.AF_ROSE!;
/** socket(2): domain; also the family of an address. */
export const AF_DECnet = constants.AF_DECnet!;
/** socket(2): domain; also the family of an address. */
export const AF_NETBEUI = constants.AF_NETBEUI!;
/** socket(2): domain; also the family of an address. */
export const AF_SECURITY = constants.AF_SECURITY!;
/** socket(2): domain; also the family of an address. */
export const AF_KEY = constants.AF_KEY!;
/** socket(2): domain; also the family of an address. */
export const AF_NETLINK = constants.AF_NETLINK!;
/** socket(2): domain; also the family of an address. */
export const AF_ROUTE = constants.AF_ROUTE!;
/** socket(2): domain; also the family of an address. */
export const AF_PACKET = constants.AF_PACKET!;
/** socket(2): domain; also the family of an address. */
export const AF_ASH = constants.AF_ASH!;
/** socket(2): domain; also the family of an address. */
export const AF_ECONET = constants.AF_ECONET!;
/** socket(2): domain; also the family of an address. */
export const AF_ATMSVC = constants.AF_ATMSVC!;
/** socket(2): domain; also the family of an address. */
export const AF_RDS = constants.AF_RDS!;
/** socket(2): domain; also the family of an address. */
export const AF_SNA = constants.AF_SNA!;
/** socket(2): domain; also the family of an address. */
export const AF_IRDA = constants.AF_IRDA!;
/** socket(2): domain; also the family of an address. */
export const AF_PPPOX = constants.AF_PPPOX!;
/** socket(2): domain; also the family of an address. */
export const AF_WANPIPE = constants.AF_WANPIPE!;
/** socket(2): domain; also the family of an address. */
export const AF_LLC = constants.AF_LLC!;
/** socket(2): domain; also the family of an address. */
export const AF_IB = constants.AF_IB!;
/** socket(2): domain; also the family of an address. */
export const AF_MPLS = constants.AF_MPLS!;
/** socket(2): domain; also the family of an address. */
export const AF_CAN = constants.AF_CAN!;
/** socket(2): domain; also the family of an address. */
export const AF_TIPC = constants.AF_TIPC!;
/** socket(2): domain; also the family of an address. */
export const AF_BLUETOOTH = constants.AF_BLUETOOTH!;
/** socket(2): domain; also the family of an address. */
export const AF_IUCV = constants.AF_IUCV!;
/** socket(2): domain; also the family of an address. */
export const AF_RXRPC = constants.AF_RXRPC!;
/** socket(2): domain; also the family of an address. */
export const AF_ISDN = constants.AF_ISDN!;
/** socket(2): domain; also the family of an address. */
export const AF_PHONET = constants.AF_PHONET!;
/** socket(2): domain; also the family of an address. */
export const AF_IEEE802154 = constants.AF_IEEE802154!;
/** socket(2): domain; also the family of an address. */
export const AF_CAIF = constants.AF_CAIF!;
/** socket(2): domain; also the family of an address. */
export const AF_ALG = constants.AF_ALG!;
/** socket(2): domain; also the family of an address. */
export const AF_NFC = constants.AF_NFC!;
/** socket(2): domain; also the family of an address. */
export const AF_VSOCK = constants.AF_VSOCK!;
/** socket(2): domain; also the family of an address. */
export const AF_KCM = constants.AF_KCM!;
/** socket(2): domain; also the family of an address. */
export const AF_QIPCRTR = constants.AF_QIPCRTR!;
/** socket(2): domain; also the family of an address. */
export const AF_SMC = constants.AF_SMC!;
/** socket(2): domain; also the family of an address. */
export const AF_XDP = constants.AF_XDP!;
/** socket(2): domain; also the family of an address. */
export const AF_MCTP = constants.AF_MCTP!;
/** socket(2): domain; also the family of an address. */
export const AF_IMPLINK = constants.AF_IMPLINK!;
/** socket(2): domain; also the family of an address. */
export const AF_PUP = constants.AF_PUP!;
/** socket(2): domain; also the family of an address. */
export const AF_CHAOS = constants.AF_CHAOS!;
/** socket(2): domain; also the family of an address. */
export const AF_NS = constants.AF_NS!;
/** socket(2): domain; also the family of an address. */
export const AF_ISO = constants.AF_ISO!;
/** socket(2): domain; also the family of an address. */
export const AF_OSI = constants.AF_OSI!;
/** socket(2): domain; also the family of an address. */
export const AF_ECMA = constants.AF_ECMA!;
/** socket(2): domain; also the family of an address. */
export const AF_DATAKIT = constants.AF_DATAKIT!;
/** socket(2): domain; also the family of an address. */
export const AF_CCITT = constants.AF_CCITT!;
/** socket(2): domain; also the family of an address. */
export const AF_DLI = constants.AF_DLI!;
/** socket(2): domain; also the family of an address. */
export const AF_LAT = constants.AF_LAT!;
/** socket(2): domain; also the family of an address. */
export const AF_HYLINK = constants.AF_HYLINK!;
/** socket(2): domain; also the family of an address. */
export const AF_LINK = constants.AF_LINK!;
/** socket(2): domain; also the family of an address. */
export const AF_COIP = constants.AF_COIP!;
/** socket(2): domain; also the family of an address. */
export const AF_SIP = constants.AF_SIP!;
/** socket(2): domain; also the family of an address. */
export const AF_NDRV = constants.AF_NDRV!;
/** socket(2): domain; also the family of an address. */
export const AF_E164 = constants.AF_E164!;
/** socket(2): domain; also the family of an address. */
export const AF_NATM = constants.AF_NATM!;
/** socket(2): domain; also the family of an address. */
export const AF_SYSTEM = constants.AF_SYSTEM!;
/** socket(2): domain; also the family of an address. */
export const AF_NETBIOS = constants.AF_NETBIOS!;
/** socket(2): domain; also the family of an address. */
export const AF_PPP = constants.AF_PPP!;
/** socket(2): domain; also the family of an address. */
export const AF_IEEE80211 = constants.AF_IEEE80211!;
/** socket(2): domain; also the family of an address. */
export const AF_UTUN = constants.AF_UTUN!;
/** socket(2): domain; also the family of an address. */
export const PF_UNSPEC = constants.PF_UNSPEC!;
/** socket(2): domain; also the family of an address. */
export const PF_UNIX = constants.PF_UNIX!;
/** socket(2): domain; also the family of an address. */
export const PF_LOCAL = constants.PF_LOCAL!;
/** socket(2): domain; also the family of an address. */
export const PF_INET = constants.PF_INET!;
/** socket(2): domain; also the family of an address. */
export const PF_INET6 = constants.PF_INET6!;
/** socket(2): domain; also the family of an address. */
export const PF_ROUTE = constants.PF_ROUTE!;
/** socket(2): domain; also the family of an address. */
export const PF_NETLINK = constants.PF_NETLINK!;
/** socket(2): domain; also the family of an address. */
export const PF_PACKET = constants.PF_PACKET!;
/** socket(2): domain; also the family of an address. */
export const PF_VSOCK = constants.PF_VSOCK!;
/** socket(2): domain; also the family of an address. */
export const PF_SYSTEM = constants.PF_SYSTEM!;

/** socket(2): type, without flags. */
export const SOCK_STREAM = constants.SOCK_STREAM!;
/** socket(2): type, without flags. */
export const SOCK_DGRAM = constants.SOCK_DGRAM!;
/** socket(2): type, without flags. */
export const SOCK_RAW = constants.SOCK_RAW!;
/** socket(2): type, without flags. */
export const SOCK_RDM = constants.SOCK_RDM!;
/** socket(2): type, without flags. */
export const SOCK_SEQPACKET = constants.SOCK_SEQPACKET!;
/** socket(2): type, without flags. */
export const SOCK_DCCP = constants.SOCK_DCCP!;
/** socket(2): type, without flags. */
export const SOCK_PACKET = constants.SOCK_PACKET!;

/** socket(2), socketpair(2), accept4(2): flags ORed into the type. */
export const SOCK_CLOEXEC = constants.SOCK_CLOEXEC!;
/** socket(2), socketpair(2), accept4(2): flags ORed into the type. */
export const SOCK_NONBLOCK = constants.SOCK_NONBLOCK!;

/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_IP = constants.IPPROTO_IP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_HOPOPTS = constants.IPPROTO_HOPOPTS!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_ICMP = constants.IPPROTO_ICMP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_IGMP = constants.IPPROTO_IGMP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_IPIP = constants.IPPROTO_IPIP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_TCP = constants.IPPROTO_TCP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_EGP = constants.IPPROTO_EGP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_PUP = constants.IPPROTO_PUP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_UDP = constants.IPPROTO_UDP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_IDP = constants.IPPROTO_IDP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_TP = constants.IPPROTO_TP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_DCCP = constants.IPPROTO_DCCP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_IPV6 = constants.IPPROTO_IPV6!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_ROUTING = constants.IPPROTO_ROUTING!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_FRAGMENT = constants.IPPROTO_FRAGMENT!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_RSVP = constants.IPPROTO_RSVP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_GRE = constants.IPPROTO_GRE!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_ESP = constants.IPPROTO_ESP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_AH = constants.IPPROTO_AH!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_ICMPV6 = constants.IPPROTO_ICMPV6!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_NONE = constants.IPPROTO_NONE!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_DSTOPTS = constants.IPPROTO_DSTOPTS!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_MTP = constants.IPPROTO_MTP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_BEETPH = constants.IPPROTO_BEETPH!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_ENCAP = constants.IPPROTO_ENCAP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_PIM = constants.IPPROTO_PIM!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_COMP = constants.IPPROTO_COMP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_SCTP = constants.IPPROTO_SCTP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_MH = constants.IPPROTO_MH!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_UDPLITE = constants.IPPROTO_UDPLITE!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_MPLS = constants.IPPROTO_MPLS!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_ETHERNET = constants.IPPROTO_ETHERNET!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_RAW = constants.IPPROTO_RAW!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_MPTCP = constants.IPPROTO_MPTCP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_GGP = constants.IPPROTO_GGP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_IPV4 = constants.IPPROTO_IPV4!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_ST = constants.IPPROTO_ST!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_PIGP = constants.IPPROTO_PIGP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_RCCMON = constants.IPPROTO_RCCMON!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_NVPII = constants.IPPROTO_NVPII!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_ARGUS = constants.IPPROTO_ARGUS!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_EMCON = constants.IPPROTO_EMCON!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_XNET = constants.IPPROTO_XNET!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_CHAOS = constants.IPPROTO_CHAOS!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_MUX = constants.IPPROTO_MUX!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_MEAS = constants.IPPROTO_MEAS!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_HMP = constants.IPPROTO_HMP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_PRM = constants.IPPROTO_PRM!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_TRUNK1 = constants.IPPROTO_TRUNK1!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_TRUNK2 = constants.IPPROTO_TRUNK2!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_LEAF1 = constants.IPPROTO_LEAF1!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_LEAF2 = constants.IPPROTO_LEAF2!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_RDP = constants.IPPROTO_RDP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_IRTP = constants.IPPROTO_IRTP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_BLT = constants.IPPROTO_BLT!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_NSP = constants.IPPROTO_NSP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_INP = constants.IPPROTO_INP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_SEP = constants.IPPROTO_SEP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_3PC = constants.IPPROTO_3PC!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_IDPR = constants.IPPROTO_IDPR!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_XTP = constants.IPPROTO_XTP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_DDP = constants.IPPROTO_DDP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_CMTP = constants.IPPROTO_CMTP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_TPXX = constants.IPPROTO_TPXX!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_IL = constants.IPPROTO_IL!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_SDRP = constants.IPPROTO_SDRP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_IDRP = constants.IPPROTO_IDRP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_MHRP = constants.IPPROTO_MHRP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_BHA = constants.IPPROTO_BHA!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_INLSP = constants.IPPROTO_INLSP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_SWIPE = constants.IPPROTO_SWIPE!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_NHRP = constants.IPPROTO_NHRP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_AHIP = constants.IPPROTO_AHIP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_CFTP = constants.IPPROTO_CFTP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_HELLO = constants.IPPROTO_HELLO!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_SATEXPAK = constants.IPPROTO_SATEXPAK!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_KRYPTOLAN = constants.IPPROTO_KRYPTOLAN!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_RVD = constants.IPPROTO_RVD!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_IPPC = constants.IPPROTO_IPPC!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_ADFS = constants.IPPROTO_ADFS!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_SATMON = constants.IPPROTO_SATMON!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_VISA = constants.IPPROTO_VISA!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_IPCV = constants.IPPROTO_IPCV!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_CPNX = constants.IPPROTO_CPNX!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_CPHB = constants.IPPROTO_CPHB!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_WSN = constants.IPPROTO_WSN!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_PVP = constants.IPPROTO_PVP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_BRSATMON = constants.IPPROTO_BRSATMON!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_ND = constants.IPPROTO_ND!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_WBMON = constants.IPPROTO_WBMON!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_WBEXPAK = constants.IPPROTO_WBEXPAK!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_EON = constants.IPPROTO_EON!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_VMTP = constants.IPPROTO_VMTP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_SVMTP = constants.IPPROTO_SVMTP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_VINES = constants.IPPROTO_VINES!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_TTP = constants.IPPROTO_TTP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_IGP = constants.IPPROTO_IGP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_DGP = constants.IPPROTO_DGP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_TCF = constants.IPPROTO_TCF!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_IGRP = constants.IPPROTO_IGRP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_OSPFIGP = constants.IPPROTO_OSPFIGP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_SRPC = constants.IPPROTO_SRPC!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_LARP = constants.IPPROTO_LARP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_AX25 = constants.IPPROTO_AX25!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_IPEIP = constants.IPPROTO_IPEIP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_MICP = constants.IPPROTO_MICP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_SCCSP = constants.IPPROTO_SCCSP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_ETHERIP = constants.IPPROTO_ETHERIP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_APES = constants.IPPROTO_APES!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_GMTP = constants.IPPROTO_GMTP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_IPCOMP = constants.IPPROTO_IPCOMP!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_PGM = constants.IPPROTO_PGM!;
/** socket(2): protocol for AF_INET and AF_INET6; also option levels. */
export const IPPROTO_DIVERT = constants.IPPROTO_DIVERT!;

/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_ROUTE = constants.NETLINK_ROUTE!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_UNUSED = constants.NETLINK_UNUSED!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_USERSOCK = constants.NETLINK_USERSOCK!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_FIREWALL = constants.NETLINK_FIREWALL!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_SOCK_DIAG = constants.NETLINK_SOCK_DIAG!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_INET_DIAG = constants.NETLINK_INET_DIAG!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_NFLOG = constants.NETLINK_NFLOG!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_XFRM = constants.NETLINK_XFRM!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_SELINUX = constants.NETLINK_SELINUX!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_ISCSI = constants.NETLINK_ISCSI!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_AUDIT = constants.NETLINK_AUDIT!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_FIB_LOOKUP = constants.NETLINK_FIB_LOOKUP!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_CONNECTOR = constants.NETLINK_CONNECTOR!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_NETFILTER = constants.NETLINK_NETFILTER!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_IP6_FW = constants.NETLINK_IP6_FW!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_DNRTMSG = constants.NETLINK_DNRTMSG!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_KOBJECT_UEVENT = constants.NETLINK_KOBJECT_UEVENT!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_GENERIC = constants.NETLINK_GENERIC!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_SCSITRANSPORT = constants.NETLINK_SCSITRANSPORT!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_ECRYPTFS = constants.NETLINK_ECRYPTFS!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_RDMA = constants.NETLINK_RDMA!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_CRYPTO = constants.NETLINK_CRYPTO!;
/** socket(2): protocol for AF_NETLINK. */
export const NETLINK_SMC = constants.NETLINK_SMC!;

/** setsockopt(2): SO_TXREHASH. */
export const SOCK_TXREHASH_ENABLED = constants.SOCK_TXREHASH_ENABLED!;
/** setsockopt(2): SO_TXREHASH. */
export const SOCK_TXREHASH_DISABLED = constants.SOCK_TXREHASH_DISABLED!;
/** setsockopt(2): SO_TXREHASH. */
export const SOCK_TXREHASH_DEFAULT = constants.SOCK_TXREHASH_DEFAULT!;

/** packet(7): protocol, in network byte order. */
export const ETH_P_LOOP = constants.ETH_P_LOOP!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_PUP = constants.ETH_P_PUP!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_PUPAT = constants.ETH_P_PUPAT!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_TSN = constants.ETH_P_TSN!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_ERSPAN2 = constants.ETH_P_ERSPAN2!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_IP = constants.ETH_P_IP!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_X25 = constants.ETH_P_X25!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_ARP = constants.ETH_P_ARP!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_BPQ = constants.ETH_P_BPQ!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_IEEEPUP = constants.ETH_P_IEEEPUP!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_IEEEPUPAT = constants.ETH_P_IEEEPUPAT!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_BATMAN = constants.ETH_P_BATMAN!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_DEC = constants.ETH_P_DEC!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_DNA_DL = constants.ETH_P_DNA_DL!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_DNA_RC = constants.ETH_P_DNA_RC!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_DNA_RT = constants.ETH_P_DNA_RT!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_LAT = constants.ETH_P_LAT!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_DIAG = constants.ETH_P_DIAG!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_CUST = constants.ETH_P_CUST!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_SCA = constants.ETH_P_SCA!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_TEB = constants.ETH_P_TEB!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_RARP = constants.ETH_P_RARP!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_ATALK = constants.ETH_P_ATALK!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_AARP = constants.ETH_P_AARP!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_8021Q = constants.ETH_P_8021Q!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_ERSPAN = constants.ETH_P_ERSPAN!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_IPX = constants.ETH_P_IPX!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_IPV6 = constants.ETH_P_IPV6!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_PAUSE = constants.ETH_P_PAUSE!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_SLOW = constants.ETH_P_SLOW!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_WCCP = constants.ETH_P_WCCP!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_MPLS_UC = constants.ETH_P_MPLS_UC!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_MPLS_MC = constants.ETH_P_MPLS_MC!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_ATMMPOA = constants.ETH_P_ATMMPOA!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_PPP_DISC = constants.ETH_P_PPP_DISC!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_PPP_SES = constants.ETH_P_PPP_SES!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_LINK_CTL = constants.ETH_P_LINK_CTL!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_ATMFATE = constants.ETH_P_ATMFATE!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_PAE = constants.ETH_P_PAE!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_PROFINET = constants.ETH_P_PROFINET!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_REALTEK = constants.ETH_P_REALTEK!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_AOE = constants.ETH_P_AOE!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_ETHERCAT = constants.ETH_P_ETHERCAT!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_8021AD = constants.ETH_P_8021AD!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_802_EX1 = constants.ETH_P_802_EX1!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_PREAUTH = constants.ETH_P_PREAUTH!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_TIPC = constants.ETH_P_TIPC!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_LLDP = constants.ETH_P_LLDP!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_MRP = constants.ETH_P_MRP!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_MACSEC = constants.ETH_P_MACSEC!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_8021AH = constants.ETH_P_8021AH!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_MVRP = constants.ETH_P_MVRP!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_1588 = constants.ETH_P_1588!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_NCSI = constants.ETH_P_NCSI!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_PRP = constants.ETH_P_PRP!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_CFM = constants.ETH_P_CFM!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_FCOE = constants.ETH_P_FCOE!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_IBOE = constants.ETH_P_IBOE!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_TDLS = constants.ETH_P_TDLS!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_FIP = constants.ETH_P_FIP!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_80221 = constants.ETH_P_80221!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_HSR = constants.ETH_P_HSR!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_NSH = constants.ETH_P_NSH!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_LOOPBACK = constants.ETH_P_LOOPBACK!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_QINQ1 = constants.ETH_P_QINQ1!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_QINQ2 = constants.ETH_P_QINQ2!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_QINQ3 = constants.ETH_P_QINQ3!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_EDSA = constants.ETH_P_EDSA!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_DSA_8021Q = constants.ETH_P_DSA_8021Q!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_DSA_A5PSW = constants.ETH_P_DSA_A5PSW!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_IFE = constants.ETH_P_IFE!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_AF_IUCV = constants.ETH_P_AF_IUCV!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_802_3_MIN = constants.ETH_P_802_3_MIN!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_802_3 = constants.ETH_P_802_3!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_AX25 = constants.ETH_P_AX25!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_ALL = constants.ETH_P_ALL!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_802_2 = constants.ETH_P_802_2!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_SNAP = constants.ETH_P_SNAP!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_DDCMP = constants.ETH_P_DDCMP!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_WAN_PPP = constants.ETH_P_WAN_PPP!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_PPP_MP = constants.ETH_P_PPP_MP!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_LOCALTALK = constants.ETH_P_LOCALTALK!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_CAN = constants.ETH_P_CAN!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_CANFD = constants.ETH_P_CANFD!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_CANXL = constants.ETH_P_CANXL!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_PPPTALK = constants.ETH_P_PPPTALK!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_TR_802_2 = constants.ETH_P_TR_802_2!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_MOBITEX = constants.ETH_P_MOBITEX!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_CONTROL = constants.ETH_P_CONTROL!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_IRDA = constants.ETH_P_IRDA!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_ECONET = constants.ETH_P_ECONET!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_HDLC = constants.ETH_P_HDLC!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_ARCNET = constants.ETH_P_ARCNET!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_DSA = constants.ETH_P_DSA!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_TRAILER = constants.ETH_P_TRAILER!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_PHONET = constants.ETH_P_PHONET!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_IEEE802154 = constants.ETH_P_IEEE802154!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_CAIF = constants.ETH_P_CAIF!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_XDSA = constants.ETH_P_XDSA!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_MAP = constants.ETH_P_MAP!;
/** packet(7): protocol, in network byte order. */
export const ETH_P_MCTP = constants.ETH_P_MCTP!;

/** setsockopt(2): level. */
export const SOL_IP = constants.SOL_IP!;
/** setsockopt(2): level. */
export const SOL_SOCKET = constants.SOL_SOCKET!;
/** setsockopt(2): level. */
export const SOL_TCP = constants.SOL_TCP!;
/** setsockopt(2): level. */
export const SOL_UDP = constants.SOL_UDP!;
/** setsockopt(2): level. */
export const SOL_IPV6 = constants.SOL_IPV6!;
/** setsockopt(2): level. */
export const SOL_ICMPV6 = constants.SOL_ICMPV6!;
/** setsockopt(2): level. */
export const SOL_RAW = constants.SOL_RAW!;
/** setsockopt(2): level. */
export const SOL_DECNET = constants.SOL_DECNET!;
/** setsockopt(2): level. */
export const SOL_X25 = constants.SOL_X25!;
/** setsockopt(2): level. */
export const SOL_PACKET = constants.SOL_PACKET!;
/** setsockopt(2): level. */
export const SOL_ATM = constants.SOL_ATM!;
/** setsockopt(2): level. */
export const SOL_AAL = constants.SOL_AAL!;
/** setsockopt(2): level. */
export const SOL_IRDA = constants.SOL_IRDA!;
/** setsockopt(2): level. */
export const SOL_NETBEUI = constants.SOL_NETBEUI!;
/** setsockopt(2): level. */
export const SOL_LLC = constants.SOL_LLC!;
/** setsockopt(2): level. */
export const SOL_DCCP = constants.SOL_DCCP!;
/** setsockopt(2): level. */
export const SOL_NETLINK = constants.SOL_NETLINK!;
/** setsockopt(2): level. */
export const SOL_TIPC = constants.SOL_TIPC!;
/** setsockopt(2): level. */
export const SOL_RXRPC = constants.SOL_RXRPC!;
/** setsockopt(2): level. */
export const SOL_PPPOL2TP = constants.SOL_PPPOL2TP!;
/** setsockopt(2): level. */
export const SOL_BLUETOOTH = constants.SOL_BLUETOOTH!;
/** setsockopt(2): level. */
export const SOL_PNPIPE = constants.SOL_PNPIPE!;
/** setsockopt(2): level. */
export const SOL_RDS = constants.SOL_RDS!;
/** setsockopt(2): level. */
export const SOL_IUCV = constants.SOL_IUCV!;
/** setsockopt(2): level. */
export const SOL_CAIF = constants.SOL_CAIF!;
/** setsockopt(2): level. */
export const SOL_ALG = constants.SOL_ALG!;
/** setsockopt(2): level. */
export const SOL_NFC = constants.SOL_NFC!;
/** setsockopt(2): level. */
export const SOL_KCM = constants.SOL_KCM!;
/** setsockopt(2): level. */
export const SOL_TLS = constants.SOL_TLS!;
/** setsockopt(2): level. */
export const SOL_XDP = constants.SOL_XDP!;
/** setsockopt(2): level. */
export const SOL_LOCAL = constants.SOL_LOCAL!;

/** Levels that strace 6.1 shows as numbers. */
export const SOL_MPTCP = constants.SOL_MPTCP!;
/** Levels that strace 6.1 shows as numbers. */
export const SOL_MCTP = constants.SOL_MCTP!;
/** Levels that strace 6.1 shows as numbers. */
export const SOL_SMC = constants.SOL_SMC!;
/** Levels that strace 6.1 shows as numbers. */
export const SOL_VSOCK = constants.SOL_VSOCK!;

/** setsockopt(2): options of SOL_SOCKET. */
export const SO_DEBUG = constants.SO_DEBUG!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_REUSEADDR = constants.SO_REUSEADDR!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_TYPE = constants.SO_TYPE!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_ERROR = constants.SO_ERROR!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_DONTROUTE = constants.SO_DONTROUTE!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_BROADCAST = constants.SO_BROADCAST!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_SNDBUF = constants.SO_SNDBUF!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_RCVBUF = constants.SO_RCVBUF!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_KEEPALIVE = constants.SO_KEEPALIVE!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_OOBINLINE = constants.SO_OOBINLINE!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_NO_CHECK = constants.SO_NO_CHECK!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_PRIORITY = constants.SO_PRIORITY!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_LINGER = constants.SO_LINGER!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_BSDCOMPAT = constants.SO_BSDCOMPAT!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_REUSEPORT = constants.SO_REUSEPORT!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_PASSCRED = constants.SO_PASSCRED!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_PEERCRED = constants.SO_PEERCRED!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_RCVLOWAT = constants.SO_RCVLOWAT!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_SNDLOWAT = constants.SO_SNDLOWAT!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_RCVTIMEO_OLD = constants.SO_RCVTIMEO_OLD!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_RCVTIMEO = constants.SO_RCVTIMEO!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_SNDTIMEO_OLD = constants.SO_SNDTIMEO_OLD!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_SNDTIMEO = constants.SO_SNDTIMEO!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_SECURITY_AUTHENTICATION = constants.SO_SECURITY_AUTHENTICATION!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_SECURITY_ENCRYPTION_TRANSPORT = constants.SO_SECURITY_ENCRYPTION_TRANSPORT!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_SECURITY_ENCRYPTION_NETWORK = constants.SO_SECURITY_ENCRYPTION_NETWORK!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_BINDTODEVICE = constants.SO_BINDTODEVICE!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_ATTACH_FILTER = constants.SO_ATTACH_FILTER!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_GET_FILTER = constants.SO_GET_FILTER!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_DETACH_FILTER = constants.SO_DETACH_FILTER!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_DETACH_BPF = constants.SO_DETACH_BPF!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_PEERNAME = constants.SO_PEERNAME!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_TIMESTAMP_OLD = constants.SO_TIMESTAMP_OLD!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_TIMESTAMP = constants.SO_TIMESTAMP!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_ACCEPTCONN = constants.SO_ACCEPTCONN!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_PEERSEC = constants.SO_PEERSEC!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_SNDBUFFORCE = constants.SO_SNDBUFFORCE!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_RCVBUFFORCE = constants.SO_RCVBUFFORCE!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_PASSSEC = constants.SO_PASSSEC!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_TIMESTAMPNS_OLD = constants.SO_TIMESTAMPNS_OLD!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_TIMESTAMPNS = constants.SO_TIMESTAMPNS!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_MARK = constants.SO_MARK!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_TIMESTAMPING_OLD = constants.SO_TIMESTAMPING_OLD!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_TIMESTAMPING = constants.SO_TIMESTAMPING!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_PROTOCOL = constants.SO_PROTOCOL!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_DOMAIN = constants.SO_DOMAIN!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_RXQ_OVFL = constants.SO_RXQ_OVFL!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_WIFI_STATUS = constants.SO_WIFI_STATUS!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_PEEK_OFF = constants.SO_PEEK_OFF!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_NOFCS = constants.SO_NOFCS!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_LOCK_FILTER = constants.SO_LOCK_FILTER!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_SELECT_ERR_QUEUE = constants.SO_SELECT_ERR_QUEUE!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_BUSY_POLL = constants.SO_BUSY_POLL!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_MAX_PACING_RATE = constants.SO_MAX_PACING_RATE!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_BPF_EXTENSIONS = constants.SO_BPF_EXTENSIONS!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_INCOMING_CPU = constants.SO_INCOMING_CPU!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_ATTACH_BPF = constants.SO_ATTACH_BPF!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_ATTACH_REUSEPORT_CBPF = constants.SO_ATTACH_REUSEPORT_CBPF!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_ATTACH_REUSEPORT_EBPF = constants.SO_ATTACH_REUSEPORT_EBPF!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_CNX_ADVICE = constants.SO_CNX_ADVICE!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_MEMINFO = constants.SO_MEMINFO!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_INCOMING_NAPI_ID = constants.SO_INCOMING_NAPI_ID!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_COOKIE = constants.SO_COOKIE!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_PEERGROUPS = constants.SO_PEERGROUPS!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_ZEROCOPY = constants.SO_ZEROCOPY!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_TXTIME = constants.SO_TXTIME!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_BINDTOIFINDEX = constants.SO_BINDTOIFINDEX!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_TIMESTAMP_NEW = constants.SO_TIMESTAMP_NEW!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_TIMESTAMPNS_NEW = constants.SO_TIMESTAMPNS_NEW!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_TIMESTAMPING_NEW = constants.SO_TIMESTAMPING_NEW!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_RCVTIMEO_NEW = constants.SO_RCVTIMEO_NEW!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_SNDTIMEO_NEW = constants.SO_SNDTIMEO_NEW!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_DETACH_REUSEPORT_BPF = constants.SO_DETACH_REUSEPORT_BPF!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_PREFER_BUSY_POLL = constants.SO_PREFER_BUSY_POLL!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_BUSY_POLL_BUDGET = constants.SO_BUSY_POLL_BUDGET!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_NETNS_COOKIE = constants.SO_NETNS_COOKIE!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_BUF_LOCK = constants.SO_BUF_LOCK!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_RESERVE_MEM = constants.SO_RESERVE_MEM!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_TXREHASH = constants.SO_TXREHASH!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_RCVMARK = constants.SO_RCVMARK!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_USELOOPBACK = constants.SO_USELOOPBACK!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_TIMESTAMP_MONOTONIC = constants.SO_TIMESTAMP_MONOTONIC!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_LABEL = constants.SO_LABEL!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_PEERLABEL = constants.SO_PEERLABEL!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_NREAD = constants.SO_NREAD!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_NKE = constants.SO_NKE!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_NOSIGPIPE = constants.SO_NOSIGPIPE!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_NOADDRERR = constants.SO_NOADDRERR!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_NWRITE = constants.SO_NWRITE!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_REUSESHAREUID = constants.SO_REUSESHAREUID!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_NOTIFYCONFLICT = constants.SO_NOTIFYCONFLICT!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_UPCALLCLOSEWAIT = constants.SO_UPCALLCLOSEWAIT!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_LINGER_SEC = constants.SO_LINGER_SEC!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_RANDOMPORT = constants.SO_RANDOMPORT!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_NP_EXTENSIONS = constants.SO_NP_EXTENSIONS!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_NUMRCVPKT = constants.SO_NUMRCVPKT!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_NET_SERVICE_TYPE = constants.SO_NET_SERVICE_TYPE!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_NETSVC_MARKING_LEVEL = constants.SO_NETSVC_MARKING_LEVEL!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_RESOLVER_SIGNATURE = constants.SO_RESOLVER_SIGNATURE!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_DONTTRUNC = constants.SO_DONTTRUNC!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_WANTMORE = constants.SO_WANTMORE!;
/** setsockopt(2): options of SOL_SOCKET. */
export const SO_WANTOOBFLAG = constants.SO_WANTOOBFLAG!;

/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_TOS = constants.IP_TOS!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_TTL = constants.IP_TTL!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_HDRINCL = constants.IP_HDRINCL!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_OPTIONS = constants.IP_OPTIONS!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_ROUTER_ALERT = constants.IP_ROUTER_ALERT!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_RECVOPTS = constants.IP_RECVOPTS!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_RETOPTS = constants.IP_RETOPTS!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_RECVRETOPTS = constants.IP_RECVRETOPTS!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_PKTINFO = constants.IP_PKTINFO!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_PKTOPTIONS = constants.IP_PKTOPTIONS!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_MTU_DISCOVER = constants.IP_MTU_DISCOVER!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_PMTUDISC = constants.IP_PMTUDISC!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_RECVERR = constants.IP_RECVERR!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_RECVTTL = constants.IP_RECVTTL!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_RECVTOS = constants.IP_RECVTOS!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_MTU = constants.IP_MTU!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_FREEBIND = constants.IP_FREEBIND!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_IPSEC_POLICY = constants.IP_IPSEC_POLICY!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_XFRM_POLICY = constants.IP_XFRM_POLICY!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_PASSSEC = constants.IP_PASSSEC!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_TRANSPARENT = constants.IP_TRANSPARENT!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_ORIGDSTADDR = constants.IP_ORIGDSTADDR!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_RECVORIGDSTADDR = constants.IP_RECVORIGDSTADDR!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_MINTTL = constants.IP_MINTTL!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_NODEFRAG = constants.IP_NODEFRAG!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_CHECKSUM = constants.IP_CHECKSUM!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_BIND_ADDRESS_NO_PORT = constants.IP_BIND_ADDRESS_NO_PORT!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_RECVFRAGSIZE = constants.IP_RECVFRAGSIZE!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_RECVERR_RFC4884 = constants.IP_RECVERR_RFC4884!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_MULTICAST_IF = constants.IP_MULTICAST_IF!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_MULTICAST_TTL = constants.IP_MULTICAST_TTL!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_MULTICAST_LOOP = constants.IP_MULTICAST_LOOP!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_ADD_MEMBERSHIP = constants.IP_ADD_MEMBERSHIP!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_DROP_MEMBERSHIP = constants.IP_DROP_MEMBERSHIP!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_UNBLOCK_SOURCE = constants.IP_UNBLOCK_SOURCE!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_BLOCK_SOURCE = constants.IP_BLOCK_SOURCE!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_ADD_SOURCE_MEMBERSHIP = constants.IP_ADD_SOURCE_MEMBERSHIP!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_DROP_SOURCE_MEMBERSHIP = constants.IP_DROP_SOURCE_MEMBERSHIP!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_MSFILTER = constants.IP_MSFILTER!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const MCAST_JOIN_GROUP = constants.MCAST_JOIN_GROUP!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const MCAST_BLOCK_SOURCE = constants.MCAST_BLOCK_SOURCE!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const MCAST_UNBLOCK_SOURCE = constants.MCAST_UNBLOCK_SOURCE!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const MCAST_LEAVE_GROUP = constants.MCAST_LEAVE_GROUP!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const MCAST_JOIN_SOURCE_GROUP = constants.MCAST_JOIN_SOURCE_GROUP!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const MCAST_LEAVE_SOURCE_GROUP = constants.MCAST_LEAVE_SOURCE_GROUP!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const MCAST_MSFILTER = constants.MCAST_MSFILTER!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_MULTICAST_ALL = constants.IP_MULTICAST_ALL!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_UNICAST_IF = constants.IP_UNICAST_IF!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_RECVDSTADDR = constants.IP_RECVDSTADDR!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_MULTICAST_VIF = constants.IP_MULTICAST_VIF!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_RSVP_ON = constants.IP_RSVP_ON!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_RSVP_OFF = constants.IP_RSVP_OFF!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_RSVP_VIF_ON = constants.IP_RSVP_VIF_ON!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_RSVP_VIF_OFF = constants.IP_RSVP_VIF_OFF!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_PORTRANGE = constants.IP_PORTRANGE!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_RECVIF = constants.IP_RECVIF!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_FAITH = constants.IP_FAITH!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_STRIPHDR = constants.IP_STRIPHDR!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_BOUND_IF = constants.IP_BOUND_IF!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_RECVPKTINFO = constants.IP_RECVPKTINFO!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_DONTFRAG = constants.IP_DONTFRAG!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_FW_ADD = constants.IP_FW_ADD!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_FW_DEL = constants.IP_FW_DEL!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_FW_FLUSH = constants.IP_FW_FLUSH!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_FW_ZERO = constants.IP_FW_ZERO!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_FW_GET = constants.IP_FW_GET!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_FW_RESETLOG = constants.IP_FW_RESETLOG!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_OLD_FW_ADD = constants.IP_OLD_FW_ADD!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_OLD_FW_DEL = constants.IP_OLD_FW_DEL!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_OLD_FW_FLUSH = constants.IP_OLD_FW_FLUSH!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_OLD_FW_ZERO = constants.IP_OLD_FW_ZERO!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_OLD_FW_GET = constants.IP_OLD_FW_GET!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_OLD_FW_RESETLOG = constants.IP_OLD_FW_RESETLOG!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_DUMMYNET_CONFIGURE = constants.IP_DUMMYNET_CONFIGURE!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_DUMMYNET_DEL = constants.IP_DUMMYNET_DEL!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_DUMMYNET_FLUSH = constants.IP_DUMMYNET_FLUSH!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_DUMMYNET_GET = constants.IP_DUMMYNET_GET!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_TRAFFIC_MGT_BACKGROUND = constants.IP_TRAFFIC_MGT_BACKGROUND!;
/** setsockopt(2): options of SOL_IP; MCAST_* are options of SOL_IPV6 as well. */
export const IP_MULTICAST_IFINDEX = constants.IP_MULTICAST_IFINDEX!;

/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_ADDRFORM = constants.IPV6_ADDRFORM!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_2292PKTINFO = constants.IPV6_2292PKTINFO!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_2292HOPOPTS = constants.IPV6_2292HOPOPTS!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_2292DSTOPTS = constants.IPV6_2292DSTOPTS!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_2292RTHDR = constants.IPV6_2292RTHDR!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_2292PKTOPTIONS = constants.IPV6_2292PKTOPTIONS!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_CHECKSUM = constants.IPV6_CHECKSUM!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_2292HOPLIMIT = constants.IPV6_2292HOPLIMIT!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_NEXTHOP = constants.IPV6_NEXTHOP!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_AUTHHDR = constants.IPV6_AUTHHDR!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_UNICAST_HOPS = constants.IPV6_UNICAST_HOPS!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_MULTICAST_IF = constants.IPV6_MULTICAST_IF!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_MULTICAST_HOPS = constants.IPV6_MULTICAST_HOPS!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_MULTICAST_LOOP = constants.IPV6_MULTICAST_LOOP!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_ADD_MEMBERSHIP = constants.IPV6_ADD_MEMBERSHIP!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_JOIN_GROUP = constants.IPV6_JOIN_GROUP!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_DROP_MEMBERSHIP = constants.IPV6_DROP_MEMBERSHIP!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_LEAVE_GROUP = constants.IPV6_LEAVE_GROUP!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_ROUTER_ALERT = constants.IPV6_ROUTER_ALERT!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_MTU_DISCOVER = constants.IPV6_MTU_DISCOVER!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_MTU = constants.IPV6_MTU!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_RECVERR = constants.IPV6_RECVERR!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_V6ONLY = constants.IPV6_V6ONLY!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_JOIN_ANYCAST = constants.IPV6_JOIN_ANYCAST!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_LEAVE_ANYCAST = constants.IPV6_LEAVE_ANYCAST!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_MULTICAST_ALL = constants.IPV6_MULTICAST_ALL!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_ROUTER_ALERT_ISOLATE = constants.IPV6_ROUTER_ALERT_ISOLATE!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_RECVERR_RFC4884 = constants.IPV6_RECVERR_RFC4884!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_IPSEC_POLICY = constants.IPV6_IPSEC_POLICY!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_XFRM_POLICY = constants.IPV6_XFRM_POLICY!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_HDRINCL = constants.IPV6_HDRINCL!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_RECVPKTINFO = constants.IPV6_RECVPKTINFO!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_PKTINFO = constants.IPV6_PKTINFO!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_RECVHOPLIMIT = constants.IPV6_RECVHOPLIMIT!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_HOPLIMIT = constants.IPV6_HOPLIMIT!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_RECVHOPOPTS = constants.IPV6_RECVHOPOPTS!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_HOPOPTS = constants.IPV6_HOPOPTS!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_RXHOPOPTS = constants.IPV6_RXHOPOPTS!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_RTHDRDSTOPTS = constants.IPV6_RTHDRDSTOPTS!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_RECVRTHDR = constants.IPV6_RECVRTHDR!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_RTHDR = constants.IPV6_RTHDR!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_RECVDSTOPTS = constants.IPV6_RECVDSTOPTS!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_DSTOPTS = constants.IPV6_DSTOPTS!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_RXDSTOPTS = constants.IPV6_RXDSTOPTS!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_RECVPATHMTU = constants.IPV6_RECVPATHMTU!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_PATHMTU = constants.IPV6_PATHMTU!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_DONTFRAG = constants.IPV6_DONTFRAG!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_RECVTCLASS = constants.IPV6_RECVTCLASS!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_TCLASS = constants.IPV6_TCLASS!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_AUTOFLOWLABEL = constants.IPV6_AUTOFLOWLABEL!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_ADDR_PREFERENCES = constants.IPV6_ADDR_PREFERENCES!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_MINHOPCOUNT = constants.IPV6_MINHOPCOUNT!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_ORIGDSTADDR = constants.IPV6_ORIGDSTADDR!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_RECVORIGDSTADDR = constants.IPV6_RECVORIGDSTADDR!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_TRANSPARENT = constants.IPV6_TRANSPARENT!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_UNICAST_IF = constants.IPV6_UNICAST_IF!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_RECVFRAGSIZE = constants.IPV6_RECVFRAGSIZE!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_FREEBIND = constants.IPV6_FREEBIND!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_PORTRANGE = constants.IPV6_PORTRANGE!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_2292NEXTHOP = constants.IPV6_2292NEXTHOP!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_BINDV6ONLY = constants.IPV6_BINDV6ONLY!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_FAITH = constants.IPV6_FAITH!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_FW_ADD = constants.IPV6_FW_ADD!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_FW_DEL = constants.IPV6_FW_DEL!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_FW_FLUSH = constants.IPV6_FW_FLUSH!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_FW_ZERO = constants.IPV6_FW_ZERO!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_FW_GET = constants.IPV6_FW_GET!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_USE_MIN_MTU = constants.IPV6_USE_MIN_MTU!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_3542PKTINFO = constants.IPV6_3542PKTINFO!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_3542HOPLIMIT = constants.IPV6_3542HOPLIMIT!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_3542NEXTHOP = constants.IPV6_3542NEXTHOP!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_3542HOPOPTS = constants.IPV6_3542HOPOPTS!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_3542DSTOPTS = constants.IPV6_3542DSTOPTS!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_3542RTHDR = constants.IPV6_3542RTHDR!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_PREFER_TEMPADDR = constants.IPV6_PREFER_TEMPADDR!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_MSFILTER = constants.IPV6_MSFILTER!;
/** setsockopt(2): options of SOL_IPV6. */
export const IPV6_BOUND_IF = constants.IPV6_BOUND_IF!;

/** setsockopt(2): options of SOL_TCP. */
export const TCP_NODELAY = constants.TCP_NODELAY!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_MAXSEG = constants.TCP_MAXSEG!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_CORK = constants.TCP_CORK!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_KEEPIDLE = constants.TCP_KEEPIDLE!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_KEEPINTVL = constants.TCP_KEEPINTVL!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_KEEPCNT = constants.TCP_KEEPCNT!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_SYNCNT = constants.TCP_SYNCNT!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_LINGER2 = constants.TCP_LINGER2!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_DEFER_ACCEPT = constants.TCP_DEFER_ACCEPT!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_WINDOW_CLAMP = constants.TCP_WINDOW_CLAMP!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_INFO = constants.TCP_INFO!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_QUICKACK = constants.TCP_QUICKACK!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_CONGESTION = constants.TCP_CONGESTION!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_MD5SIG = constants.TCP_MD5SIG!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_COOKIE_TRANSACTIONS = constants.TCP_COOKIE_TRANSACTIONS!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_THIN_LINEAR_TIMEOUTS = constants.TCP_THIN_LINEAR_TIMEOUTS!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_THIN_DUPACK = constants.TCP_THIN_DUPACK!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_USER_TIMEOUT = constants.TCP_USER_TIMEOUT!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_REPAIR = constants.TCP_REPAIR!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_REPAIR_QUEUE = constants.TCP_REPAIR_QUEUE!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_QUEUE_SEQ = constants.TCP_QUEUE_SEQ!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_REPAIR_OPTIONS = constants.TCP_REPAIR_OPTIONS!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_FASTOPEN = constants.TCP_FASTOPEN!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_TIMESTAMP = constants.TCP_TIMESTAMP!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_NOTSENT_LOWAT = constants.TCP_NOTSENT_LOWAT!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_CC_INFO = constants.TCP_CC_INFO!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_SAVE_SYN = constants.TCP_SAVE_SYN!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_SAVED_SYN = constants.TCP_SAVED_SYN!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_REPAIR_WINDOW = constants.TCP_REPAIR_WINDOW!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_FASTOPEN_CONNECT = constants.TCP_FASTOPEN_CONNECT!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_ULP = constants.TCP_ULP!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_MD5SIG_EXT = constants.TCP_MD5SIG_EXT!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_FASTOPEN_KEY = constants.TCP_FASTOPEN_KEY!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_FASTOPEN_NO_COOKIE = constants.TCP_FASTOPEN_NO_COOKIE!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_ZEROCOPY_RECEIVE = constants.TCP_ZEROCOPY_RECEIVE!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_INQ = constants.TCP_INQ!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_CM_INQ = constants.TCP_CM_INQ!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_TX_DELAY = constants.TCP_TX_DELAY!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_NOPUSH = constants.TCP_NOPUSH!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_NOOPT = constants.TCP_NOOPT!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_KEEPALIVE = constants.TCP_KEEPALIVE!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_CONNECTIONTIMEOUT = constants.TCP_CONNECTIONTIMEOUT!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_RXT_CONNDROPTIME = constants.TCP_RXT_CONNDROPTIME!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_RXT_FINDROP = constants.TCP_RXT_FINDROP!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_SENDMOREACKS = constants.TCP_SENDMOREACKS!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_ENABLE_ECN = constants.TCP_ENABLE_ECN!;
/** setsockopt(2): options of SOL_TCP. */
export const TCP_CONNECTION_INFO = constants.TCP_CONNECTION_INFO!;

/** setsockopt(2): options of SOL_UDP. */
export const UDP_CORK = constants.UDP_CORK!;
/** setsockopt(2): options of SOL_UDP. */
export const UDP_ENCAP = constants.UDP_ENCAP!;
/** setsockopt(2): options of SOL_UDP. */
export const UDP_NO_CHECK6_TX = constants.UDP_NO_CHECK6_TX!;
/** setsockopt(2): options of SOL_UDP. */
export const UDP_NO_CHECK6_RX = constants.UDP_NO_CHECK6_RX!;
/** setsockopt(2): options of SOL_UDP. */
export const UDP_SEGMENT = constants.UDP_SEGMENT!;
/** setsockopt(2): options of SOL_UDP. */
export const UDP_GRO = constants.UDP_GRO!;
/** setsockopt(2): options of SOL_UDP. */
export const UDP_NOCKSUM = constants.UDP_NOCKSUM!;

/** setsockopt(2): options of SOL_LOCAL (macOS). */
export const LOCAL_PEERCRED = constants.LOCAL_PEERCRED!;
/** setsockopt(2): options of SOL_LOCAL (macOS). */
export const LOCAL_PEERPID = constants.LOCAL_PEERPID!;
/** setsockopt(2): options of SOL_LOCAL (macOS). */
export const LOCAL_PEEREPID = constants.LOCAL_PEEREPID!;
/** setsockopt(2): options of SOL_LOCAL (macOS). */
export const LOCAL_PEERUUID = constants.LOCAL_PEERUUID!;
/** setsockopt(2): options of SOL_LOCAL (macOS). */
export const LOCAL_PEEREUUID = constants.LOCAL_PEEREUUID!;
/** setsockopt(2): options of SOL_LOCAL (macOS). */
export const LOCAL_PEERTOKEN = constants.LOCAL_PEERTOKEN!;

/** setsockopt(2): options of SOL_NETLINK. */
export const NETLINK_ADD_MEMBERSHIP = constants.NETLINK_ADD_MEMBERSHIP!;
/** setsockopt(2): options of SOL_NETLINK. */
export const NETLINK_DROP_MEMBERSHIP = constants.NETLINK_DROP_MEMBERSHIP!;
/** setsockopt(2): options of SOL_NETLINK. */
export const NETLINK_PKTINFO = constants.NETLINK_PKTINFO!;
/** setsockopt(2): options of SOL_NETLINK. */
export const NETLINK_BROADCAST_ERROR = constants.NETLINK_BROADCAST_ERROR!;
/** setsockopt(2): options of SOL_NETLINK. */
export const NETLINK_NO_ENOBUFS = constants.NETLINK_NO_ENOBUFS!;
/** setsockopt(2): options of SOL_NETLINK. */
export const NETLINK_RX_RING = constants.NETLINK_RX_RING!;
/** setsockopt(2): options of SOL_NETLINK. */
export const NETLINK_TX_RING = constants.NETLINK_TX_RING!;
/** setsockopt(2): options of SOL_NETLINK. */
export const NETLINK_LISTEN_ALL_NSID = constants.NETLINK_LISTEN_ALL_NSID!;
/** setsockopt(2): options of SOL_NETLINK. */
export const NETLINK_LIST_MEMBERSHIPS = constants.NETLINK_LIST_MEMBERSHIPS!;
/** setsockopt(2): options of SOL_NETLINK. */
export const NETLINK_CAP_ACK = constants.NETLINK_CAP_ACK!;
/** setsockopt(2): options of SOL_NETLINK. */
export const NETLINK_EXT_ACK = constants.NETLINK_EXT_ACK!;
/** setsockopt(2): options of SOL_NETLINK. */
export const NETLINK_GET_STRICT_CHK = constants.NETLINK_GET_STRICT_CHK!;

/** setsockopt(2): options of level AF_VSOCK. */
export const SO_VM_SOCKETS_BUFFER_SIZE = constants.SO_VM_SOCKETS_BUFFER_SIZE!;
/** setsockopt(2): options of level AF_VSOCK. */
export const SO_VM_SOCKETS_BUFFER_MIN_SIZE = constants.SO_VM_SOCKETS_BUFFER_MIN_SIZE!;
/** setsockopt(2): options of level AF_VSOCK. */
export const SO_VM_SOCKETS_BUFFER_MAX_SIZE = constants.SO_VM_SOCKETS_BUFFER_MAX_SIZE!;
/** setsockopt(2): options of level AF_VSOCK. */
export const SO_VM_SOCKETS_PEER_HOST_VM_ID = constants.SO_VM_SOCKETS_PEER_HOST_VM_ID!;
/** setsockopt(2): options of level AF_VSOCK. */
export const SO_VM_SOCKETS_TRUSTED = constants.SO_VM_SOCKETS_TRUSTED!;
/** setsockopt(2): options of level AF_VSOCK. */
export const SO_VM_SOCKETS_CONNECT_TIMEOUT_OLD = constants.SO_VM_SOCKETS_CONNECT_TIMEOUT_OLD!;
/** setsockopt(2): options of level AF_VSOCK. */
export const SO_VM_SOCKETS_CONNECT_TIMEOUT = constants.SO_VM_SOCKETS_CONNECT_TIMEOUT!;
/** setsockopt(2): options of level AF_VSOCK. */
export const SO_VM_SOCKETS_NONBLOCK_TXRX = constants.SO_VM_SOCKETS_NONBLOCK_TXRX!;
/** setsockopt(2): options of level AF_VSOCK. */
export const SO_VM_SOCKETS_CONNECT_TIMEOUT_NEW = constants.SO_VM_SOCKETS_CONNECT_TIMEOUT_NEW!;

/** sockaddr_vm: cid, port and flags. */
export const VMADDR_CID_HYPERVISOR = constants.VMADDR_CID_HYPERVISOR!;
/** sockaddr_vm: cid, port and flags. */
export const VMADDR_CID_LOCAL = constants.VMADDR_CID_LOCAL!;
/** sockaddr_vm: cid, port and flags. */
export const VMADDR_FLAG_TO_HOST = constants.VMADDR_FLAG_TO_HOST!;
/** sockaddr_vm: cid, port and flags. */
export const VMADDR_CID_HOST = constants.VMADDR_CID_HOST!;
/** sockaddr_vm: cid, port and flags. */
export const VMADDR_CID_ANY = constants.VMADDR_CID_ANY!;
/** sockaddr_vm: cid, port and flags. */
export const VMADDR_PORT_ANY = constants.VMADDR_PORT_ANY!;

/** Values that options take; several meanings per number. */
export const IPTOS_CLASS_CS0 = constants.IPTOS_CLASS_CS0!;
/** Values that options take; several meanings per number. */
export const IPTOS_CLASS_CS1 = constants.IPTOS_CLASS_CS1!;
/** Values that options take; several meanings per number. */
export const IPTOS_CLASS_CS2 = constants.IPTOS_CLASS_CS2!;
/** Values that options take; several meanings per number. */
export const IPTOS_CLASS_CS3 = constants.IPTOS_CLASS_CS3!;
/** Values that options take; several meanings per number. */
export const IPTOS_CLASS_CS4 = constants.IPTOS_CLASS_CS4!;
/** Values that options take; several meanings per number. */
export const IPTOS_CLASS_CS5 = constants.IPTOS_CLASS_CS5!;
/** Values that options take; several meanings per number. */
export const IPTOS_CLASS_CS6 = constants.IPTOS_CLASS_CS6!;
/** Values that options take; several meanings per number. */
export const IPTOS_CLASS_CS7 = constants.IPTOS_CLASS_CS7!;
/** Values that options take; several meanings per number. */
export const IPTOS_CLASS_DEFAULT = constants.IPTOS_CLASS_DEFAULT!;
/** Values that options take; several meanings per number. */
export const IPTOS_CLASS_MASK = constants.IPTOS_CLASS_MASK!;
/** Values that options take; several meanings per number. */
export const IPTOS_DSCP_AF11 = constants.IPTOS_DSCP_AF11!;
/** Values that options take; several meanings per number. */
export const IPTOS_DSCP_AF12 = constants.IPTOS_DSCP_AF12!;
/** Values that options take; several meanings per number. */
export const IPTOS_DSCP_AF13 = constants.IPTOS_DSCP_AF13!;
/** Values that options take; several meanings per number. */
export const IPTOS_DSCP_AF21 = constants.IPTOS_DSCP_AF21!;
/** Values that options take; several meanings per number. */
export const IPTOS_DSCP_AF22 = constants.IPTOS_DSCP_AF22!;
/** Values that options take; several meanings per number. */
export const IPTOS_DSCP_AF23 = constants.IPTOS_DSCP_AF23!;
/** Values that options take; several meanings per number. */
export const IPTOS_DSCP_AF31 = constants.IPTOS_DSCP_AF31!;
/** Values that options take; several meanings per number. */
export const IPTOS_DSCP_AF32 = constants.IPTOS_DSCP_AF32!;
/** Values that options take; several meanings per number. */
export const IPTOS_DSCP_AF33 = constants.IPTOS_DSCP_AF33!;
/** Values that options take; several meanings per number. */
export const IPTOS_DSCP_AF41 = constants.IPTOS_DSCP_AF41!;
/** Values that options take; several meanings per number. */
export const IPTOS_DSCP_AF42 = constants.IPTOS_DSCP_AF42!;
/** Values that options take; several meanings per number. */
export const IPTOS_DSCP_AF43 = constants.IPTOS_DSCP_AF43!;
/** Values that options take; several meanings per number. */
export const IPTOS_DSCP_EF = constants.IPTOS_DSCP_EF!;
/** Values that options take; several meanings per number. */
export const IPTOS_DSCP_MASK = constants.IPTOS_DSCP_MASK!;
/** Values that options take; several meanings per number. */
export const IPTOS_ECN_CE = constants.IPTOS_ECN_CE!;
/** Values that options take; several meanings per number. */
export const IPTOS_ECN_ECT0 = constants.IPTOS_ECN_ECT0!;
/** Values that options take; several meanings per number. */
export const IPTOS_ECN_ECT1 = constants.IPTOS_ECN_ECT1!;
/** Values that options take; several meanings per number. */
export const IPTOS_ECN_MASK = constants.IPTOS_ECN_MASK!;
/** Values that options take; several meanings per number. */
export const IPTOS_ECN_NOT_ECT = constants.IPTOS_ECN_NOT_ECT!;
/** Values that options take; several meanings per number. */
export const IPTOS_LOWCOST = constants.IPTOS_LOWCOST!;
/** Values that options take; several meanings per number. */
export const IPTOS_LOWDELAY = constants.IPTOS_LOWDELAY!;
/** Values that options take; several meanings per number. */
export const IPTOS_MINCOST = constants.IPTOS_MINCOST!;
/** Values that options take; several meanings per number. */
export const IPTOS_PREC_CRITIC_ECP = constants.IPTOS_PREC_CRITIC_ECP!;
/** Values that options take; several meanings per number. */
export const IPTOS_PREC_FLASH = constants.IPTOS_PREC_FLASH!;
/** Values that options take; several meanings per number. */
export const IPTOS_PREC_FLASHOVERRIDE = constants.IPTOS_PREC_FLASHOVERRIDE!;
/** Values that options take; several meanings per number. */
export const IPTOS_PREC_IMMEDIATE = constants.IPTOS_PREC_IMMEDIATE!;
/** Values that options take; several meanings per number. */
export const IPTOS_PREC_INTERNETCONTROL = constants.IPTOS_PREC_INTERNETCONTROL!;
/** Values that options take; several meanings per number. */
export const IPTOS_PREC_MASK = constants.IPTOS_PREC_MASK!;
/** Values that options take; several meanings per number. */
export const IPTOS_PREC_NETCONTROL = constants.IPTOS_PREC_NETCONTROL!;
/** Values that options take; several meanings per number. */
export const IPTOS_PREC_PRIORITY = constants.IPTOS_PREC_PRIORITY!;
/** Values that options take; several meanings per number. */
export const IPTOS_PREC_ROUTINE = constants.IPTOS_PREC_ROUTINE!;
/** Values that options take; several meanings per number. */
export const IPTOS_RELIABILITY = constants.IPTOS_RELIABILITY!;
/** Values that options take; several meanings per number. */
export const IPTOS_THROUGHPUT = constants.IPTOS_THROUGHPUT!;
/** Values that options take; several meanings per number. */
export const IPTOS_TOS_MASK = constants.IPTOS_TOS_MASK!;
/** Values that options take; several meanings per number. */
export const IPV6_DEFAULT_MULTICAST_HOPS = constants.IPV6_DEFAULT_MULTICAST_HOPS!;
/** Values that options take; several meanings per number. */
export const IPV6_DEFAULT_MULTICAST_LOOP = constants.IPV6_DEFAULT_MULTICAST_LOOP!;
/** Values that options take; several meanings per number. */
export const IPV6_MAX_GROUP_SRC_FILTER = constants.IPV6_MAX_GROUP_SRC_FILTER!;
/** Values that options take; several meanings per number. */
export const IPV6_MAX_MEMBERSHIPS = constants.IPV6_MAX_MEMBERSHIPS!;
/** Values that options take; several meanings per number. */
export const IPV6_MAX_SOCK_SRC_FILTER = constants.IPV6_MAX_SOCK_SRC_FILTER!;
/** Values that options take; several meanings per number. */
export const IPV6_MIN_MEMBERSHIPS = constants.IPV6_MIN_MEMBERSHIPS!;
/** Values that options take; several meanings per number. */
export const IPV6_PMTUDISC_DO = constants.IPV6_PMTUDISC_DO!;
/** Values that options take; several meanings per number. */
export const IPV6_PMTUDISC_DONT = constants.IPV6_PMTUDISC_DONT!;
/** Values that options take; several meanings per number. */
export const IPV6_PMTUDISC_INTERFACE = constants.IPV6_PMTUDISC_INTERFACE!;
/** Values that options take; several meanings per number. */
export const IPV6_PMTUDISC_OMIT = constants.IPV6_PMTUDISC_OMIT!;
/** Values that options take; several meanings per number. */
export const IPV6_PMTUDISC_PROBE = constants.IPV6_PMTUDISC_PROBE!;
/** Values that options take; several meanings per number. */
export const IPV6_PMTUDISC_WANT = constants.IPV6_PMTUDISC_WANT!;
/** Values that options take; several meanings per number. */
export const IPV6_PORTRANGE_DEFAULT = constants.IPV6_PORTRANGE_DEFAULT!;
/** Values that options take; several meanings per number. */
export const IPV6_PORTRANGE_HIGH = constants.IPV6_PORTRANGE_HIGH!;
/** Values that options take; several meanings per number. */
export const IPV6_PORTRANGE_LOW = constants.IPV6_PORTRANGE_LOW!;
/** Values that options take; several meanings per number. */
export const IPV6_RTHDR_LOOSE = constants.IPV6_RTHDR_LOOSE!;
/** Values that options take; several meanings per number. */
export const IPV6_RTHDR_STRICT = constants.IPV6_RTHDR_STRICT!;
/** Values that options take; several meanings per number. */
export const IPV6_RTHDR_TYPE_0 = constants.IPV6_RTHDR_TYPE_0!;
/** Values that options take; several meanings per number. */
export const IP_DEFAULT_MULTICAST_LOOP = constants.IP_DEFAULT_MULTICAST_LOOP!;
/** Values that options take; several meanings per number. */
export const IP_DEFAULT_MULTICAST_TTL = constants.IP_DEFAULT_MULTICAST_TTL!;
/** Values that options take; several meanings per number. */
export const IP_MAX_GROUP_SRC_FILTER = constants.IP_MAX_GROUP_SRC_FILTER!;
/** Values that options take; several meanings per number. */
export const IP_MAX_MEMBERSHIPS = constants.IP_MAX_MEMBERSHIPS!;
/** Values that options take; several meanings per number. */
export const IP_MAX_SOCK_MUTE_FILTER = constants.IP_MAX_SOCK_MUTE_FILTER!;
/** Values that options take; several meanings per number. */
export const IP_MAX_SOCK_SRC_FILTER = constants.IP_MAX_SOCK_SRC_FILTER!;
/** Values that options take; several meanings per number. */
export const IP_MIN_MEMBERSHIPS = constants.IP_MIN_MEMBERSHIPS!;
/** Values that options take; several meanings per number. */
export const IP_PMTUDISC_DO = constants.IP_PMTUDISC_DO!;
/** Values that options take; several meanings per number. */
export const IP_PMTUDISC_DONT = constants.IP_PMTUDISC_DONT!;
/** Values that options take; several meanings per number. */
export const IP_PMTUDISC_INTERFACE = constants.IP_PMTUDISC_INTERFACE!;
/** Values that options take; several meanings per number. */
export const IP_PMTUDISC_OMIT = constants.IP_PMTUDISC_OMIT!;
/** Values that options take; several meanings per number. */
export const IP_PMTUDISC_PROBE = constants.IP_PMTUDISC_PROBE!;
/** Values that options take; several meanings per number. */
export const IP_PMTUDISC_WANT = constants.IP_PMTUDISC_WANT!;
/** Values that options take; several meanings per number. */
export const IP_PORTRANGE_DEFAULT = constants.IP_PORTRANGE_DEFAULT!;
/** Values that options take; several meanings per number. */
export const IP_PORTRANGE_HIGH = constants.IP_PORTRANGE_HIGH!;
/** Values that options take; several meanings per number. */
export const IP_PORTRANGE_LOW = constants.IP_PORTRANGE_LOW!;
/** Values that options take; several meanings per number. */
export const MCAST_EXCLUDE = constants.MCAST_EXCLUDE!;
/** Values that options take; several meanings per number. */
export const MCAST_INCLUDE = constants.MCAST_INCLUDE!;
/** Values that options take; several meanings per number. */
export const MCAST_UNDEFINED = constants.MCAST_UNDEFINED!;
/** Values that options take; several meanings per number. */
export const NETSVC_MRKNG_LVL_L2 = constants.NETSVC_MRKNG_LVL_L2!;
/** Values that options take; several meanings per number. */
export const NETSVC_MRKNG_LVL_L3L2_ALL = constants.NETSVC_MRKNG_LVL_L3L2_ALL!;
/** Values that options take; several meanings per number. */
export const NETSVC_MRKNG_LVL_L3L2_BK = constants.NETSVC_MRKNG_LVL_L3L2_BK!;
/** Values that options take; several meanings per number. */
export const NETSVC_MRKNG_UNKNOWN = constants.NETSVC_MRKNG_UNKNOWN!;
/** Values that options take; several meanings per number. */
export const NET_SERVICE_TYPE_AV = constants.NET_SERVICE_TYPE_AV!;
/** Values that options take; several meanings per number. */
export const NET_SERVICE_TYPE_BE = constants.NET_SERVICE_TYPE_BE!;
/** Values that options take; several meanings per number. */
export const NET_SERVICE_TYPE_BK = constants.NET_SERVICE_TYPE_BK!;
/** Values that options take; several meanings per number. */
export const NET_SERVICE_TYPE_OAM = constants.NET_SERVICE_TYPE_OAM!;
/** Values that options take; several meanings per number. */
export const NET_SERVICE_TYPE_RD = constants.NET_SERVICE_TYPE_RD!;
/** Values that options take; several meanings per number. */
export const NET_SERVICE_TYPE_RV = constants.NET_SERVICE_TYPE_RV!;
/** Values that options take; several meanings per number. */
export const NET_SERVICE_TYPE_SIG = constants.NET_SERVICE_TYPE_SIG!;
/** Values that options take; several meanings per number. */
export const NET_SERVICE_TYPE_VI = constants.NET_SERVICE_TYPE_VI!;
/** Values that options take; several meanings per number. */
export const NET_SERVICE_TYPE_VO = constants.NET_SERVICE_TYPE_VO!;
/** Values that options take; several meanings per number. */
export const SOCK_BUF_LOCK_MASK = constants.SOCK_BUF_LOCK_MASK!;
/** Values that options take; several meanings per number. */
export const SOCK_RCVBUF_LOCK = constants.SOCK_RCVBUF_LOCK!;
/** Values that options take; several meanings per number. */
export const SOCK_SNDBUF_LOCK = constants.SOCK_SNDBUF_LOCK!;
/** Values that options take; several meanings per number. */
export const SONPX_SETOPTSHUT = constants.SONPX_SETOPTSHUT!;
/** Values that options take; several meanings per number. */
export const TCPCI_FLAG_LOSSRECOVERY = constants.TCPCI_FLAG_LOSSRECOVERY!;
/** Values that options take; several meanings per number. */
export const TCPCI_FLAG_REORDERING_DETECTED = constants.TCPCI_FLAG_REORDERING_DETECTED!;
/** Values that options take; several meanings per number. */
export const TCPCI_OPT_ECN = constants.TCPCI_OPT_ECN!;
/** Values that options take; several meanings per number. */
export const TCPCI_OPT_SACK = constants.TCPCI_OPT_SACK!;
/** Values that options take; several meanings per number. */
export const TCPCI_OPT_TIMESTAMPS = constants.TCPCI_OPT_TIMESTAMPS!;
/** Values that options take; several meanings per number. */
export const TCPCI_OPT_WSCALE = constants.TCPCI_OPT_WSCALE!;
/** Values that options take; several meanings per number. */
export const TCPI_OPT_ECN = constants.TCPI_OPT_ECN!;
/** Values that options take; several meanings per number. */
export const TCPI_OPT_ECN_SEEN = constants.TCPI_OPT_ECN_SEEN!;
/** Values that options take; several meanings per number. */
export const TCPI_OPT_SACK = constants.TCPI_OPT_SACK!;
/** Values that options take; several meanings per number. */
export const TCPI_OPT_SYN_DATA = constants.TCPI_OPT_SYN_DATA!;
/** Values that options take; several meanings per number. */
export const TCPI_OPT_TIMESTAMPS = constants.TCPI_OPT_TIMESTAMPS!;
/** Values that options take; several meanings per number. */
export const TCPI_OPT_WSCALE = constants.TCPI_OPT_WSCALE!;
/** Values that options take; several meanings per number. */
export const TCP_CA_CWR = constants.TCP_CA_CWR!;
/** Values that options take; several meanings per number. */
export const TCP_CA_Disorder = constants.TCP_CA_Disorder!;
/** Values that options take; several meanings per number. */
export const TCP_CA_Loss = constants.TCP_CA_Loss!;
/** Values that options take; several meanings per number. */
export const TCP_CA_Open = constants.TCP_CA_Open!;
/** Values that options take; several meanings per number. */
export const TCP_CA_Recovery = constants.TCP_CA_Recovery!;
/** Values that options take; several meanings per number. */
export const TCP_MAXWIN = constants.TCP_MAXWIN!;
/** Values that options take; several meanings per number. */
export const TCP_MAX_WINSHIFT = constants.TCP_MAX_WINSHIFT!;
/** Values that options take; several meanings per number. */
export const TCP_MD5SIG_FLAG_PREFIX = constants.TCP_MD5SIG_FLAG_PREFIX!;
/** Values that options take; several meanings per number. */
export const TCP_MD5SIG_MAXKEYLEN = constants.TCP_MD5SIG_MAXKEYLEN!;
/** Values that options take; several meanings per number. */
export const TCP_MSS = constants.TCP_MSS!;
/** Values that options take; several meanings per number. */
export const TCP_MSS_DEFAULT = constants.TCP_MSS_DEFAULT!;
/** Values that options take; several meanings per number. */
export const TCP_MSS_DESIRED = constants.TCP_MSS_DESIRED!;
/** Values that options take; several meanings per number. */
export const TCP_REPAIR_OFF = constants.TCP_REPAIR_OFF!;
/** Values that options take; several meanings per number. */
export const TCP_REPAIR_OFF_NO_WP = constants.TCP_REPAIR_OFF_NO_WP!;
/** Values that options take; several meanings per number. */
export const TCP_REPAIR_ON = constants.TCP_REPAIR_ON!;
/** Values that options take; several meanings per number. */
export const UDP_ENCAP_ESPINUDP = constants.UDP_ENCAP_ESPINUDP!;
/** Values that options take; several meanings per number. */
export const UDP_ENCAP_ESPINUDP_NON_IKE = constants.UDP_ENCAP_ESPINUDP_NON_IKE!;
/** Values that options take; several meanings per number. */
export const UDP_ENCAP_GTP0 = constants.UDP_ENCAP_GTP0!;
/** Values that options take; several meanings per number. */
export const UDP_ENCAP_GTP1U = constants.UDP_ENCAP_GTP1U!;
/** Values that options take; several meanings per number. */
export const UDP_ENCAP_L2TPINUDP = constants.UDP_ENCAP_L2TPINUDP!;

/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_OOB = constants.MSG_OOB!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_PEEK = constants.MSG_PEEK!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_DONTROUTE = constants.MSG_DONTROUTE!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_TRYHARD = constants.MSG_TRYHARD!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_CTRUNC = constants.MSG_CTRUNC!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_PROXY = constants.MSG_PROXY!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_TRUNC = constants.MSG_TRUNC!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_DONTWAIT = constants.MSG_DONTWAIT!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_EOR = constants.MSG_EOR!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_WAITALL = constants.MSG_WAITALL!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_FIN = constants.MSG_FIN!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_SYN = constants.MSG_SYN!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_CONFIRM = constants.MSG_CONFIRM!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_RST = constants.MSG_RST!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_ERRQUEUE = constants.MSG_ERRQUEUE!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_NOSIGNAL = constants.MSG_NOSIGNAL!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_MORE = constants.MSG_MORE!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_WAITFORONE = constants.MSG_WAITFORONE!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_BATCH = constants.MSG_BATCH!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_ZEROCOPY = constants.MSG_ZEROCOPY!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_FASTOPEN = constants.MSG_FASTOPEN!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_CMSG_CLOEXEC = constants.MSG_CMSG_CLOEXEC!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_EOF = constants.MSG_EOF!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_WAITSTREAM = constants.MSG_WAITSTREAM!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_FLUSH = constants.MSG_FLUSH!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_HOLD = constants.MSG_HOLD!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_SEND = constants.MSG_SEND!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_HAVEMORE = constants.MSG_HAVEMORE!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_RCVMORE = constants.MSG_RCVMORE!;
/** send(2), recv(2): flags; also msg_flags of recvmsg(2). */
export const MSG_NEEDSA = constants.MSG_NEEDSA!;

/** shutdown(2): how. */
export const SHUT_RD = constants.SHUT_RD!;
/** shutdown(2): how. */
export const SHUT_WR = constants.SHUT_WR!;
/** shutdown(2): how. */
export const SHUT_RDWR = constants.SHUT_RDWR!;

/** poll(2): events and revents. */
export const POLLIN = constants.POLLIN!;
/** poll(2): events and revents. */
export const POLLPRI = constants.POLLPRI!;
/** poll(2): events and revents. */
export const POLLOUT = constants.POLLOUT!;
/** poll(2): events and revents. */
export const POLLERR = constants.POLLERR!;
/** poll(2): events and revents. */
export const POLLHUP = constants.POLLHUP!;
/** poll(2): events and revents. */
export const POLLNVAL = constants.POLLNVAL!;
/** poll(2): events and revents. */
export const POLLRDNORM = constants.POLLRDNORM!;
/** poll(2): events and revents. */
export const POLLRDBAND = constants.POLLRDBAND!;
/** poll(2): events and revents. */
export const POLLWRNORM = constants.POLLWRNORM!;
/** poll(2): events and revents. */
export const POLLWRBAND = constants.POLLWRBAND!;
/** poll(2): events and revents. */
export const POLLMSG = constants.POLLMSG!;
/** poll(2): events and revents. */
export const POLLREMOVE = constants.POLLREMOVE!;
/** poll(2): events and revents. */
export const POLLRDHUP = constants.POLLRDHUP!;
/** poll(2): events and revents. */
export const POLLSTANDARD = constants.POLLSTANDARD!;
/** poll(2): events and revents. */
export const POLLEXTEND = constants.POLLEXTEND!;
/** poll(2): events and revents. */
export const POLLATTRIB = constants.POLLATTRIB!;
/** poll(2): events and revents. */
export const POLLNLINK = constants.POLLNLINK!;
/** poll(2): events and revents. */
export const POLLWRITE = constants.POLLWRITE!;

/** epoll_ctl(2): events. */
export const EPOLLIN = constants.EPOLLIN!;
/** epoll_ctl(2): events. */
export const EPOLLPRI = constants.EPOLLPRI!;
/** epoll_ctl(2): events. */
export const EPOLLOUT = constants.EPOLLOUT!;
/** epoll_ctl(2): events. */
export const EPOLLERR = constants.EPOLLERR!;
/** epoll_ctl(2): events. */
export const EPOLLHUP = constants.EPOLLHUP!;
/** epoll_ctl(2): events. */
export const EPOLLRDNORM = constants.EPOLLRDNORM!;
/** epoll_ctl(2): events. */
export const EPOLLRDBAND = constants.EPOLLRDBAND!;
/** epoll_ctl(2): events. */
export const EPOLLWRNORM = constants.EPOLLWRNORM!;
/** epoll_ctl(2): events. */
export const EPOLLWRBAND = constants.EPOLLWRBAND!;
/** epoll_ctl(2): events. */
export const EPOLLMSG = constants.EPOLLMSG!;
/** epoll_ctl(2): events. */
export const EPOLLRDHUP = constants.EPOLLRDHUP!;
/** epoll_ctl(2): events. */
export const EPOLLEXCLUSIVE = constants.EPOLLEXCLUSIVE!;
/** epoll_ctl(2): events. */
export const EPOLLWAKEUP = constants.EPOLLWAKEUP!;
/** epoll_ctl(2): events. */
export const EPOLLONESHOT = constants.EPOLLONESHOT!;
/** epoll_ctl(2): events. */
export const EPOLLET = constants.EPOLLET!;

/** epoll_ctl(2): op. */
export const EPOLL_CTL_ADD = constants.EPOLL_CTL_ADD!;
/** epoll_ctl(2): op. */
export const EPOLL_CTL_DEL = constants.EPOLL_CTL_DEL!;
/** epoll_ctl(2): op. */
export const EPOLL_CTL_MOD = constants.EPOLL_CTL_MOD!;

/** epoll_create1(2): flags. */
export const EPOLL_CLOEXEC = constants.EPOLL_CLOEXEC!;

/** fcntl(2): cmd. */
export const F_DUPFD = constants.F_DUPFD!;
/** fcntl(2): cmd. */
export const F_GETFD = constants.F_GETFD!;
/** fcntl(2): cmd. */
export const F_SETFD = constants.F_SETFD!;
/** fcntl(2): cmd. */
export const F_GETFL = constants.F_GETFL!;
/** fcntl(2): cmd. */
export const F_SETFL = constants.F_SETFL!;
/** fcntl(2): cmd. */
export const F_GETLK = constants.F_GETLK!;
/** fcntl(2): cmd. */
export const F_GETLK64 = constants.F_GETLK64!;
/** fcntl(2): cmd. */
export const F_SETLK = constants.F_SETLK!;
/** fcntl(2): cmd. */
export const F_SETLK64 = constants.F_SETLK64!;
/** fcntl(2): cmd. */
export const F_SETLKW = constants.F_SETLKW!;
/** fcntl(2): cmd. */
export const F_SETLKW64 = constants.F_SETLKW64!;
/** fcntl(2): cmd. */
export const F_SETOWN = constants.F_SETOWN!;
/** fcntl(2): cmd. */
export const F_GETOWN = constants.F_GETOWN!;
/** fcntl(2): cmd. */
export const F_SETSIG = constants.F_SETSIG!;
/** fcntl(2): cmd. */
export const F_GETSIG = constants.F_GETSIG!;
/** fcntl(2): cmd. */
export const F_SETOWN_EX = constants.F_SETOWN_EX!;
/** fcntl(2): cmd. */
export const F_GETOWN_EX = constants.F_GETOWN_EX!;
/** fcntl(2): cmd. */
export const F_OFD_GETLK = constants.F_OFD_GETLK!;
/** fcntl(2): cmd. */
export const F_OFD_SETLK = constants.F_OFD_SETLK!;
/** fcntl(2): cmd. */
export const F_OFD_SETLKW = constants.F_OFD_SETLKW!;
/** fcntl(2): cmd. */
export const F_SETLEASE = constants.F_SETLEASE!;
/** fcntl(2): cmd. */
export const F_GETLEASE = constants.F_GETLEASE!;
/** fcntl(2): cmd. */
export const F_NOTIFY = constants.F_NOTIFY!;
/** fcntl(2): cmd. */
export const F_DUPFD_CLOEXEC = constants.F_DUPFD_CLOEXEC!;
/** fcntl(2): cmd. */
export const F_SETPIPE_SZ = constants.F_SETPIPE_SZ!;
/** fcntl(2): cmd. */
export const F_GETPIPE_SZ = constants.F_GETPIPE_SZ!;
/** fcntl(2): cmd. */
export const F_ADD_SEALS = constants.F_ADD_SEALS!;
/** fcntl(2): cmd. */
export const F_GET_SEALS = constants.F_GET_SEALS!;
/** fcntl(2): cmd. */
export const F_SETLKWTIMEOUT = constants.F_SETLKWTIMEOUT!;
/** fcntl(2): cmd. */
export const F_FLUSH_DATA = constants.F_FLUSH_DATA!;
/** fcntl(2): cmd. */
export const F_CHKCLEAN = constants.F_CHKCLEAN!;
/** fcntl(2): cmd. */
export const F_PREALLOCATE = constants.F_PREALLOCATE!;
/** fcntl(2): cmd. */
export const F_SETSIZE = constants.F_SETSIZE!;
/** fcntl(2): cmd. */
export const F_RDADVISE = constants.F_RDADVISE!;
/** fcntl(2): cmd. */
export const F_RDAHEAD = constants.F_RDAHEAD!;
/** fcntl(2): cmd. */
export const F_NOCACHE = constants.F_NOCACHE!;
/** fcntl(2): cmd. */
export const F_LOG2PHYS = constants.F_LOG2PHYS!;
/** fcntl(2): cmd. */
export const F_GETPATH = constants.F_GETPATH!;
/** fcntl(2): cmd. */
export const F_FULLFSYNC = constants.F_FULLFSYNC!;
/** fcntl(2): cmd. */
export const F_PATHPKG_CHECK = constants.F_PATHPKG_CHECK!;
/** fcntl(2): cmd. */
export const F_FREEZE_FS = constants.F_FREEZE_FS!;
/** fcntl(2): cmd. */
export const F_THAW_FS = constants.F_THAW_FS!;
/** fcntl(2): cmd. */
export const F_GLOBAL_NOCACHE = constants.F_GLOBAL_NOCACHE!;
/** fcntl(2): cmd. */
export const F_ADDSIGS = constants.F_ADDSIGS!;
/** fcntl(2): cmd. */
export const F_ADDFILESIGS = constants.F_ADDFILESIGS!;
/** fcntl(2): cmd. */
export const F_NODIRECT = constants.F_NODIRECT!;
/** fcntl(2): cmd. */
export const F_GETPROTECTIONCLASS = constants.F_GETPROTECTIONCLASS!;
/** fcntl(2): cmd. */
export const F_SETPROTECTIONCLASS = constants.F_SETPROTECTIONCLASS!;
/** fcntl(2): cmd. */
export const F_LOG2PHYS_EXT = constants.F_LOG2PHYS_EXT!;
/** fcntl(2): cmd. */
export const F_GETLKPID = constants.F_GETLKPID!;
/** fcntl(2): cmd. */
export const F_SETBACKINGSTORE = constants.F_SETBACKINGSTORE!;
/** fcntl(2): cmd. */
export const F_GETPATH_MTMINFO = constants.F_GETPATH_MTMINFO!;
/** fcntl(2): cmd. */
export const F_GETCODEDIR = constants.F_GETCODEDIR!;
/** fcntl(2): cmd. */
export const F_SETNOSIGPIPE = constants.F_SETNOSIGPIPE!;
/** fcntl(2): cmd. */
export const F_GETNOSIGPIPE = constants.F_GETNOSIGPIPE!;
/** fcntl(2): cmd. */
export const F_TRANSCODEKEY = constants.F_TRANSCODEKEY!;
/** fcntl(2): cmd. */
export const F_SINGLE_WRITER = constants.F_SINGLE_WRITER!;
/** fcntl(2): cmd. */
export const F_GETPROTECTIONLEVEL = constants.F_GETPROTECTIONLEVEL!;
/** fcntl(2): cmd. */
export const F_FINDSIGS = constants.F_FINDSIGS!;
/** fcntl(2): cmd. */
export const F_ADDFILESIGS_FOR_DYLD_SIM = constants.F_ADDFILESIGS_FOR_DYLD_SIM!;
/** fcntl(2): cmd. */
export const F_BARRIERFSYNC = constants.F_BARRIERFSYNC!;
/** fcntl(2): cmd. */
export const F_OFD_SETLKWTIMEOUT = constants.F_OFD_SETLKWTIMEOUT!;
/** fcntl(2): cmd. */
export const F_ADDFILESIGS_RETURN = constants.F_ADDFILESIGS_RETURN!;
/** fcntl(2): cmd. */
export const F_CHECK_LV = constants.F_CHECK_LV!;
/** fcntl(2): cmd. */
export const F_PUNCHHOLE = constants.F_PUNCHHOLE!;
/** fcntl(2): cmd. */
export const F_TRIM_ACTIVE_FILE = constants.F_TRIM_ACTIVE_FILE!;
/** fcntl(2): cmd. */
export const F_SPECULATIVE_READ = constants.F_SPECULATIVE_READ!;
/** fcntl(2): cmd. */
export const F_GETPATH_NOFIRMLINK = constants.F_GETPATH_NOFIRMLINK!;
/** fcntl(2): cmd. */
export const F_ADDFILESIGS_INFO = constants.F_ADDFILESIGS_INFO!;
/** fcntl(2): cmd. */
export const F_ADDFILESUPPL = constants.F_ADDFILESUPPL!;
/** fcntl(2): cmd. */
export const F_GETSIGSINFO = constants.F_GETSIGSINFO!;
/** fcntl(2): cmd. */
export const F_TRANSFEREXTENTS = constants.F_TRANSFEREXTENTS!;
/** fcntl(2): cmd. */
export const F_ATTRIBUTION_TAG = constants.F_ATTRIBUTION_TAG!;

/** fcntl(2): F_NOTIFY. */
export const DN_ACCESS = constants.DN_ACCESS!;
/** fcntl(2): F_NOTIFY. */
export const DN_MODIFY = constants.DN_MODIFY!;
/** fcntl(2): F_NOTIFY. */
export const DN_CREATE = constants.DN_CREATE!;
/** fcntl(2): F_NOTIFY. */
export const DN_DELETE = constants.DN_DELETE!;
/** fcntl(2): F_NOTIFY. */
export const DN_RENAME = constants.DN_RENAME!;
/** fcntl(2): F_NOTIFY. */
export const DN_ATTRIB = constants.DN_ATTRIB!;
/** fcntl(2): F_NOTIFY. */
export const DN_MULTISHOT = constants.DN_MULTISHOT!;

/** fcntl(2): F_ADD_SEALS, F_GET_SEALS. */
export const F_SEAL_SEAL = constants.F_SEAL_SEAL!;
/** fcntl(2): F_ADD_SEALS, F_GET_SEALS. */
export const F_SEAL_SHRINK = constants.F_SEAL_SHRINK!;
/** fcntl(2): F_ADD_SEALS, F_GET_SEALS. */
export const F_SEAL_GROW = constants.F_SEAL_GROW!;
/** fcntl(2): F_ADD_SEALS, F_GET_SEALS. */
export const F_SEAL_WRITE = constants.F_SEAL_WRITE!;
/** fcntl(2): F_ADD_SEALS, F_GET_SEALS. */
export const F_SEAL_FUTURE_WRITE = constants.F_SEAL_FUTURE_WRITE!;

/** fcntl(2): F_SETLEASE, F_GETLEASE, l_type of a lock. */
export const F_RDLCK = constants.F_RDLCK!;
/** fcntl(2): F_SETLEASE, F_GETLEASE, l_type of a lock. */
export const F_WRLCK = constants.F_WRLCK!;
/** fcntl(2): F_SETLEASE, F_GETLEASE, l_type of a lock. */
export const F_UNLCK = constants.F_UNLCK!;
/** fcntl(2): F_SETLEASE, F_GETLEASE, l_type of a lock. */
export const F_EXLCK = constants.F_EXLCK!;
/** fcntl(2): F_SETLEASE, F_GETLEASE, l_type of a lock. */
export const F_SHLCK = constants.F_SHLCK!;

/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const F_GET_RW_HINT = constants.F_GET_RW_HINT!;
/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const F_SET_RW_HINT = constants.F_SET_RW_HINT!;
/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const F_GET_FILE_RW_HINT = constants.F_GET_FILE_RW_HINT!;
/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const F_SET_FILE_RW_HINT = constants.F_SET_FILE_RW_HINT!;
/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const F_ALLOCATEALL = constants.F_ALLOCATEALL!;
/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const F_ALLOCATECONTIG = constants.F_ALLOCATECONTIG!;
/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const F_ALLOCATEPERSIST = constants.F_ALLOCATEPERSIST!;
/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const F_CREATE_TAG = constants.F_CREATE_TAG!;
/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const F_DELETE_TAG = constants.F_DELETE_TAG!;
/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const F_OWNER_PGRP = constants.F_OWNER_PGRP!;
/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const F_OWNER_PID = constants.F_OWNER_PID!;
/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const F_OWNER_TID = constants.F_OWNER_TID!;
/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const F_PEOFPOSMODE = constants.F_PEOFPOSMODE!;
/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const F_QUERY_TAG = constants.F_QUERY_TAG!;
/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const F_VOLPOSMODE = constants.F_VOLPOSMODE!;
/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const RWF_WRITE_LIFE_NOT_SET = constants.RWF_WRITE_LIFE_NOT_SET!;
/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const RWH_WRITE_LIFE_EXTREME = constants.RWH_WRITE_LIFE_EXTREME!;
/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const RWH_WRITE_LIFE_LONG = constants.RWH_WRITE_LIFE_LONG!;
/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const RWH_WRITE_LIFE_MEDIUM = constants.RWH_WRITE_LIFE_MEDIUM!;
/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const RWH_WRITE_LIFE_NONE = constants.RWH_WRITE_LIFE_NONE!;
/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const RWH_WRITE_LIFE_NOT_SET = constants.RWH_WRITE_LIFE_NOT_SET!;
/** fcntl(2): arguments of other commands, and commands that strace 6.1 shows as numbers. */
export const RWH_WRITE_LIFE_SHORT = constants.RWH_WRITE_LIFE_SHORT!;

/** fcntl(2): F_GETFD, F_SETFD. */
export const FD_CLOEXEC = constants.FD_CLOEXEC!;

/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_RDONLY = constants.O_RDONLY!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_WRONLY = constants.O_WRONLY!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_RDWR = constants.O_RDWR!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_ACCMODE = constants.O_ACCMODE!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_CREAT = constants.O_CREAT!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_EXCL = constants.O_EXCL!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_NOCTTY = constants.O_NOCTTY!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_TRUNC = constants.O_TRUNC!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_APPEND = constants.O_APPEND!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const FAPPEND = constants.FAPPEND!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_NONBLOCK = constants.O_NONBLOCK!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_NDELAY = constants.O_NDELAY!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const FNONBLOCK = constants.FNONBLOCK!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const FNDELAY = constants.FNDELAY!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_SYNC = constants.O_SYNC!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_FSYNC = constants.O_FSYNC!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_RSYNC = constants.O_RSYNC!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const FFSYNC = constants.FFSYNC!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_DSYNC = constants.O_DSYNC!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_DIRECT = constants.O_DIRECT!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_LARGEFILE = constants.O_LARGEFILE!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_NOFOLLOW = constants.O_NOFOLLOW!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_NOATIME = constants.O_NOATIME!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_CLOEXEC = constants.O_CLOEXEC!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_PATH = constants.O_PATH!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_TMPFILE = constants.O_TMPFILE!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_DIRECTORY = constants.O_DIRECTORY!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const FASYNC = constants.FASYNC!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_ASYNC = constants.O_ASYNC!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_SHLOCK = constants.O_SHLOCK!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_EXLOCK = constants.O_EXLOCK!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_EVTONLY = constants.O_EVTONLY!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_SYMLINK = constants.O_SYMLINK!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_ALERT = constants.O_ALERT!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_NOFOLLOW_ANY = constants.O_NOFOLLOW_ANY!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_EXEC = constants.O_EXEC!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_SEARCH = constants.O_SEARCH!;
/** fcntl(2): F_GETFL, F_SETFL; open(2). */
export const O_POPUP = constants.O_POPUP!;

/** ioctl(2): request. */
export const IOCTL_VM_SOCKETS_GET_LOCAL_CID = constants.IOCTL_VM_SOCKETS_GET_LOCAL_CID!;
/** ioctl(2): request. */
export const TCGETS = constants.TCGETS!;
/** ioctl(2): request. */
export const TCSETS = constants.TCSETS!;
/** ioctl(2): request. */
export const TCSETSW = constants.TCSETSW!;
/** ioctl(2): request. */
export const TCSETSF = constants.TCSETSF!;
/** ioctl(2): request. */
export const TCGETA = constants.TCGETA!;
/** ioctl(2): request. */
export const TCSETA = constants.TCSETA!;
/** ioctl(2): request. */
export const TCSETAW = constants.TCSETAW!;
/** ioctl(2): request. */
export const TCSETAF = constants.TCSETAF!;
/** ioctl(2): request. */
export const TCSBRK = constants.TCSBRK!;
/** ioctl(2): request. */
export const TCXONC = constants.TCXONC!;
/** ioctl(2): request. */
export const TCFLSH = constants.TCFLSH!;
/** ioctl(2): request. */
export const TIOCEXCL = constants.TIOCEXCL!;
/** ioctl(2): request. */
export const TIOCNXCL = constants.TIOCNXCL!;
/** ioctl(2): request. */
export const TIOCSCTTY = constants.TIOCSCTTY!;
/** ioctl(2): request. */
export const TIOCGPGRP = constants.TIOCGPGRP!;
/** ioctl(2): request. */
export const TIOCSPGRP = constants.TIOCSPGRP!;
/** ioctl(2): request. */
export const TIOCOUTQ = constants.TIOCOUTQ!;
/** ioctl(2): request. */
export const SIOCOUTQ = constants.SIOCOUTQ!;
/** ioctl(2): request. */
export const TIOCSTI = constants.TIOCSTI!;
/** ioctl(2): request. */
export const TIOCGWINSZ = constants.TIOCGWINSZ!;
/** ioctl(2): request. */
export const TIOCSWINSZ = constants.TIOCSWINSZ!;
/** ioctl(2): request. */
export const TIOCMGET = constants.TIOCMGET!;
/** ioctl(2): request. */
export const TIOCMBIS = constants.TIOCMBIS!;
/** ioctl(2): request. */
export const TIOCMBIC = constants.TIOCMBIC!;
/** ioctl(2): request. */
export const TIOCMSET = constants.TIOCMSET!;
/** ioctl(2): request. */
export const TIOCGSOFTCAR = constants.TIOCGSOFTCAR!;
/** ioctl(2): request. */
export const TIOCSSOFTCAR = constants.TIOCSSOFTCAR!;
/** ioctl(2): request. */
export const FIONREAD = constants.FIONREAD!;
/** ioctl(2): request. */
export const SIOCINQ = constants.SIOCINQ!;
/** ioctl(2): request. */
export const TIOCINQ = constants.TIOCINQ!;
/** ioctl(2): request. */
export const TIOCLINUX = constants.TIOCLINUX!;
/** ioctl(2): request. */
export const TIOCCONS = constants.TIOCCONS!;
/** ioctl(2): request. */
export const TIOCGSERIAL = constants.TIOCGSERIAL!;
/** ioctl(2): request. */
export const TIOCSSERIAL = constants.TIOCSSERIAL!;
/** ioctl(2): request. */
export const TIOCPKT = constants.TIOCPKT!;
/** ioctl(2): request. */
export const FIONBIO = constants.FIONBIO!;
/** ioctl(2): request. */
export const TIOCNOTTY = constants.TIOCNOTTY!;
/** ioctl(2): request. */
export const TIOCSETD = constants.TIOCSETD!;
/** ioctl(2): request. */
export const TIOCGETD = constants.TIOCGETD!;
/** ioctl(2): request. */
export const TCSBRKP = constants.TCSBRKP!;
/** ioctl(2): request. */
export const TIOCSBRK = constants.TIOCSBRK!;
/** ioctl(2): request. */
export const TIOCCBRK = constants.TIOCCBRK!;
/** ioctl(2): request. */
export const TIOCGSID = constants.TIOCGSID!;
/** ioctl(2): request. */
export const TIOCGRS485 = constants.TIOCGRS485!;
/** ioctl(2): request. */
export const TIOCSRS485 = constants.TIOCSRS485!;
/** ioctl(2): request. */
export const TCGETX = constants.TCGETX!;
/** ioctl(2): request. */
export const TCSETX = constants.TCSETX!;
/** ioctl(2): request. */
export const TCSETXF = constants.TCSETXF!;
/** ioctl(2): request. */
export const TCSETXW = constants.TCSETXW!;
/** ioctl(2): request. */
export const TIOCVHANGUP = constants.TIOCVHANGUP!;
/** ioctl(2): request. */
export const TIOCGPTPEER = constants.TIOCGPTPEER!;
/** ioctl(2): request. */
export const FIONCLEX = constants.FIONCLEX!;
/** ioctl(2): request. */
export const FIOCLEX = constants.FIOCLEX!;
/** ioctl(2): request. */
export const FIOASYNC = constants.FIOASYNC!;
/** ioctl(2): request. */
export const TIOCSERCONFIG = constants.TIOCSERCONFIG!;
/** ioctl(2): request. */
export const TIOCSERGWILD = constants.TIOCSERGWILD!;
/** ioctl(2): request. */
export const TIOCSERSWILD = constants.TIOCSERSWILD!;
/** ioctl(2): request. */
export const TIOCGLCKTRMIOS = constants.TIOCGLCKTRMIOS!;
/** ioctl(2): request. */
export const TIOCSLCKTRMIOS = constants.TIOCSLCKTRMIOS!;
/** ioctl(2): request. */
export const TIOCSERGSTRUCT = constants.TIOCSERGSTRUCT!;
/** ioctl(2): request. */
export const TIOCSERGETLSR = constants.TIOCSERGETLSR!;
/** ioctl(2): request. */
export const TIOCSERGETMULTI = constants.TIOCSERGETMULTI!;
/** ioctl(2): request. */
export const TIOCSERSETMULTI = constants.TIOCSERSETMULTI!;
/** ioctl(2): request. */
export const TIOCMIWAIT = constants.TIOCMIWAIT!;
/** ioctl(2): request. */
export const TIOCGICOUNT = constants.TIOCGICOUNT!;
/** ioctl(2): request. */
export const FIOQSIZE = constants.FIOQSIZE!;
/** ioctl(2): request. */
export const FIOSETOWN = constants.FIOSETOWN!;
/** ioctl(2): request. */
export const SIOCSPGRP = constants.SIOCSPGRP!;
/** ioctl(2): request. */
export const FIOGETOWN = constants.FIOGETOWN!;
/** ioctl(2): request. */
export const SIOCGPGRP = constants.SIOCGPGRP!;
/** ioctl(2): request. */
export const SIOCATMARK = constants.SIOCATMARK!;
/** ioctl(2): request. */
export const SIOCGSTAMP_OLD = constants.SIOCGSTAMP_OLD!;
/** ioctl(2): request. */
export const SIOCGSTAMP = constants.SIOCGSTAMP!;
/** ioctl(2): request. */
export const SIOCGSTAMPNS_OLD = constants.SIOCGSTAMPNS_OLD!;
/** ioctl(2): request. */
export const SIOCGSTAMPNS = constants.SIOCGSTAMPNS!;
/** ioctl(2): request. */
export const SIOCADDRT = constants.SIOCADDRT!;
/** ioctl(2): request. */
export const SIOCDELRT = constants.SIOCDELRT!;
/** ioctl(2): request. */
export const SIOCRTMSG = constants.SIOCRTMSG!;
/** ioctl(2): request. */
export const SIOCGIFNAME = constants.SIOCGIFNAME!;
/** ioctl(2): request. */
export const SIOCSIFLINK = constants.SIOCSIFLINK!;
/** ioctl(2): request. */
export const SIOCGIFCONF = constants.SIOCGIFCONF!;
/** ioctl(2): request. */
export const SIOCGIFFLAGS = constants.SIOCGIFFLAGS!;
/** ioctl(2): request. */
export const SIOCSIFFLAGS = constants.SIOCSIFFLAGS!;
/** ioctl(2): request. */
export const SIOCGIFADDR = constants.SIOCGIFADDR!;
/** ioctl(2): request. */
export const SIOCSIFADDR = constants.SIOCSIFADDR!;
/** ioctl(2): request. */
export const SIOCGIFDSTADDR = constants.SIOCGIFDSTADDR!;
/** ioctl(2): request. */
export const SIOCSIFDSTADDR = constants.SIOCSIFDSTADDR!;
/** ioctl(2): request. */
export const SIOCGIFBRDADDR = constants.SIOCGIFBRDADDR!;
/** ioctl(2): request. */
export const SIOCSIFBRDADDR = constants.SIOCSIFBRDADDR!;
/** ioctl(2): request. */
export const SIOCGIFNETMASK = constants.SIOCGIFNETMASK!;
/** ioctl(2): request. */
export const SIOCSIFNETMASK = constants.SIOCSIFNETMASK!;
/** ioctl(2): request. */
export const SIOCGIFMETRIC = constants.SIOCGIFMETRIC!;
/** ioctl(2): request. */
export const SIOCSIFMETRIC = constants.SIOCSIFMETRIC!;
/** ioctl(2): request. */
export const SIOCGIFMEM = constants.SIOCGIFMEM!;
/** ioctl(2): request. */
export const SIOCSIFMEM = constants.SIOCSIFMEM!;
/** ioctl(2): request. */
export const SIOCGIFMTU = constants.SIOCGIFMTU!;
/** ioctl(2): request. */
export const SIOCSIFMTU = constants.SIOCSIFMTU!;
/** ioctl(2): request. */
export const SIOCSIFNAME = constants.SIOCSIFNAME!;
/** ioctl(2): request. */
export const SIOCSIFHWADDR = constants.SIOCSIFHWADDR!;
/** ioctl(2): request. */
export const SIOCGIFENCAP = constants.SIOCGIFENCAP!;
/** ioctl(2): request. */
export const SIOCSIFENCAP = constants.SIOCSIFENCAP!;
/** ioctl(2): request. */
export const SIOCGIFHWADDR = constants.SIOCGIFHWADDR!;
/** ioctl(2): request. */
export const SIOCGIFSLAVE = constants.SIOCGIFSLAVE!;
/** ioctl(2): request. */
export const SIOCSIFSLAVE = constants.SIOCSIFSLAVE!;
/** ioctl(2): request. */
export const SIOCADDMULTI = constants.SIOCADDMULTI!;
/** ioctl(2): request. */
export const SIOCDELMULTI = constants.SIOCDELMULTI!;
/** ioctl(2): request. */
export const SIOCGIFINDEX = constants.SIOCGIFINDEX!;
/** ioctl(2): request. */
export const SIOGIFINDEX = constants.SIOGIFINDEX!;
/** ioctl(2): request. */
export const SIOCSIFPFLAGS = constants.SIOCSIFPFLAGS!;
/** ioctl(2): request. */
export const SIOCGIFPFLAGS = constants.SIOCGIFPFLAGS!;
/** ioctl(2): request. */
export const SIOCDIFADDR = constants.SIOCDIFADDR!;
/** ioctl(2): request. */
export const SIOCSIFHWBROADCAST = constants.SIOCSIFHWBROADCAST!;
/** ioctl(2): request. */
export const SIOCGIFCOUNT = constants.SIOCGIFCOUNT!;
/** ioctl(2): request. */
export const SIOCGIFBR = constants.SIOCGIFBR!;
/** ioctl(2): request. */
export const SIOCSIFBR = constants.SIOCSIFBR!;
/** ioctl(2): request. */
export const SIOCGIFTXQLEN = constants.SIOCGIFTXQLEN!;
/** ioctl(2): request. */
export const SIOCSIFTXQLEN = constants.SIOCSIFTXQLEN!;
/** ioctl(2): request. */
export const SIOCETHTOOL = constants.SIOCETHTOOL!;
/** ioctl(2): request. */
export const SIOCGMIIPHY = constants.SIOCGMIIPHY!;
/** ioctl(2): request. */
export const SIOCGMIIREG = constants.SIOCGMIIREG!;
/** ioctl(2): request. */
export const SIOCSMIIREG = constants.SIOCSMIIREG!;
/** ioctl(2): request. */
export const SIOCWANDEV = constants.SIOCWANDEV!;
/** ioctl(2): request. */
export const SIOCOUTQNSD = constants.SIOCOUTQNSD!;
/** ioctl(2): request. */
export const SIOCGSKNS = constants.SIOCGSKNS!;
/** ioctl(2): request. */
export const SIOCDARP = constants.SIOCDARP!;
/** ioctl(2): request. */
export const SIOCGARP = constants.SIOCGARP!;
/** ioctl(2): request. */
export const SIOCSARP = constants.SIOCSARP!;
/** ioctl(2): request. */
export const SIOCDRARP = constants.SIOCDRARP!;
/** ioctl(2): request. */
export const SIOCGRARP = constants.SIOCGRARP!;
/** ioctl(2): request. */
export const SIOCSRARP = constants.SIOCSRARP!;
/** ioctl(2): request. */
export const SIOCGIFMAP = constants.SIOCGIFMAP!;
/** ioctl(2): request. */
export const SIOCSIFMAP = constants.SIOCSIFMAP!;
/** ioctl(2): request. */
export const SIOCADDDLCI = constants.SIOCADDDLCI!;
/** ioctl(2): request. */
export const SIOCDELDLCI = constants.SIOCDELDLCI!;
/** ioctl(2): request. */
export const SIOCGIFVLAN = constants.SIOCGIFVLAN!;
/** ioctl(2): request. */
export const SIOCSIFVLAN = constants.SIOCSIFVLAN!;
/** ioctl(2): request. */
export const SIOCBONDENSLAVE = constants.SIOCBONDENSLAVE!;
/** ioctl(2): request. */
export const SIOCBONDRELEASE = constants.SIOCBONDRELEASE!;
/** ioctl(2): request. */
export const SIOCBONDSETHWADDR = constants.SIOCBONDSETHWADDR!;
/** ioctl(2): request. */
export const SIOCBONDSLAVEINFOQUERY = constants.SIOCBONDSLAVEINFOQUERY!;
/** ioctl(2): request. */
export const SIOCBONDINFOQUERY = constants.SIOCBONDINFOQUERY!;
/** ioctl(2): request. */
export const SIOCBONDCHANGEACTIVE = constants.SIOCBONDCHANGEACTIVE!;
/** ioctl(2): request. */
export const SIOCBRADDBR = constants.SIOCBRADDBR!;
/** ioctl(2): request. */
export const SIOCBRDELBR = constants.SIOCBRDELBR!;
/** ioctl(2): request. */
export const SIOCBRADDIF = constants.SIOCBRADDIF!;
/** ioctl(2): request. */
export const SIOCBRDELIF = constants.SIOCBRDELIF!;
/** ioctl(2): request. */
export const SIOCSHWTSTAMP = constants.SIOCSHWTSTAMP!;
/** ioctl(2): request. */
export const SIOCGHWTSTAMP = constants.SIOCGHWTSTAMP!;
/** ioctl(2): request. */
export const SIOCPROTOPRIVATE = constants.SIOCPROTOPRIVATE!;
/** ioctl(2): request. */
export const SIOCDEVPRIVATE = constants.SIOCDEVPRIVATE!;
/** ioctl(2): request. */
export const TIOCSPTLCK = constants.TIOCSPTLCK!;
/** ioctl(2): request. */
export const TIOCSIG = constants.TIOCSIG!;
/** ioctl(2): request. */
export const TIOCGPTN = constants.TIOCGPTN!;
/** ioctl(2): request. */
export const TIOCGDEV = constants.TIOCGDEV!;
/** ioctl(2): request. */
export const TIOCGPKT = constants.TIOCGPKT!;
/** ioctl(2): request. */
export const TIOCGPTLCK = constants.TIOCGPTLCK!;
/** ioctl(2): request. */
export const TIOCGEXCL = constants.TIOCGEXCL!;
/** ioctl(2): request. */
export const SIOCGSTAMP_NEW = constants.SIOCGSTAMP_NEW!;
/** ioctl(2): request. */
export const SIOCGSTAMPNS_NEW = constants.SIOCGSTAMPNS_NEW!;
/** ioctl(2): request. */
export const TIOCPTYUNLK = constants.TIOCPTYUNLK!;
/** ioctl(2): request. */
export const TIOCPTYGRANT = constants.TIOCPTYGRANT!;
/** ioctl(2): request. */
export const TIOCDSIMICROCODE = constants.TIOCDSIMICROCODE!;
/** ioctl(2): request. */
export const TIOCDRAIN = constants.TIOCDRAIN!;
/** ioctl(2): request. */
export const TIOCSCONS = constants.TIOCSCONS!;
/** ioctl(2): request. */
export const TIOCSTAT = constants.TIOCSTAT!;
/** ioctl(2): request. */
export const TIOCSTART = constants.TIOCSTART!;
/** ioctl(2): request. */
export const TIOCSTOP = constants.TIOCSTOP!;
/** ioctl(2): request. */
export const TIOCCDTR = constants.TIOCCDTR!;
/** ioctl(2): request. */
export const TIOCSDTR = constants.TIOCSDTR!;
/** ioctl(2): request. */
export const TIOCIXOFF = constants.TIOCIXOFF!;
/** ioctl(2): request. */
export const TIOCIXON = constants.TIOCIXON!;
/** ioctl(2): request. */
export const FIODTYPE = constants.FIODTYPE!;
/** ioctl(2): request. */
export const SIOCGHIWAT = constants.SIOCGHIWAT!;
/** ioctl(2): request. */
export const SIOCGLOWAT = constants.SIOCGLOWAT!;
/** ioctl(2): request. */
export const TIOCMODG = constants.TIOCMODG!;
/** ioctl(2): request. */
export const TIOCGDRAINWAIT = constants.TIOCGDRAINWAIT!;
/** ioctl(2): request. */
export const TIOCMGDTRWAIT = constants.TIOCMGDTRWAIT!;
/** ioctl(2): request. */
export const TIOCGSIZE = constants.TIOCGSIZE!;
/** ioctl(2): request. */
export const TIOCDCDTIMESTAMP = constants.TIOCDCDTIMESTAMP!;
/** ioctl(2): request. */
export const TIOCTIMESTAMP = constants.TIOCTIMESTAMP!;
/** ioctl(2): request. */
export const TIOCPTYGNAME = constants.TIOCPTYGNAME!;
/** ioctl(2): request. */
export const SIOCSHIWAT = constants.SIOCSHIWAT!;
/** ioctl(2): request. */
export const SIOCSLOWAT = constants.SIOCSLOWAT!;
/** ioctl(2): request. */
export const TIOCMODS = constants.TIOCMODS!;
/** ioctl(2): request. */
export const TIOCFLUSH = constants.TIOCFLUSH!;
/** ioctl(2): request. */
export const TIOCSDRAINWAIT = constants.TIOCSDRAINWAIT!;
/** ioctl(2): request. */
export const TIOCMSDTRWAIT = constants.TIOCMSDTRWAIT!;
/** ioctl(2): request. */
export const TIOCEXT = constants.TIOCEXT!;
/** ioctl(2): request. */
export const TIOCUCNTL = constants.TIOCUCNTL!;
/** ioctl(2): request. */
export const TIOCSSIZE = constants.TIOCSSIZE!;
/** ioctl(2): request. */
export const SIOCAUTONETMASK = constants.SIOCAUTONETMASK!;
/** ioctl(2): request. */
export const SIOCSIFPHYS = constants.SIOCSIFPHYS!;
/** ioctl(2): request. */
export const SIOCSIFGENERIC = constants.SIOCSIFGENERIC!;
/** ioctl(2): request. */
export const SIOCSIFLLADDR = constants.SIOCSIFLLADDR!;
/** ioctl(2): request. */
export const SIOCDIFPHYADDR = constants.SIOCDIFPHYADDR!;
/** ioctl(2): request. */
export const SIOCSIFALTMTU = constants.SIOCSIFALTMTU!;
/** ioctl(2): request. */
export const SIOCSIFBOND = constants.SIOCSIFBOND!;
/** ioctl(2): request. */
export const SIOCSIFCAP = constants.SIOCSIFCAP!;
/** ioctl(2): request. */
export const SIOCIFDESTROY = constants.SIOCIFDESTROY!;
/** ioctl(2): request. */
export const SIOCSIFASYNCMAP = constants.SIOCSIFASYNCMAP!;
/** ioctl(2): request. */
export const SIOCSETVLAN = constants.SIOCSETVLAN!;
/** ioctl(2): request. */
export const SIOCSIFMAC = constants.SIOCSIFMAC!;
/** ioctl(2): request. */
export const SIOCSIFKPI = constants.SIOCSIFKPI!;
/** ioctl(2): request. */
export const SIOCSIF6LOWPAN = constants.SIOCSIF6LOWPAN!;
/** ioctl(2): request. */
export const SIOCSDRVSPEC = constants.SIOCSDRVSPEC!;
/** ioctl(2): request. */
export const SIOCAIFADDR = constants.SIOCAIFADDR!;
/** ioctl(2): request. */
export const SIOCSIFPHYADDR = constants.SIOCSIFPHYADDR!;
/** ioctl(2): request. */
export const SIOCRSLVMULTI = constants.SIOCRSLVMULTI!;
/** ioctl(2): request. */
export const SIOCIFGCLONERS = constants.SIOCIFGCLONERS!;
/** ioctl(2): request. */
export const SIOCAUTOADDR = constants.SIOCAUTOADDR!;
/** ioctl(2): request. */
export const SIOCARPIPLL = constants.SIOCARPIPLL!;
/** ioctl(2): request. */
export const SIOCGIFPHYS = constants.SIOCGIFPHYS!;
/** ioctl(2): request. */
export const SIOCSIFMEDIA = constants.SIOCSIFMEDIA!;
/** ioctl(2): request. */
export const SIOCGIFGENERIC = constants.SIOCGIFGENERIC!;
/** ioctl(2): request. */
export const SIOCGIFPSRCADDR = constants.SIOCGIFPSRCADDR!;
/** ioctl(2): request. */
export const SIOCGIFPDSTADDR = constants.SIOCGIFPDSTADDR!;
/** ioctl(2): request. */
export const SIOCGIFDEVMTU = constants.SIOCGIFDEVMTU!;
/** ioctl(2): request. */
export const SIOCGIFBOND = constants.SIOCGIFBOND!;
/** ioctl(2): request. */
export const SIOCGIFALTMTU = constants.SIOCGIFALTMTU!;
/** ioctl(2): request. */
export const SIOCGIFCAP = constants.SIOCGIFCAP!;
/** ioctl(2): request. */
export const SIOCSIFMANAGEMENT = constants.SIOCSIFMANAGEMENT!;
/** ioctl(2): request. */
export const SIOCIFCREATE = constants.SIOCIFCREATE!;
/** ioctl(2): request. */
export const SIOCIFCREATE2 = constants.SIOCIFCREATE2!;
/** ioctl(2): request. */
export const SIOCGIFASYNCMAP = constants.SIOCGIFASYNCMAP!;
/** ioctl(2): request. */
export const SIOCGETVLAN = constants.SIOCGETVLAN!;
/** ioctl(2): request. */
export const SIOCGIFMAC = constants.SIOCGIFMAC!;
/** ioctl(2): request. */
export const SIOCGIFKPI = constants.SIOCGIFKPI!;
/** ioctl(2): request. */
export const SIOCGIFWAKEFLAGS = constants.SIOCGIFWAKEFLAGS!;
/** ioctl(2): request. */
export const SIOCGIFFUNCTIONALTYPE = constants.SIOCGIFFUNCTIONALTYPE!;
/** ioctl(2): request. */
export const SIOCGIF6LOWPAN = constants.SIOCGIF6LOWPAN!;
/** ioctl(2): request. */
export const SIOCGDRVSPEC = constants.SIOCGDRVSPEC!;
/** ioctl(2): request. */
export const SIOCGIFMEDIA = constants.SIOCGIFMEDIA!;
/** ioctl(2): request. */
export const SIOCGIFXMEDIA = constants.SIOCGIFXMEDIA!;
/** ioctl(2): request. */
export const SIOCGIFSTATUS = constants.SIOCGIFSTATUS!;

/** recvmsg(2): cmsg_type of level SOL_SOCKET. */
export const SCM_RIGHTS = constants.SCM_RIGHTS!;
/** recvmsg(2): cmsg_type of level SOL_SOCKET. */
export const SCM_CREDENTIALS = constants.SCM_CREDENTIALS!;
/** recvmsg(2): cmsg_type of level SOL_SOCKET. */
export const SCM_TIMESTAMP = constants.SCM_TIMESTAMP!;
/** recvmsg(2): cmsg_type of level SOL_SOCKET. */
export const SCM_TIMESTAMPNS = constants.SCM_TIMESTAMPNS!;
/** recvmsg(2): cmsg_type of level SOL_SOCKET. */
export const SCM_TIMESTAMPING = constants.SCM_TIMESTAMPING!;
/** recvmsg(2): cmsg_type of level SOL_SOCKET. */
export const SCM_WIFI_STATUS = constants.SCM_WIFI_STATUS!;
/** recvmsg(2): cmsg_type of level SOL_SOCKET. */
export const SCM_TIMESTAMPING_OPT_STATS = constants.SCM_TIMESTAMPING_OPT_STATS!;
/** recvmsg(2): cmsg_type of level SOL_SOCKET. */
export const SCM_TIMESTAMPING_PKTINFO = constants.SCM_TIMESTAMPING_PKTINFO!;
/** recvmsg(2): cmsg_type of level SOL_SOCKET. */
export const SCM_TXTIME = constants.SCM_TXTIME!;
/** recvmsg(2): cmsg_type of level SOL_SOCKET. */
export const SCM_CREDS = constants.SCM_CREDS!;
/** recvmsg(2): cmsg_type of level SOL_SOCKET. */
export const SCM_TIMESTAMP_MONOTONIC = constants.SCM_TIMESTAMP_MONOTONIC!;

/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCP_ESTABLISHED = constants.TCP_ESTABLISHED!;
/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCP_SYN_SENT = constants.TCP_SYN_SENT!;
/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCP_SYN_RECV = constants.TCP_SYN_RECV!;
/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCP_FIN_WAIT1 = constants.TCP_FIN_WAIT1!;
/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCP_FIN_WAIT2 = constants.TCP_FIN_WAIT2!;
/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCP_TIME_WAIT = constants.TCP_TIME_WAIT!;
/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCP_CLOSE = constants.TCP_CLOSE!;
/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCP_CLOSE_WAIT = constants.TCP_CLOSE_WAIT!;
/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCP_LAST_ACK = constants.TCP_LAST_ACK!;
/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCP_LISTEN = constants.TCP_LISTEN!;
/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCP_CLOSING = constants.TCP_CLOSING!;
/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCPS_ESTABLISHED = constants.TCPS_ESTABLISHED!;
/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCPS_SYN_SENT = constants.TCPS_SYN_SENT!;
/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCPS_SYN_RECEIVED = constants.TCPS_SYN_RECEIVED!;
/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCPS_FIN_WAIT_1 = constants.TCPS_FIN_WAIT_1!;
/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCPS_FIN_WAIT_2 = constants.TCPS_FIN_WAIT_2!;
/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCPS_TIME_WAIT = constants.TCPS_TIME_WAIT!;
/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCPS_CLOSED = constants.TCPS_CLOSED!;
/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCPS_CLOSE_WAIT = constants.TCPS_CLOSE_WAIT!;
/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCPS_LAST_ACK = constants.TCPS_LAST_ACK!;
/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCPS_LISTEN = constants.TCPS_LISTEN!;
/** TCP_INFO, inet_diag, TCP_CONNECTION_INFO: state of a connection. */
export const TCPS_CLOSING = constants.TCPS_CLOSING!;

/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const SOCK_DIAG_BY_FAMILY = constants.SOCK_DIAG_BY_FAMILY!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const SOCK_DESTROY = constants.SOCK_DESTROY!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const TCPDIAG_GETSOCK = constants.TCPDIAG_GETSOCK!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const DCCPDIAG_GETSOCK = constants.DCCPDIAG_GETSOCK!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_GETSOCK_MAX = constants.INET_DIAG_GETSOCK_MAX!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_NOCOOKIE = constants.INET_DIAG_NOCOOKIE!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_REQ_NONE = constants.INET_DIAG_REQ_NONE!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_REQ_BYTECODE = constants.INET_DIAG_REQ_BYTECODE!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_BC_NOP = constants.INET_DIAG_BC_NOP!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_BC_JMP = constants.INET_DIAG_BC_JMP!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_BC_S_GE = constants.INET_DIAG_BC_S_GE!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_BC_S_LE = constants.INET_DIAG_BC_S_LE!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_BC_D_GE = constants.INET_DIAG_BC_D_GE!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_BC_D_LE = constants.INET_DIAG_BC_D_LE!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_BC_AUTO = constants.INET_DIAG_BC_AUTO!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_BC_S_COND = constants.INET_DIAG_BC_S_COND!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_BC_D_COND = constants.INET_DIAG_BC_D_COND!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_BC_DEV_COND = constants.INET_DIAG_BC_DEV_COND!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_BC_MARK_COND = constants.INET_DIAG_BC_MARK_COND!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_BC_S_EQ = constants.INET_DIAG_BC_S_EQ!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_BC_D_EQ = constants.INET_DIAG_BC_D_EQ!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_NONE = constants.INET_DIAG_NONE!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_MEMINFO = constants.INET_DIAG_MEMINFO!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_INFO = constants.INET_DIAG_INFO!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_VEGASINFO = constants.INET_DIAG_VEGASINFO!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_CONG = constants.INET_DIAG_CONG!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_TOS = constants.INET_DIAG_TOS!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_TCLASS = constants.INET_DIAG_TCLASS!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_SKMEMINFO = constants.INET_DIAG_SKMEMINFO!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_SHUTDOWN = constants.INET_DIAG_SHUTDOWN!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_DCTCPINFO = constants.INET_DIAG_DCTCPINFO!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_PROTOCOL = constants.INET_DIAG_PROTOCOL!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_SKV6ONLY = constants.INET_DIAG_SKV6ONLY!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_LOCALS = constants.INET_DIAG_LOCALS!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_PEERS = constants.INET_DIAG_PEERS!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_PAD = constants.INET_DIAG_PAD!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_MARK = constants.INET_DIAG_MARK!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_BBRINFO = constants.INET_DIAG_BBRINFO!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_CLASS_ID = constants.INET_DIAG_CLASS_ID!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const INET_DIAG_MD5SIG = constants.INET_DIAG_MD5SIG!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const UDIAG_SHOW_NAME = constants.UDIAG_SHOW_NAME!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const UDIAG_SHOW_VFS = constants.UDIAG_SHOW_VFS!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const UDIAG_SHOW_PEER = constants.UDIAG_SHOW_PEER!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const UDIAG_SHOW_ICONS = constants.UDIAG_SHOW_ICONS!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const UDIAG_SHOW_RQLEN = constants.UDIAG_SHOW_RQLEN!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const UDIAG_SHOW_MEMINFO = constants.UDIAG_SHOW_MEMINFO!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const UDIAG_SHOW_UID = constants.UDIAG_SHOW_UID!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const UNIX_DIAG_NAME = constants.UNIX_DIAG_NAME!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const UNIX_DIAG_VFS = constants.UNIX_DIAG_VFS!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const UNIX_DIAG_PEER = constants.UNIX_DIAG_PEER!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const UNIX_DIAG_ICONS = constants.UNIX_DIAG_ICONS!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const UNIX_DIAG_RQLEN = constants.UNIX_DIAG_RQLEN!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const UNIX_DIAG_MEMINFO = constants.UNIX_DIAG_MEMINFO!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const UNIX_DIAG_SHUTDOWN = constants.UNIX_DIAG_SHUTDOWN!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const SK_MEMINFO_RMEM_ALLOC = constants.SK_MEMINFO_RMEM_ALLOC!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const SK_MEMINFO_RCVBUF = constants.SK_MEMINFO_RCVBUF!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const SK_MEMINFO_WMEM_ALLOC = constants.SK_MEMINFO_WMEM_ALLOC!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const SK_MEMINFO_SNDBUF = constants.SK_MEMINFO_SNDBUF!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const SK_MEMINFO_FWD_ALLOC = constants.SK_MEMINFO_FWD_ALLOC!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const SK_MEMINFO_WMEM_QUEUED = constants.SK_MEMINFO_WMEM_QUEUED!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const SK_MEMINFO_OPTMEM = constants.SK_MEMINFO_OPTMEM!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const SK_MEMINFO_BACKLOG = constants.SK_MEMINFO_BACKLOG!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const SK_MEMINFO_DROPS = constants.SK_MEMINFO_DROPS!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const SK_MEMINFO_VARS = constants.SK_MEMINFO_VARS!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const SKNLGRP_NONE = constants.SKNLGRP_NONE!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const SKNLGRP_INET_TCP_DESTROY = constants.SKNLGRP_INET_TCP_DESTROY!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const SKNLGRP_INET_UDP_DESTROY = constants.SKNLGRP_INET_UDP_DESTROY!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const SKNLGRP_INET6_TCP_DESTROY = constants.SKNLGRP_INET6_TCP_DESTROY!;
/** sock_diag(7): message types, attributes, flags; several meanings per number. */
export const SKNLGRP_INET6_UDP_DESTROY = constants.SKNLGRP_INET6_UDP_DESTROY!;

/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLMSG_NOOP = constants.NLMSG_NOOP!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLMSG_ERROR = constants.NLMSG_ERROR!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLMSG_DONE = constants.NLMSG_DONE!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLMSG_OVERRUN = constants.NLMSG_OVERRUN!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLMSG_MIN_TYPE = constants.NLMSG_MIN_TYPE!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLM_F_REQUEST = constants.NLM_F_REQUEST!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLM_F_MULTI = constants.NLM_F_MULTI!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLM_F_ACK = constants.NLM_F_ACK!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLM_F_ECHO = constants.NLM_F_ECHO!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLM_F_DUMP_INTR = constants.NLM_F_DUMP_INTR!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLM_F_DUMP_FILTERED = constants.NLM_F_DUMP_FILTERED!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLM_F_DUMP = constants.NLM_F_DUMP!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLM_F_ROOT = constants.NLM_F_ROOT!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLM_F_MATCH = constants.NLM_F_MATCH!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLM_F_ATOMIC = constants.NLM_F_ATOMIC!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLM_F_REPLACE = constants.NLM_F_REPLACE!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLM_F_EXCL = constants.NLM_F_EXCL!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLM_F_CREATE = constants.NLM_F_CREATE!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLM_F_APPEND = constants.NLM_F_APPEND!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLM_F_NONREC = constants.NLM_F_NONREC!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLM_F_BULK = constants.NLM_F_BULK!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLM_F_CAPPED = constants.NLM_F_CAPPED!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLM_F_ACK_TLVS = constants.NLM_F_ACK_TLVS!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLMSG_ALIGNTO = constants.NLMSG_ALIGNTO!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLMSG_HDRLEN = constants.NLMSG_HDRLEN!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLA_F_NESTED = constants.NLA_F_NESTED!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLA_F_NET_BYTEORDER = constants.NLA_F_NET_BYTEORDER!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLA_TYPE_MASK = constants.NLA_TYPE_MASK!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLA_ALIGNTO = constants.NLA_ALIGNTO!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLA_HDRLEN = constants.NLA_HDRLEN!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLMSGERR_ATTR_UNUSED = constants.NLMSGERR_ATTR_UNUSED!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLMSGERR_ATTR_MSG = constants.NLMSGERR_ATTR_MSG!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLMSGERR_ATTR_OFFS = constants.NLMSGERR_ATTR_OFFS!;
/** netlink(7): message types, then flags, then attributes; several meanings per number. */
export const NLMSGERR_ATTR_COOKIE = constants.NLMSGERR_ATTR_COOKIE!;

/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_A = constants.BPF_A!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_ABS = constants.BPF_ABS!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_ADD = constants.BPF_ADD!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_ALU = constants.BPF_ALU!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_AND = constants.BPF_AND!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_B = constants.BPF_B!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_DIV = constants.BPF_DIV!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_H = constants.BPF_H!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_IMM = constants.BPF_IMM!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_IND = constants.BPF_IND!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_JA = constants.BPF_JA!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_JEQ = constants.BPF_JEQ!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_JGE = constants.BPF_JGE!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_JGT = constants.BPF_JGT!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_JMP = constants.BPF_JMP!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_JSET = constants.BPF_JSET!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_K = constants.BPF_K!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_LD = constants.BPF_LD!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_LDX = constants.BPF_LDX!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_LEN = constants.BPF_LEN!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_LSH = constants.BPF_LSH!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_MAXINSNS = constants.BPF_MAXINSNS!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_MEM = constants.BPF_MEM!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_MEMWORDS = constants.BPF_MEMWORDS!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_MISC = constants.BPF_MISC!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_MOD = constants.BPF_MOD!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_MSH = constants.BPF_MSH!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_MUL = constants.BPF_MUL!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_NEG = constants.BPF_NEG!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_OR = constants.BPF_OR!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_RET = constants.BPF_RET!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_RSH = constants.BPF_RSH!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_ST = constants.BPF_ST!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_STX = constants.BPF_STX!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_SUB = constants.BPF_SUB!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_TAX = constants.BPF_TAX!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_TXA = constants.BPF_TXA!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_W = constants.BPF_W!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_X = constants.BPF_X!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const BPF_XOR = constants.BPF_XOR!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const SKF_AD_ALU_XOR_X = constants.SKF_AD_ALU_XOR_X!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const SKF_AD_CPU = constants.SKF_AD_CPU!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const SKF_AD_HATYPE = constants.SKF_AD_HATYPE!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const SKF_AD_IFINDEX = constants.SKF_AD_IFINDEX!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const SKF_AD_MARK = constants.SKF_AD_MARK!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const SKF_AD_MAX = constants.SKF_AD_MAX!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const SKF_AD_NLATTR = constants.SKF_AD_NLATTR!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const SKF_AD_NLATTR_NEST = constants.SKF_AD_NLATTR_NEST!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const SKF_AD_OFF = constants.SKF_AD_OFF!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const SKF_AD_PAY_OFFSET = constants.SKF_AD_PAY_OFFSET!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const SKF_AD_PKTTYPE = constants.SKF_AD_PKTTYPE!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const SKF_AD_PROTOCOL = constants.SKF_AD_PROTOCOL!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const SKF_AD_QUEUE = constants.SKF_AD_QUEUE!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const SKF_AD_RANDOM = constants.SKF_AD_RANDOM!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const SKF_AD_RXHASH = constants.SKF_AD_RXHASH!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const SKF_AD_VLAN_TAG = constants.SKF_AD_VLAN_TAG!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const SKF_AD_VLAN_TAG_PRESENT = constants.SKF_AD_VLAN_TAG_PRESENT!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const SKF_AD_VLAN_TPID = constants.SKF_AD_VLAN_TPID!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const SKF_LL_OFF = constants.SKF_LL_OFF!;
/** SO_ATTACH_FILTER: classic BPF; several meanings per number. */
export const SKF_NET_OFF = constants.SKF_NET_OFF!;

/** kevent(2): filter (macOS). */
export const EVFILT_READ = constants.EVFILT_READ!;
/** kevent(2): filter (macOS). */
export const EVFILT_WRITE = constants.EVFILT_WRITE!;
/** kevent(2): filter (macOS). */
export const EVFILT_AIO = constants.EVFILT_AIO!;
/** kevent(2): filter (macOS). */
export const EVFILT_VNODE = constants.EVFILT_VNODE!;
/** kevent(2): filter (macOS). */
export const EVFILT_PROC = constants.EVFILT_PROC!;
/** kevent(2): filter (macOS). */
export const EVFILT_SIGNAL = constants.EVFILT_SIGNAL!;
/** kevent(2): filter (macOS). */
export const EVFILT_TIMER = constants.EVFILT_TIMER!;
/** kevent(2): filter (macOS). */
export const EVFILT_MACHPORT = constants.EVFILT_MACHPORT!;
/** kevent(2): filter (macOS). */
export const EVFILT_FS = constants.EVFILT_FS!;
/** kevent(2): filter (macOS). */
export const EVFILT_USER = constants.EVFILT_USER!;
/** kevent(2): filter (macOS). */
export const EVFILT_VM = constants.EVFILT_VM!;
/** kevent(2): filter (macOS). */
export const EVFILT_EXCEPT = constants.EVFILT_EXCEPT!;

/** kevent(2): flags (macOS). */
export const EV_ADD = constants.EV_ADD!;
/** kevent(2): flags (macOS). */
export const EV_DELETE = constants.EV_DELETE!;
/** kevent(2): flags (macOS). */
export const EV_ENABLE = constants.EV_ENABLE!;
/** kevent(2): flags (macOS). */
export const EV_DISABLE = constants.EV_DISABLE!;
/** kevent(2): flags (macOS). */
export const EV_ONESHOT = constants.EV_ONESHOT!;
/** kevent(2): flags (macOS). */
export const EV_CLEAR = constants.EV_CLEAR!;
/** kevent(2): flags (macOS). */
export const EV_RECEIPT = constants.EV_RECEIPT!;
/** kevent(2): flags (macOS). */
export const EV_DISPATCH = constants.EV_DISPATCH!;
/** kevent(2): flags (macOS). */
export const EV_UDATA_SPECIFIC = constants.EV_UDATA_SPECIFIC!;
/** kevent(2): flags (macOS). */
export const EV_DISPATCH2 = constants.EV_DISPATCH2!;
/** kevent(2): flags (macOS). */
export const EV_VANISHED = constants.EV_VANISHED!;
/** kevent(2): flags (macOS). */
export const EV_POLL = constants.EV_POLL!;
/** kevent(2): flags (macOS). */
export const EV_FLAG0 = constants.EV_FLAG0!;
/** kevent(2): flags (macOS). */
export const EV_FLAG1 = constants.EV_FLAG1!;
/** kevent(2): flags (macOS). */
export const EV_OOBAND = constants.EV_OOBAND!;
/** kevent(2): flags (macOS). */
export const EV_ERROR = constants.EV_ERROR!;
/** kevent(2): flags (macOS). */
export const EV_EOF = constants.EV_EOF!;
/** kevent(2): flags (macOS). */
export const EV_SYSFLAGS = constants.EV_SYSFLAGS!;

/** kevent(2): fflags (macOS). */
export const NOTE_FFNOP = constants.NOTE_FFNOP!;
/** kevent(2): fflags (macOS). */
export const NOTE_LOWAT = constants.NOTE_LOWAT!;
/** kevent(2): fflags (macOS). */
export const NOTE_TRACK = constants.NOTE_TRACK!;
/** kevent(2): fflags (macOS). */
export const NOTE_DELETE = constants.NOTE_DELETE!;
/** kevent(2): fflags (macOS). */
export const NOTE_SECONDS = constants.NOTE_SECONDS!;
/** kevent(2): fflags (macOS). */
export const NOTE_OOB = constants.NOTE_OOB!;
/** kevent(2): fflags (macOS). */
export const NOTE_WRITE = constants.NOTE_WRITE!;
/** kevent(2): fflags (macOS). */
export const NOTE_TRACKERR = constants.NOTE_TRACKERR!;
/** kevent(2): fflags (macOS). */
export const NOTE_USECONDS = constants.NOTE_USECONDS!;
/** kevent(2): fflags (macOS). */
export const NOTE_CHILD = constants.NOTE_CHILD!;
/** kevent(2): fflags (macOS). */
export const NOTE_EXTEND = constants.NOTE_EXTEND!;
/** kevent(2): fflags (macOS). */
export const NOTE_NSECONDS = constants.NOTE_NSECONDS!;
/** kevent(2): fflags (macOS). */
export const NOTE_ATTRIB = constants.NOTE_ATTRIB!;
/** kevent(2): fflags (macOS). */
export const NOTE_ABSOLUTE = constants.NOTE_ABSOLUTE!;
/** kevent(2): fflags (macOS). */
export const NOTE_LINK = constants.NOTE_LINK!;
/** kevent(2): fflags (macOS). */
export const NOTE_LEEWAY = constants.NOTE_LEEWAY!;
/** kevent(2): fflags (macOS). */
export const NOTE_RENAME = constants.NOTE_RENAME!;
/** kevent(2): fflags (macOS). */
export const NOTE_CRITICAL = constants.NOTE_CRITICAL!;
/** kevent(2): fflags (macOS). */
export const NOTE_REVOKE = constants.NOTE_REVOKE!;
/** kevent(2): fflags (macOS). */
export const NOTE_BACKGROUND = constants.NOTE_BACKGROUND!;
/** kevent(2): fflags (macOS). */
export const NOTE_NONE = constants.NOTE_NONE!;
/** kevent(2): fflags (macOS). */
export const NOTE_MACH_CONTINUOUS_TIME = constants.NOTE_MACH_CONTINUOUS_TIME!;
/** kevent(2): fflags (macOS). */
export const NOTE_FUNLOCK = constants.NOTE_FUNLOCK!;
/** kevent(2): fflags (macOS). */
export const NOTE_MACHTIME = constants.NOTE_MACHTIME!;
/** kevent(2): fflags (macOS). */
export const NOTE_LEASE_DOWNGRADE = constants.NOTE_LEASE_DOWNGRADE!;
/** kevent(2): fflags (macOS). */
export const NOTE_LEASE_RELEASE = constants.NOTE_LEASE_RELEASE!;
/** kevent(2): fflags (macOS). */
export const NOTE_EXIT_DECRYPTFAIL = constants.NOTE_EXIT_DECRYPTFAIL!;
/** kevent(2): fflags (macOS). */
export const NOTE_EXIT_MEMORY = constants.NOTE_EXIT_MEMORY!;
/** kevent(2): fflags (macOS). */
export const NOTE_EXIT_CSERROR = constants.NOTE_EXIT_CSERROR!;
/** kevent(2): fflags (macOS). */
export const NOTE_EXIT_DETAIL_MASK = constants.NOTE_EXIT_DETAIL_MASK!;
/** kevent(2): fflags (macOS). */
export const NOTE_PDATAMASK = constants.NOTE_PDATAMASK!;
/** kevent(2): fflags (macOS). */
export const NOTE_PCTRLMASK = constants.NOTE_PCTRLMASK!;
/** kevent(2): fflags (macOS). */
export const NOTE_FFLAGSMASK = constants.NOTE_FFLAGSMASK!;
/** kevent(2): fflags (macOS). */
export const NOTE_TRIGGER = constants.NOTE_TRIGGER!;
/** kevent(2): fflags (macOS). */
export const NOTE_EXIT_DETAIL = constants.NOTE_EXIT_DETAIL!;
/** kevent(2): fflags (macOS). */
export const NOTE_EXITSTATUS = constants.NOTE_EXITSTATUS!;
/** kevent(2): fflags (macOS). */
export const NOTE_SIGNAL = constants.NOTE_SIGNAL!;
/** kevent(2): fflags (macOS). */
export const NOTE_VM_ERROR = constants.NOTE_VM_ERROR!;
/** kevent(2): fflags (macOS). */
export const NOTE_EXEC = constants.NOTE_EXEC!;
/** kevent(2): fflags (macOS). */
export const NOTE_VM_PRESSURE_SUDDEN_TERMINATE = constants.NOTE_VM_PRESSURE_SUDDEN_TERMINATE!;
/** kevent(2): fflags (macOS). */
export const NOTE_FORK = constants.NOTE_FORK!;
/** kevent(2): fflags (macOS). */
export const NOTE_FFAND = constants.NOTE_FFAND!;
/** kevent(2): fflags (macOS). */
export const NOTE_VM_PRESSURE_TERMINATE = constants.NOTE_VM_PRESSURE_TERMINATE!;
/** kevent(2): fflags (macOS). */
export const NOTE_EXIT = constants.NOTE_EXIT!;
/** kevent(2): fflags (macOS). */
export const NOTE_FFOR = constants.NOTE_FFOR!;
/** kevent(2): fflags (macOS). */
export const NOTE_VM_PRESSURE = constants.NOTE_VM_PRESSURE!;
/** kevent(2): fflags (macOS). */
export const NOTE_FFCOPY = constants.NOTE_FFCOPY!;
/** kevent(2): fflags (macOS). */
export const NOTE_FFCTRLMASK = constants.NOTE_FFCTRLMASK!;

/** Sizes, limits and addresses. */
export const SOMAXCONN = constants.SOMAXCONN!;
/** Sizes, limits and addresses. */
export const IOV_MAX = constants.IOV_MAX!;
/** Sizes, limits and addresses. */
export const UIO_MAXIOV = constants.UIO_MAXIOV!;
/** Sizes, limits and addresses. */
export const PIPE_BUF = constants.PIPE_BUF!;
/** Sizes, limits and addresses. */
export const INET_ADDRSTRLEN = constants.INET_ADDRSTRLEN!;
/** Sizes, limits and addresses. */
export const INET6_ADDRSTRLEN = constants.INET6_ADDRSTRLEN!;
/** Sizes, limits and addresses. */
export const INADDR_ANY = constants.INADDR_ANY!;
/** Sizes, limits and addresses. */
export const INADDR_LOOPBACK = constants.INADDR_LOOPBACK!;
/** Sizes, limits and addresses. */
export const INADDR_BROADCAST = constants.INADDR_BROADCAST!;
/** Sizes, limits and addresses. */
export const INADDR_NONE = constants.INADDR_NONE!;
/** Sizes, limits and addresses. */
export const INADDR_ALLHOSTS_GROUP = constants.INADDR_ALLHOSTS_GROUP!;
/** Sizes, limits and addresses. */
export const INADDR_ALLRTRS_GROUP = constants.INADDR_ALLRTRS_GROUP!;
/** Sizes, limits and addresses. */
export const INADDR_ALLSNOOPERS_GROUP = constants.INADDR_ALLSNOOPERS_GROUP!;
/** Sizes, limits and addresses. */
export const INADDR_MAX_LOCAL_GROUP = constants.INADDR_MAX_LOCAL_GROUP!;
/** Sizes, limits and addresses. */
export const INADDR_UNSPEC_GROUP = constants.INADDR_UNSPEC_GROUP!;
/** Sizes, limits and addresses. */
export const INADDR_ALLMDNS_GROUP = constants.INADDR_ALLMDNS_GROUP!;
/** Sizes, limits and addresses. */
export const INADDR_ALLRPTS_GROUP = constants.INADDR_ALLRPTS_GROUP!;
/** Sizes, limits and addresses. */
export const INADDR_CARP_GROUP = constants.INADDR_CARP_GROUP!;
/** Sizes, limits and addresses. */
export const INADDR_PFSYNC_GROUP = constants.INADDR_PFSYNC_GROUP!;

/** errno(3). */
export const EPERM = constants.EPERM!;
/** errno(3). */
export const ENOENT = constants.ENOENT!;
/** errno(3). */
export const ESRCH = constants.ESRCH!;
/** errno(3). */
export const EINTR = constants.EINTR!;
/** errno(3). */
export const EIO = constants.EIO!;
/** errno(3). */
export const ENXIO = constants.ENXIO!;
/** errno(3). */
export const E2BIG = constants.E2BIG!;
/** errno(3). */
export const ENOEXEC = constants.ENOEXEC!;
/** errno(3). */
export const EBADF = constants.EBADF!;
/** errno(3). */
export const ECHILD = constants.ECHILD!;
/** errno(3). */
export const EAGAIN = constants.EAGAIN!;
/** errno(3). */
export const EWOULDBLOCK = constants.EWOULDBLOCK!;
/** errno(3). */
export const ENOMEM = constants.ENOMEM!;
/** errno(3). */
export const EACCES = constants.EACCES!;
/** errno(3). */
export const EFAULT = constants.EFAULT!;
/** errno(3). */
export const ENOTBLK = constants.ENOTBLK!;
/** errno(3). */
export const EBUSY = constants.EBUSY!;
/** errno(3). */
export const EEXIST = constants.EEXIST!;
/** errno(3). */
export const EXDEV = constants.EXDEV!;
/** errno(3). */
export const ENODEV = constants.ENODEV!;
/** errno(3). */
export const ENOTDIR = constants.ENOTDIR!;
/** errno(3). */
export const EISDIR = constants.EISDIR!;
/** errno(3). */
export const EINVAL = constants.EINVAL!;
/** errno(3). */
export const ENFILE = constants.ENFILE!;
/** errno(3). */
export const EMFILE = constants.EMFILE!;
/** errno(3). */
export const ENOTTY = constants.ENOTTY!;
/** errno(3). */
export const ETXTBSY = constants.ETXTBSY!;
/** errno(3). */
export const EFBIG = constants.EFBIG!;
/** errno(3). */
export const ENOSPC = constants.ENOSPC!;
/** errno(3). */
export const ESPIPE = constants.ESPIPE!;
/** errno(3). */
export const EROFS = constants.EROFS!;
/** errno(3). */
export const EMLINK = constants.EMLINK!;
/** errno(3). */
export const EPIPE = constants.EPIPE!;
/** errno(3). */
export const EDOM = constants.EDOM!;
/** errno(3). */
export const ERANGE = constants.ERANGE!;
/** errno(3). */
export const EDEADLK = constants.EDEADLK!;
/** errno(3). */
export const EDEADLOCK = constants.EDEADLOCK!;
/** errno(3). */
export const ENAMETOOLONG = constants.ENAMETOOLONG!;
/** errno(3). */
export const ENOLCK = constants.ENOLCK!;
/** errno(3). */
export const ENOSYS = constants.ENOSYS!;
/** errno(3). */
export const ENOTEMPTY = constants.ENOTEMPTY!;
/** errno(3). */
export const ELOOP = constants.ELOOP!;
/** errno(3). */
export const ENOMSG = constants.ENOMSG!;
/** errno(3). */
export const EIDRM = constants.EIDRM!;
/** errno(3). */
export const ECHRNG = constants.ECHRNG!;
/** errno(3). */
export const EL2NSYNC = constants.EL2NSYNC!;
/** errno(3). */
export const EL3HLT = constants.EL3HLT!;
/** errno(3). */
export const EL3RST = constants.EL3RST!;
/** errno(3). */
export const ELNRNG = constants.ELNRNG!;
/** errno(3). */
export const EUNATCH = constants.EUNATCH!;
/** errno(3). */
export const ENOCSI = constants.ENOCSI!;
/** errno(3). */
export const EL2HLT = constants.EL2HLT!;
/** errno(3). */
export const EBADE = constants.EBADE!;
/** errno(3). */
export const EBADR = constants.EBADR!;
/** errno(3). */
export const EXFULL = constants.EXFULL!;
/** errno(3). */
export const ENOANO = constants.ENOANO!;
/** errno(3). */
export const EBADRQC = constants.EBADRQC!;
/** errno(3). */
export const EBADSLT = constants.EBADSLT!;
/** errno(3). */
export const EBFONT = constants.EBFONT!;
/** errno(3). */
export const ENOSTR = constants.ENOSTR!;
/** errno(3). */
export const ENODATA = constants.ENODATA!;
/** errno(3). */
export const ETIME = constants.ETIME!;
/** errno(3). */
export const ENOSR = constants.ENOSR!;
/** errno(3). */
export const ENONET = constants.ENONET!;
/** errno(3). */
export const ENOPKG = constants.ENOPKG!;
/** errno(3). */
export const EREMOTE = constants.EREMOTE!;
/** errno(3). */
export const ENOLINK = constants.ENOLINK!;
/** errno(3). */
export const EADV = constants.EADV!;
/** errno(3). */
export const ESRMNT = constants.ESRMNT!;
/** errno(3). */
export const ECOMM = constants.ECOMM!;
/** errno(3). */
export const EPROTO = constants.EPROTO!;
/** errno(3). */
export const EMULTIHOP = constants.EMULTIHOP!;
/** errno(3). */
export const EDOTDOT = constants.EDOTDOT!;
/** errno(3). */
export const EBADMSG = constants.EBADMSG!;
/** errno(3). */
export const EOVERFLOW = constants.EOVERFLOW!;
/** errno(3). */
export const ENOTUNIQ = constants.ENOTUNIQ!;
/** errno(3). */
export const EBADFD = constants.EBADFD!;
/** errno(3). */
export const EREMCHG = constants.EREMCHG!;
/** errno(3). */
export const ELIBACC = constants.ELIBACC!;
/** errno(3). */
export const ELIBBAD = constants.ELIBBAD!;
/** errno(3). */
export const ELIBSCN = constants.ELIBSCN!;
/** errno(3). */
export const ELIBMAX = constants.ELIBMAX!;
/** errno(3). */
export const ELIBEXEC = constants.ELIBEXEC!;
/** errno(3). */
export const EILSEQ = constants.EILSEQ!;
/** errno(3). */
export const ERESTART = constants.ERESTART!;
/** errno(3). */
export const ESTRPIPE = constants.ESTRPIPE!;
/** errno(3). */
export const EUSERS = constants.EUSERS!;
/** errno(3). */
export const ENOTSOCK = constants.ENOTSOCK!;
/** errno(3). */
export const EDESTADDRREQ = constants.EDESTADDRREQ!;
/** errno(3). */
export const EMSGSIZE = constants.EMSGSIZE!;
/** errno(3). */
export const EPROTOTYPE = constants.EPROTOTYPE!;
/** errno(3). */
export const ENOPROTOOPT = constants.ENOPROTOOPT!;
/** errno(3). */
export const EPROTONOSUPPORT = constants.EPROTONOSUPPORT!;
/** errno(3). */
export const ESOCKTNOSUPPORT = constants.ESOCKTNOSUPPORT!;
/** errno(3). */
export const EOPNOTSUPP = constants.EOPNOTSUPP!;
/** errno(3). */
export const ENOTSUP = constants.ENOTSUP!;
/** errno(3). */
export const EPFNOSUPPORT = constants.EPFNOSUPPORT!;
/** errno(3). */
export const EAFNOSUPPORT = constants.EAFNOSUPPORT!;
/** errno(3). */
export const EADDRINUSE = constants.EADDRINUSE!;
/** errno(3). */
export const EADDRNOTAVAIL = constants.EADDRNOTAVAIL!;
/** errno(3). */
export const ENETDOWN = constants.ENETDOWN!;
/** errno(3). */
export const ENETUNREACH = constants.ENETUNREACH!;
/** errno(3). */
export const ENETRESET = constants.ENETRESET!;
/** errno(3). */
export const ECONNABORTED = constants.ECONNABORTED!;
/** errno(3). */
export const ECONNRESET = constants.ECONNRESET!;
/** errno(3). */
export const ENOBUFS = constants.ENOBUFS!;
/** errno(3). */
export const EISCONN = constants.EISCONN!;
/** errno(3). */
export const ENOTCONN = constants.ENOTCONN!;
/** errno(3). */
export const ESHUTDOWN = constants.ESHUTDOWN!;
/** errno(3). */
export const ETOOMANYREFS = constants.ETOOMANYREFS!;
/** errno(3). */
export const ETIMEDOUT = constants.ETIMEDOUT!;
/** errno(3). */
export const ECONNREFUSED = constants.ECONNREFUSED!;
/** errno(3). */
export const EHOSTDOWN = constants.EHOSTDOWN!;
/** errno(3). */
export const EHOSTUNREACH = constants.EHOSTUNREACH!;
/** errno(3). */
export const EALREADY = constants.EALREADY!;
/** errno(3). */
export const EINPROGRESS = constants.EINPROGRESS!;
/** errno(3). */
export const ESTALE = constants.ESTALE!;
/** errno(3). */
export const EUCLEAN = constants.EUCLEAN!;
/** errno(3). */
export const ENOTNAM = constants.ENOTNAM!;
/** errno(3). */
export const ENAVAIL = constants.ENAVAIL!;
/** errno(3). */
export const EISNAM = constants.EISNAM!;
/** errno(3). */
export const EREMOTEIO = constants.EREMOTEIO!;
/** errno(3). */
export const EDQUOT = constants.EDQUOT!;
/** errno(3). */
export const ENOMEDIUM = constants.ENOMEDIUM!;
/** errno(3). */
export const EMEDIUMTYPE = constants.EMEDIUMTYPE!;
/** errno(3). */
export const ECANCELED = constants.ECANCELED!;
/** errno(3). */
export const ENOKEY = constants.ENOKEY!;
/** errno(3). */
export const EKEYEXPIRED = constants.EKEYEXPIRED!;
/** errno(3). */
export const EKEYREVOKED = constants.EKEYREVOKED!;
/** errno(3). */
export const EKEYREJECTED = constants.EKEYREJECTED!;
/** errno(3). */
export const EOWNERDEAD = constants.EOWNERDEAD!;
/** errno(3). */
export const ENOTRECOVERABLE = constants.ENOTRECOVERABLE!;
/** errno(3). */
export const ERFKILL = constants.ERFKILL!;
/** errno(3). */
export const EHWPOISON = constants.EHWPOISON!;
/** errno(3). */
export const EPROCLIM = constants.EPROCLIM!;
/** errno(3). */
export const EBADRPC = constants.EBADRPC!;
/** errno(3). */
export const ERPCMISMATCH = constants.ERPCMISMATCH!;
/** errno(3). */
export const EPROGUNAVAIL = constants.EPROGUNAVAIL!;
/** errno(3). */
export const EPROGMISMATCH = constants.EPROGMISMATCH!;
/** errno(3). */
export const EPROCUNAVAIL = constants.EPROCUNAVAIL!;
/** errno(3). */
export const EFTYPE = constants.EFTYPE!;
/** errno(3). */
export const EAUTH = constants.EAUTH!;
/** errno(3). */
export const ENEEDAUTH = constants.ENEEDAUTH!;
/** errno(3). */
export const EPWROFF = constants.EPWROFF!;
/** errno(3). */
export const EDEVERR = constants.EDEVERR!;
/** errno(3). */
export const EBADEXEC = constants.EBADEXEC!;
/** errno(3). */
export const EBADARCH = constants.EBADARCH!;
/** errno(3). */
export const ESHLIBVERS = constants.ESHLIBVERS!;
/** errno(3). */
export const EBADMACHO = constants.EBADMACHO!;
/** errno(3). */
export const ENOATTR = constants.ENOATTR!;
/** errno(3). */
export const ENOPOLICY = constants.ENOPOLICY!;
/** errno(3). */
export const EQFULL = constants.EQFULL!;
