#include "loop.h"

#include <dlfcn.h>

#include <cstdlib>
#include <string_view>
#include <vector>

namespace {

// libuv is looked up at run time: only Node has it.
template <typename Function>
Function Find(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_DEFAULT, name));
}

// A signal handler may not look it up.
int (*async_send)(void*) = nullptr;

}  // namespace

Loop FindLoop(napi_env env) {
  Loop found;
  void* loop = nullptr;
  const auto get_loop = Find<napi_status (*)(napi_env, void**)>("napi_get_uv_event_loop");
  const auto backend_fd = Find<int (*)(const void*)>("uv_backend_fd");
  if (get_loop == nullptr || backend_fd == nullptr || get_loop(env, &loop) != napi_ok) return found;
  found.fd = backend_fd(loop);

  // "Stop" is posted through Environment::task_queues_async_ (node's src/env.h), a uv_async_t whose
  // `pending` is set until the loop has run it. It lies directly behind a uv_check_t, and no other
  // uv_async_t does. Should that change, the handle is not found, and every event is asked about.
  const auto walk = Find<void (*)(void*, void (*)(char*, void*), void*)>("uv_walk");
  if (walk == nullptr) return found;
  struct Handles {
    std::vector<char*> checks;
    std::vector<char*> asyncs;
  } handles;
  walk(
      loop,
      [](char* handle, void* data) {
        const auto type = Find<int (*)(const void*)>("uv_handle_get_type")(handle);
        const std::string_view name = Find<const char* (*)(int)>("uv_handle_type_name")(type);
        if (name == "check") static_cast<Handles*>(data)->checks.push_back(handle);
        if (name == "async") static_cast<Handles*>(data)->asyncs.push_back(handle);
      },
      &handles);
  const auto size_of = [](const char* handle) {
    const auto type = Find<int (*)(const void*)>("uv_handle_get_type")(handle);
    return Find<size_t (*)(int)>("uv_handle_size")(type);
  };
  for (char* async : handles.asyncs) {
    for (const char* check : handles.checks) {
      if (check + size_of(check) != async) continue;
      found.poster = async;
      // The last field of uv_async_t (uv/unix.h), an int with padding behind it.
      found.posted = reinterpret_cast<int*>(async + size_of(async)) - 2;
    }
  }
  if (found.posted != nullptr && !found.TaskMayWait()) {
    // See that it is what it seems.
    found.PostTask();
    if (!found.TakeTask()) found = {found.fd, nullptr, nullptr};
  }
  return found;
}

void Loop::PostTask() const { Find<int (*)(void*)>("uv_async_send")(poster); }

void* NewAsync(napi_env env, void (*callback)(void*)) {
  void* loop = nullptr;
  const auto get_loop = Find<napi_status (*)(napi_env, void**)>("napi_get_uv_event_loop");
  const auto init = Find<int (*)(void*, void*, void (*)(void*))>("uv_async_init");
  async_send = Find<int (*)(void*)>("uv_async_send");
  if (get_loop == nullptr || init == nullptr || async_send == nullptr || get_loop(env, &loop) != napi_ok)
    return nullptr;
  int type = 0;
  while (std::string_view(Find<const char* (*)(int)>("uv_handle_type_name")(++type)) != "async") {
  }
  // For as long as the process runs.
  void* const async = std::calloc(1, Find<size_t (*)(int)>("uv_handle_size")(type));
  if (init(loop, async, callback) != 0) return nullptr;
  Find<void (*)(void*)>("uv_unref")(async);
  return async;
}

void SendAsync(void* async) { async_send(async); }
