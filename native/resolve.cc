#include "resolve.h"

#include <netdb.h>
#include <pthread.h>
#include <sys/socket.h>

#include <algorithm>
#include <csignal>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "thread.h"

namespace {

// A question, and its answer. Whoever asked may be gone when it comes.
struct Question {
  std::string host;
  std::mutex mutex;
  Thread* asker = nullptr;  // guarded by mutex, as what follows
  bool answered = false;
  int error = 0;
  std::vector<std::vector<uint8_t>> addresses;  // sockaddrs
};

void Ask(Question& question) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;  // else each address comes once for each type
  addrinfo* list = nullptr;
  const int error = getaddrinfo(question.host.c_str(), nullptr, &hints, &list);
  const std::lock_guard lock(question.mutex);
  for (const addrinfo* each = list; error == 0 && each != nullptr; each = each->ai_next) {
    const auto* bytes = reinterpret_cast<const uint8_t*>(each->ai_addr);
    question.addresses.emplace_back(bytes, bytes + each->ai_addrlen);
  }
  if (error == 0) freeaddrinfo(list);
  question.error = error;
  question.answered = true;
  if (question.asker != nullptr) question.asker->Unpark();
}

const char* CodeOf(int error) {
  switch (error) {
    case EAI_AGAIN:
      return "EAI_AGAIN";
    case EAI_MEMORY:
      return "EAI_MEMORY";
    case EAI_SYSTEM:
      return "EAI_SYSTEM";
    case EAI_FAIL:
      return "EAI_FAIL";
    default:
      return "ENOTFOUND";
  }
}

// resolve(host): the sockaddrs of a name, in the order in which to try them; a string is the error, false
// says that the thread was interrupted. A name server may take long to answer, and getaddrinfo(3) cannot be
// interrupted: it runs in a thread of its own, so that process.exit() and worker.terminate() need not wait.
Napi::Value Resolve(const Napi::CallbackInfo& info) {
  Thread& thread = *static_cast<Thread*>(info.Data());
  auto question = std::make_shared<Question>();
  question->host = info[0].As<Napi::String>();
  question->asker = &thread;
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  // No signal of the application may be delivered to it.
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t resolver{};
  auto* argument = new std::shared_ptr<Question>(question);
  const int failed = pthread_create(
      &resolver, nullptr,
      [](void* data) -> void* {
        const std::unique_ptr<std::shared_ptr<Question>> own(static_cast<std::shared_ptr<Question>*>(data));
        Ask(**own);
        return nullptr;
      },
      argument);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (failed != 0) {
    delete argument;
    Ask(*question);
  } else {
    pthread_detach(resolver);
  }
  std::unique_lock lock(question->mutex);
  while (!question->answered) {
    lock.unlock();
    const bool woken = thread.Park(0);
    lock.lock();
    if (!woken && !question->answered) {
      question->asker = nullptr;
      return Napi::Boolean::New(info.Env(), false);
    }
  }
  if (question->error != 0) return Napi::String::New(info.Env(), CodeOf(question->error));
  Napi::Array addresses = Napi::Array::New(info.Env());
  for (const auto& address : question->addresses) {
    addresses[addresses.Length()] = Napi::Buffer<uint8_t>::Copy(info.Env(), address.data(), address.size());
  }
  return addresses;
}

}  // namespace

void DefineResolve(Napi::Object exports, Thread* thread) {
  exports["resolve"] = Napi::Function::New(exports.Env(), Resolve, "resolve", thread);
}
