#!/usr/bin/env bash
# npm run lint: formatting, types and rules of TypeScript, C++ and shell. Changes nothing outside build/.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/node_modules/.bin:$PATH"

scripts/apt-install.sh clang-format clang-tidy shellcheck

step() {
  echo "== lint: $*"
  "$@"
}

step prettier --check --log-level warn .
step tsc --noEmit
step tsc --project tsconfig.check.json
step tsc --project src/lens/page
step eslint --max-warnings 0 .
step npm run --silent generate -- --check
step clang-format --dry-run --Werror native/*.h native/*.cc test/native/*.cc
step shellcheck scripts/*.sh .ci/run

# For compile_commands.json.
step cmake-js configure --log-level warn -d native -O "$PWD/build/dev/build"
echo '== lint: clang-tidy native/*.cc'
# It says on stderr how many warnings the system's headers would have given.
printf '%s\n' native/*.cc |
  xargs -P "$(nproc)" -n 1 clang-tidy --quiet -p build/dev/build 2> build/dev/clang-tidy.log || {
  grep -v 'warnings generated' build/dev/clang-tidy.log >&2
  exit 1
}
