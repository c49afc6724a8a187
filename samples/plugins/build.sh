#!/bin/sh
# Builds the plugins in place and prints their SHA-256. The same clang and lld give the same bytes; the committed modules
# were built with Debian 12's clang-14 and lld-14.
#
#   apt-get install clang lld && ./build.sh
set -eu
cd "$(dirname "$0")"

# As samples/programs/build.sh: WebAssembly 1.0 alone, the stack first, memory bounded by the module too (1 MiB).
build() {
    "${CLANG:-clang}" --target=wasm32-unknown-unknown -mcpu=mvp -std=c11 -O2 \
        -ffreestanding -fno-builtin -nostdlib -Wall -Wextra -Werror \
        -Wl,--no-entry -Wl,--strip-all -Wl,--stack-first -Wl,-z,stack-size=65536 -Wl,--max-memory=8388608 \
        -o "$2" "$1"
    sha256sum "$2"
}

build wesolowski/wesolowski.c wesolowski/wesolowski.wasm
build template.c "${TEMPLATE:-/tmp/template.wasm}"
