#!/bin/sh
# Compiles the engine and check.cpp with the options given, and runs it. CXX names the compiler, RUN what to run it under.
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
engine="$here/../../main/cpp"
out="$(mktemp -d)"
trap 'rm -rf "$out"' EXIT
# -Og: the vectors' code under sanitizers takes twice as long to compile with -O1.
options="-std=c++17 -Og -g -Wno-uninitialized -Wno-maybe-uninitialized -Wno-psabi -I$engine $*"
adx="-mbmi -mbmi2 -madx"
ifma="$adx -mavx512f -mavx512ifma -mavx512vl -mavx512dq -mavx512bw"
compile() { # source object options
    # shellcheck disable=SC2086
    ${CXX:-g++} $options $3 -c "$1" -o "$out/$2.o" &
    pending="${pending:-} $!"
}
level() { # name options
    compile "$engine/level.cpp" "$1" "-DASSAY_LEVEL=$1 $2"
}
case "$(${CXX:-g++} -dumpmachine)" in x86_64*) level ifma "$ifma"; level adx "$adx" ;; esac
level portable ""
for source in "$engine/assay.cpp" "$engine/memory.cpp" "$here/check.cpp"; do
    compile "$source" "$(basename "$source" .cpp)" ""
done
for each in $pending; do wait "$each"; done
# shellcheck disable=SC2086
${CXX:-g++} $options "$out"/*.o -o "$out/check" -pthread
${RUN:-} "$out/check"
