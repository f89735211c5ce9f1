// What the addon exports to src/syscalls/binding.ts: the calls, the constants, the memory that both
// sides share, the layout of structures, and the trace. Loaded once in each environment.
#include <napi.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/un.h>

#include <cstring>
#include <iterator>

#include "call.h"
#include "constants.h"
#include "files.h"
#include "handles.h"
#include "kinds.h"
#include "kinds_event.h"
#include "kinds_handle.h"
#include "kinds_message.h"
#include "kinds_option.h"
#include "poller.h"
#include "queue.h"
#include "resolve.h"
#include "rows.h"
#include "signals.h"
#include "store.h"
#include "structures.h"
#include "sys.h"
#include "thread.h"
#include "tracing.h"
#include "waker.h"

namespace sys {

using namespace kinds;  // NOLINT(google-build-using-namespace): the rows name kinds only

struct Export {
  const char* name;
  napi_callback callback;
};

// Inside this namespace, `ioctl` is sys::ioctl and `read` is libc's.
constexpr Export kCalls[] = {
#define REMEMBERED(...)
#define GUARDED(...)
#define SYSCALL(id, name, function, blocks, ...) \
  {#name, &Call<id, &function, blocks __VA_OPT__(, ) __VA_ARGS__>::Invoke},
#include "generated/rows.h"
#undef REMEMBERED
#undef GUARDED
#undef SYSCALL
};

// The same calls for the buffer that the thread used last.
constexpr Export kRememberedCalls[] = {
#define SYSCALL(...)
#define GUARDED(...)
#define REMEMBERED(id, name, function, blocks, ...) {#name, &Call<id, &function, blocks, __VA_ARGS__>::Invoke},
#include "generated/rows.h"
#undef SYSCALL
#undef GUARDED
#undef REMEMBERED
};

// And for the socket of a handle.
constexpr Export kGuardedCalls[] = {
    {"poll", &GuardedCall<rows::poll, &poll, Blocks::kYes, Achieves::kNothing, HandlePoll, Timeout<2>>::Invoke},
#define SYSCALL(...)
#define REMEMBERED(...)
#define GUARDED(id, name, function, blocks, achieves, ...) \
  {#name, &GuardedCall<id, &function, blocks, achieves, Handle, __VA_ARGS__>::Invoke},
#include "generated/rows.h"
#undef SYSCALL
#undef REMEMBERED
#undef GUARDED
};

}  // namespace sys

namespace {

// Sizes and offsets that TypeScript cannot know.
Napi::Object Layout(Napi::Env env) {
  Napi::Object layout = Napi::Object::New(env);
  layout["familyOffset"] = offsetof(sockaddr, sa_family);  // BSD's sa_len comes before it
  layout["sunPathSize"] = sizeof(sockaddr_un::sun_path);
  layout["cmsgLengthSize"] = sizeof(cmsghdr::cmsg_len);
  layout["cmsgHeaderSize"] = CMSG_LEN(0);
  layout["cmsgAlignment"] = CMSG_SPACE(1) - CMSG_SPACE(0);
#if defined(__linux__)
  layout["epollEventSize"] = sizeof(epoll_event);
  layout["epollDataOffset"] = offsetof(epoll_event, data);
#else
  layout["keventSize"] = sizeof(struct kevent);
#endif
  return layout;
}

// strerror(errno: number): string
Napi::Value StrError(const Napi::CallbackInfo& info) {
  char text[256] = "";
  const int error = info[0].As<Napi::Number>().Int32Value();
#if defined(__GLIBC__)
  // GNU's returns the text, POSIX's fills the buffer.
  return Napi::String::New(info.Env(), strerror_r(error, text, sizeof text));
#else
  strerror_r(error, text, sizeof text);
  return Napi::String::New(info.Env(), text);
#endif
}

// The calls take and give what Node-API has, without the objects of node-addon-api: half the cost.
template <size_t count>
Napi::Object Calls(Napi::Env env, Thread* thread, const sys::Export (&exports)[count]) {
  Napi::Object calls = Napi::Object::New(env);
  for (const auto& [name, callback] : exports) {
    napi_value function = nullptr;
    napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, thread, &function);
    calls[name] = Napi::Function(env, function);
  }
  return calls;
}

void Cleanup(Thread* thread) {
  LeaveSignals(*thread);
  LeavePoller(*thread);
  LeaveQueues(*thread);
  // With the main thread the process ends, and the kernel closes all at once.
  if (!thread->is_main) ReleaseNames(*thread);
  UnregisterThread(thread);
  RemoveRing(thread->ring());
  delete thread;
}

// initialize(invalidArgument, isMainThread, atNextTurn): called once in each environment, before
// anything else.
Napi::Value Initialize(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  Napi::ArrayBuffer memory = Napi::ArrayBuffer::New(env, sizeof(Shared));
  // A worker that is being stopped while it loads the addon cannot allocate.
  if (memory.IsEmpty()) return env.Undefined();
  Napi::Reference<Napi::ArrayBuffer>::New(memory, 1).SuppressDestruct();

  auto* thread = new Thread(env, static_cast<Shared*>(memory.Data()));
  napi_create_reference(env, info[0], 1, &thread->invalid_argument);
  napi_create_reference(env, info[2], 1, &thread->at_next_turn);
  thread->is_main = info[1].As<Napi::Boolean>();
  // Node never stops the main thread from outside.
  if (!thread->is_main) thread->loop = FindLoop(env);
  AddRing(thread->ring());
  RegisterThread(thread);
  // Not before: whoever turns recording on now finds the thread among the registered ones.
  JoinTracing(*thread);
  env.AddCleanupHook(Cleanup, thread);

  Napi::Object exports = Napi::Object::New(env);
  exports["calls"] = Calls(env, thread, sys::kCalls);
  exports["rememberedCalls"] = Calls(env, thread, sys::kRememberedCalls);
  exports["guardedCalls"] = Calls(env, thread, sys::kGuardedCalls);
  exports["shared"] = memory;
  exports["layout"] = Layout(env);
  exports["returnTask"] = Napi::Function::New(
      env, [](const Napi::CallbackInfo& call) { static_cast<Thread*>(call.Data())->ReturnTask(); }, "returnTask",
      thread);
  exports["threadId"] = Napi::Number::New(env, static_cast<double>(thread->ring()->thread_id));
  DefineTracing(exports, thread);
  DefineHandles(exports, thread);
  DefineQueues(exports, thread);
  DefinePollers(exports, thread);
  DefineStores(exports);
  DefineFiles(exports);
  DefineResolve(exports, thread);
  DefineSignals(exports, thread);
  return exports;
}

// if_indextoname(3), or undefined
Napi::Value IfIndexToName(const Napi::CallbackInfo& info) {
  char name[IF_NAMESIZE] = "";
  if (if_indextoname(info[0].As<Napi::Number>().Uint32Value(), name) == nullptr) return info.Env().Undefined();
  return Napi::String::New(info.Env(), name);
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports["initialize"] = Napi::Function::New(env, Initialize, "initialize");
  exports["ifIndexToName"] = Napi::Function::New(env, IfIndexToName, "ifIndexToName");
  exports["strerror"] = Napi::Function::New(env, StrError, "strerror");
  exports["constants"] = Constants(env);
  exports["structures"] = Napi::Function::New(env, Structures, "structures");
  return exports;
}

}  // namespace

NODE_API_MODULE(NODE_GYP_MODULE_NAME, Init)
