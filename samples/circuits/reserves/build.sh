#!/bin/sh
# Rebuilds the reserves circuit and checks the committed proof.
#
#   ./build.sh             compile, make the witness, check it, verify proof.json: the same bytes as committed
#   ./build.sh new-keys    also make new keys and a new proof: other bytes each time
#
# DEVELOPMENT ONLY: the keys, "reserves_dev", come from a local powers of tau and one contribution each, all on one
# machine. Whoever ran that could have kept the randomness and could then prove anything.
#
# Needs node 20 and npm. Every tool goes to a temporary folder, removed at the end.
set -eu
cd "$(dirname "$0")"
here=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

npm install --silent --no-audit --no-fund --prefix "$work" circom2@0.2.23 snarkjs@0.7.6
PATH="$work/node_modules/.bin:$PATH"

node make-constants.mjs > constants.circom
circom2 reserves.circom --r1cs --wasm --O1 -o "$work"
cp "$work/reserves.r1cs" "$work/reserves_js/reserves.wasm" "$here"
snarkjs r1cs info reserves.r1cs
snarkjs wtns calculate reserves.wasm input.json reserves.wtns
snarkjs wtns check reserves.r1cs reserves.wtns

if [ "${1:-}" = new-keys ]; then
    # 2^11 = 2048 >= 1774 constraints + 3 public inputs + 1.
    snarkjs powersoftau new bn128 11 "$work/tau_0.ptau"
    snarkjs powersoftau contribute "$work/tau_0.ptau" "$work/tau_1.ptau" --name=reserves_dev -e="$(head -c 64 /dev/urandom | sha256sum)"
    snarkjs powersoftau prepare phase2 "$work/tau_1.ptau" "$work/tau.ptau"
    snarkjs groth16 setup reserves.r1cs "$work/tau.ptau" "$work/reserves_0.zkey"
    snarkjs zkey contribute "$work/reserves_0.zkey" reserves.zkey --name=reserves_dev -e="$(head -c 64 /dev/urandom | sha256sum)"
    snarkjs zkey verify reserves.r1cs "$work/tau.ptau" reserves.zkey
    snarkjs zkey export verificationkey reserves.zkey verification_key.json
    snarkjs groth16 prove reserves.zkey reserves.wtns proof.json public.json
fi

snarkjs groth16 verify verification_key.json public.json proof.json
sha256sum constants.circom reserves.r1cs reserves.wasm reserves.wtns reserves.zkey verification_key.json
