#!/bin/sh
# Makes the files of this folder with circom and snarkjs, other ones each time. For tests only: nobody kept their secrets,
# and nobody promises it.
#
# Needs node 20 and npm. Every tool goes to a temporary folder, removed at the end.
set -eu
cd "$(dirname "$0")"
here=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

npm install --silent --no-audit --no-fund --prefix "$work" circom2@0.2.23 snarkjs@0.7.6
PATH="$work/node_modules/.bin:$PATH"

circom2 tiny.circom --r1cs --O1 -o "$here"
cd "$work"
snarkjs powersoftau new bn128 4 0.ptau
snarkjs powersoftau contribute 0.ptau 1.ptau --name=test -e="$(head -c 64 /dev/urandom | sha256sum)"
snarkjs powersoftau prepare phase2 1.ptau "$here/tiny.ptau"
snarkjs groth16 setup "$here/tiny.r1cs" "$here/tiny.ptau" "$here/tiny-0.zkey"
snarkjs zkey contribute "$here/tiny-0.zkey" 1.zkey --name=first -e="$(head -c 64 /dev/urandom | sha256sum)"
snarkjs zkey contribute 1.zkey 2.zkey --name=second -e="$(head -c 64 /dev/urandom | sha256sum)"
snarkjs zkey beacon 2.zkey "$here/tiny.zkey" 0102030405060708090a0b0c0d0e0f10 10 --name=beacon
snarkjs zkey verify "$here/tiny.r1cs" "$here/tiny.ptau" "$here/tiny.zkey"
