#!/usr/bin/env bash
# Runs the tests, after installing the tools that they need and that are missing.
set -euo pipefail
cd "$(dirname "$0")/.."

# On macOS curl is there, and strace does not exist: the tests that need it are not run.
! command -v apt-get > /dev/null || scripts/apt-install.sh strace curl iproute2 openjdk-17-jdk-headless
exec npx vitest run "$@"
