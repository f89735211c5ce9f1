#!/usr/bin/env bash
# Runs the tests, after installing the tools that they need and that are missing.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
for tool in strace curl; do
  command -v "$tool" >/dev/null || missing+=("$tool")
done
if ((${#missing[@]} > 0)); then
  if ! command -v apt-get >/dev/null; then
    echo "The tests need ${missing[*]}: install them with your package manager." >&2
    exit 1
  fi
  as_root=()
  ((EUID == 0)) || as_root=(sudo)
  "${as_root[@]}" apt-get update
  "${as_root[@]}" apt-get install --yes "${missing[@]}"
fi

exec npx vitest run "$@"
