#!/usr/bin/env bash
# npm run sanitize: the tests and test/stress/threads.mjs with the addon built for AddressSanitizer and
# UndefinedBehaviorSanitizer, then for ThreadSanitizer. Any report fails; and errors that are planted in
# test/native/planted.cc must be reported. Linux, GCC.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/node_modules/.bin:$PATH"

scripts/apt-install.sh cmake make g++ strace
logs=$PWD/build/sanitize
rm -rf "$logs"
mkdir -p "$logs"

# sanitized NAME COMMAND...: runs it with the addon of build/NAME. Node itself is not instrumented, so the
# runtime must be loaded first, and races that lie within Node's own code are not looked for. Not leaks
# either: at its end Node leaves alone what the system frees.
sanitized() {
  local name=$1
  shift
  local options="exitcode=66:log_path=$logs/$name"
  env BERKELEY_SOCKETS_PREBUILD="$PWD/build/$name" \
    LD_PRELOAD="$(gcc -print-file-name="lib$name.so")" \
    ASAN_OPTIONS="$options:detect_leaks=0" \
    SOAK_SECONDS=2 \
    UBSAN_OPTIONS="$options:print_stacktrace=1" \
    TSAN_OPTIONS="$options:ignore_noninstrumented_modules=1" \
    "$@"
}

# planted NAME FUNCTION ARGUMENT EXPECTED: the sanitizer reports the planted error, and how.
planted() {
  echo "== $1: planted.$2"
  sanitized "$1" node -e "require('./build/$1/build/planted/planted.node').$2($3)" 2> "$logs/$1.stderr" || true
  if ! grep -q "$4" "$logs/$1".*; then
    echo "$1 does not see planted.$2: no '$4'" >&2
    exit 1
  fi
  grep -h "$4" "$logs/$1".*
  rm -f "$logs/$1".*
}

# check NAME FLAGS TESTS...: builds, then runs what must not draw a report.
check() {
  local name=$1 flags=$2
  shift 2
  echo "== $name: build"
  cmake-js compile --log-level warn -d native -O "$PWD/build/$name/build" "--CDSANITIZE=$flags" --CDPLANT_ERROR=ON

  # Else what follows would test the usual build.
  sanitized "$name" node -e "import('berkeley-sockets/syscalls').then(() => {
    if (!fs.readFileSync('/proc/self/maps', 'utf8').includes('build/$name/')) throw new Error('not the sanitized addon');
  })"

  echo "== $name: test/stress/threads.mjs"
  sanitized "$name" timeout 60 node test/stress/threads.mjs
  echo "== $name: vitest"
  sanitized "$name" timeout 600 vitest run --pool=forks "$@"

  if compgen -G "$logs/$name.*" > /dev/null; then
    cat "$logs/$name".*
    echo "$name has reported errors: see above" >&2
    exit 1
  fi
}

# Not the tests that start programs which hang with the runtime loaded into them (curl, g++), not those that compare
# with other programs, and not what has no native code in it.
check asan address,undefined test/syscalls test/trace test/arguments test/exit test/signals test/conversation.test.ts \
  test/inspect/socket-state.test.ts test/inspect/sequence-numbers.test.ts \
  test/cpython.test.ts test/ltp.test.ts test/net/async-close.test.ts test/net/race.test.ts test/net/data.test.ts \
  test/net/datagrams.test.ts test/net/options.test.ts test/net/signals.test.ts test/net/soak.test.ts \
  test/threads/sharing.test.ts test/threads/pool.test.ts test/threads/garbage.test.ts test/tomcat/session.test.ts \
  test/tomcat/default-servlet.test.ts test/tomcat/conditions.test.ts
planted asan heapOverflow 16 'heap-buffer-overflow'
planted asan shift 40 'shift exponent 40 is too large'
# The tests that have more than one thread.
check tsan thread test/conversation.test.ts test/exit test/signals test/trace test/net/async-close.test.ts \
  test/net/race.test.ts test/threads/pool.test.ts test/tomcat/session.test.ts
planted tsan dataRace '' 'data race'
echo '== sanitize: no reports, and all planted errors were seen'
