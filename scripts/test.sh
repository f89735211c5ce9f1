#!/usr/bin/env bash
# Runs the tests, after installing the tools that they need and that are missing.
set -euo pipefail
cd "$(dirname "$0")/.."

# On macOS curl is there, and strace does not exist: the tests that need it are not run.
! command -v apt-get > /dev/null || scripts/apt-install.sh chromium curl iproute2 \
  libtomcat10-embed-java libtomcat10-java nginx openjdk-17-jdk-headless python3 strace systemd wrk
exec npx vitest run "$@"
