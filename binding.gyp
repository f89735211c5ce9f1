{
  "targets": [
    {
      "target_name": "berkeley_sockets",
      "sources": [
        "native/accept.cc",
        "native/activity.cc",
        "native/addon.cc",
        "native/arguments.cc",
        "native/connection.cc",
        "native/constants.cc",
        "native/files.cc",
        "native/handles.cc",
        "native/loop.cc",
        "native/poll_set.cc",
        "native/poller.cc",
        "native/standby.cc",
        "native/queue.cc",
        "native/resolve.cc",
        "native/ring.cc",
        "native/selector.cc",
        "native/signals.cc",
        "native/store.cc",
        "native/structures.cc",
        "native/thread.cc",
        "native/tracing.cc",
        "native/waker.cc"
      ],
      "include_dirs": ["<!(node -p \"require('node-addon-api').include_dir\")"],
      "defines": ["NAPI_VERSION=9", "NAPI_DISABLE_CPP_EXCEPTIONS", "NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS"],
      "cflags_cc": ["-std=gnu++20", "-O2", "-Wall", "-Wextra", "-Wconversion", "-fvisibility=hidden"],
      "cflags_cc!": ["-std=gnu++17", "-O3"],
      "xcode_settings": {
        "CLANG_CXX_LANGUAGE_STANDARD": "gnu++20",
        "MACOSX_DEPLOYMENT_TARGET": "11.0",
        "GCC_OPTIMIZATION_LEVEL": "2",
        "GCC_SYMBOLS_PRIVATE_EXTERN": "YES",
        "WARNING_CFLAGS": ["-Wall", "-Wextra", "-Wconversion"]
      }
    }
  ]
}
