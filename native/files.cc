#include "files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <cstring>
#include <string>

#if defined(__linux__) && __has_include(<linux/openat2.h>)
#include <linux/openat2.h>
#include <sys/syscall.h>
#endif

namespace {

// O_NONBLOCK: a FIFO that nobody writes does not hold up the thread. It changes nothing for files.
constexpr int kReading = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

// Closes what it holds.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  int get() const { return fd_; }
  int release() {
    const int fd = fd_;
    fd_ = -1;
    return fd;
  }

 private:
  int fd_;
};

// The path of what a descriptor names, as the kernel knows it: without links. Empty when it does not know.
std::string PathOf(int fd) {
#if defined(__linux__)
  const std::string link = "/proc/self/fd/" + std::to_string(fd);
  char path[PATH_MAX];
  const ssize_t length = readlink(link.c_str(), path, sizeof path);
  return length <= 0 || length == sizeof path ? "" : std::string(path, static_cast<size_t>(length));
#else
  char path[PATH_MAX] = "";
  return fcntl(fd, F_GETPATH, path) < 0 ? "" : path;
#endif
}

bool IsBeneath(int root, int fd) {
  std::string directory = PathOf(root);
  const std::string path = PathOf(fd);
  if (directory.empty() || path.empty()) return false;
  if (path == directory) return true;
  if (directory != "/") directory += '/';
  return path.starts_with(directory);
}

// Where the kernel cannot be told to stay beneath: opens first and looks then where it has got to, so that nobody can
// put a link there in between. Returns a descriptor or −errno.
int OpenAndCheck(int root, const char* path) {
#if defined(__linux__)
  // O_PATH does nothing to what it finds: a device is not touched before it is known to be beneath.
  const Descriptor found(openat(root, path, O_PATH | O_CLOEXEC));
  if (found.get() < 0) return -errno;
  if (!IsBeneath(root, found.get())) return -EXDEV;
  const std::string link = "/proc/self/fd/" + std::to_string(found.get());
  const int fd = open(link.c_str(), kReading);
  return fd < 0 ? -errno : fd;
#else
  Descriptor found(openat(root, path, kReading));
  if (found.get() < 0) return -errno;
  return IsBeneath(root, found.get()) ? found.release() : -EXDEV;
#endif
}

int OpenBeneath(int root, const char* path) {
#if defined(RESOLVE_BENEATH) && defined(SYS_openat2)
  // Linux before 5.6, and sandboxes that were made before it.
  static std::atomic<bool> is_missing{false};
  open_how how{};
  how.flags = kReading;
  // NO_MAGICLINKS: those of /proc lead anywhere.
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  // EAGAIN: something was renamed while ".." of a link was followed (openat2(2)).
  for (int attempt = 0; attempt < 8 && !is_missing; attempt++) {
    const auto fd = static_cast<int>(syscall(SYS_openat2, root, path, &how, sizeof how));
    if (fd >= 0) return fd;
    if (errno == ENOSYS || errno == EPERM) {
      is_missing = true;
    } else if (errno != EAGAIN && errno != EINTR) {
      return -errno;
    }
  }
  if (!is_missing) return -EAGAIN;
#endif
  return OpenAndCheck(root, path);
}

// What JavaScript is told of a file, in this order.
struct Facts {
  double type;  // 1: a file, 2: a directory, 0: none of both
  double size;
  double seconds, nanoseconds;  // of the last modification
};

// openBeneath(root, path, facts): opens a file for reading, which is below a directory whatever links there are, and
// says what it is. A descriptor, or −errno; −EXDEV when it is not below.
Napi::Value Open(const Napi::CallbackInfo& info) {
  const std::string root = info[0].As<Napi::String>().Utf8Value();
  const std::string path = info[1].As<Napi::String>().Utf8Value();
  const auto result = [&](int value) { return Napi::Number::New(info.Env(), value); };
  // C would take what is before it for all.
  if (root.find('\0') != std::string::npos || path.find('\0') != std::string::npos) return result(-ENOENT);
#if defined(__linux__)
  const Descriptor directory(open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
#else
  const Descriptor directory(open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
#endif
  if (directory.get() < 0) return result(-errno);
  const int opened = OpenBeneath(directory.get(), path.empty() ? "." : path.c_str());
  if (opened < 0) return result(opened);
  Descriptor file(opened);
  struct stat status {};
  if (fstat(file.get(), &status) < 0) return result(-errno);
#if defined(__APPLE__)
  const timespec modified = status.st_mtimespec;
#else
  const timespec modified = status.st_mtim;
#endif
  const Facts facts{
      S_ISREG(status.st_mode)   ? 1.0
      : S_ISDIR(status.st_mode) ? 2.0
                                : 0.0,
      static_cast<double>(status.st_size),
      static_cast<double>(modified.tv_sec),
      static_cast<double>(modified.tv_nsec),
  };
  std::memcpy(info[2].As<Napi::Float64Array>().Data(), &facts, sizeof facts);
  return result(file.release());
}

}  // namespace

void DefineFiles(Napi::Object exports) {
  exports["openBeneath"] = Napi::Function::New(exports.Env(), Open, "openBeneath");
}
