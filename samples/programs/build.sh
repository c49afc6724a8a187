#!/bin/sh
# Builds the sample programs in place and prints their SHA-256. The same clang and lld give the same bytes; the
# committed modules were built with Debian 12's clang-14 and lld-14.
#
#   apt-get install clang lld && ./build.sh
set -eu
cd "$(dirname "$0")"

# mvp: nothing beyond WebAssembly 1.0, so any engine runs it. The stack comes first, so that an overflow traps
# instead of overwriting data. Memory is bounded by the module as well as by the host: 256 pages, 16 MiB.
for program in median-price linear-regression; do
    "${CLANG:-clang}" --target=wasm32-unknown-unknown -mcpu=mvp -std=c11 -O2 \
        -ffreestanding -fno-builtin -nostdlib -Wall -Wextra -Werror \
        -Wl,--no-entry -Wl,--strip-all -Wl,--stack-first -Wl,-z,stack-size=16384 -Wl,--max-memory=16777216 \
        -o "$program/$program.wasm" "$program/$program.c"
    sha256sum "$program/$program.wasm"
done
