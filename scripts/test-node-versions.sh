#!/usr/bin/env bash
# scripts/test-node-versions.sh [VERSION...]: the tests under other versions of Node, with the addon as it is
# built: one binary serves all (Node-API). The versions come from npm. Not those that compare with strace what
# the object layer calls, those of the documentation, and those of the server and its page that take long: they are the
# same in all.
set -euo pipefail
cd "$(dirname "$0")/.."

case $(uname -m) in
  x86_64) arch=x64 ;;
  aarch64) arch=arm64 ;;
  *) echo "no Node from npm for $(uname -m)" >&2; exit 1 ;;
esac
package=node-linux-$arch
[ $# -gt 0 ] || set -- 20.19 22 24 26

for version in "$@"; do
  directory=$PWD/build/tools/node-$version
  node=$directory/node_modules/$package
  if [ ! -x "$node/bin/node" ]; then
    npm install --prefix "$directory" --no-save --no-audit --no-fund "$package@$version"
  fi
  echo "== Node $("$node/bin/node" --version): vitest"
  # nodedir: the headers for the tests that build an addon.
  PATH=$node/bin:$PWD/node_modules/.bin:$PATH npm_config_nodedir=$node SOAK_SECONDS=2 vitest run \
    --exclude 'test/jdk/**' --exclude 'test/faults/**' --exclude 'test/examples/**' \
    --exclude 'test/tomcat/{slow,idle,accept,stop,threads,timeouts}*' --exclude 'test/tomcat/restart/**' \
    --exclude 'test/docs/**' --exclude 'test/lens/{page,load,stream,stories-page,stories-runs}*' \
    --exclude 'test/tomcat/server/{browser,cases,clients,differential,flow,fuzz,llhttp}*'
done
