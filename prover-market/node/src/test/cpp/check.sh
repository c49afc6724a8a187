#!/bin/sh
# Compiles the engine and check.cpp with the options given, and runs it. CXX names the compiler, RUN what to run it under.
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
engine="$here/../../main/cpp"
out="$(mktemp -d)"
trap 'rm -rf "$out"' EXIT
options="-std=c++17 -O1 -g -Wno-uninitialized -Wno-maybe-uninitialized -Wno-psabi -I$engine $*"
adx="-mbmi -mbmi2 -madx"
ifma="$adx -mavx512f -mavx512ifma -mavx512vl -mavx512dq -mavx512bw"
compile() { # level options
    # shellcheck disable=SC2086
    ${CXX:-g++} $options $2 -DASSAY_LEVEL="$1" -c "$engine/level.cpp" -o "$out/$1.o"
}
compile portable ""
case "$(${CXX:-g++} -dumpmachine)" in x86_64*) compile adx "$adx"; compile ifma "$ifma" ;; esac
# shellcheck disable=SC2086
${CXX:-g++} $options "$engine/assay.cpp" "$engine/memory.cpp" "$here/check.cpp" "$out"/*.o -o "$out/check" -pthread
${RUN:-} "$out/check"
