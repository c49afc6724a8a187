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

circom2 chain.circom --r1cs --wasm --O1 --prime bls12381 -o "$work"
cp "$work/chain_js/chain.wasm" "$work/chain.r1cs" "$here"
cd "$work"
echo '{"x":"3","y":"11"}' > input.json
snarkjs wtns calculate chain_js/chain.wasm input.json "$here/chain.wtns"
snarkjs powersoftau new bls12-381 6 0.ptau
snarkjs powersoftau contribute 0.ptau 1.ptau --name=test -e="$(head -c 64 /dev/urandom | sha256sum)"
snarkjs powersoftau prepare phase2 1.ptau tau.ptau
snarkjs groth16 setup chain.r1cs tau.ptau 0.zkey
snarkjs zkey contribute 0.zkey "$here/chain.zkey" --name=first -e="$(head -c 64 /dev/urandom | sha256sum)"
snarkjs zkey export verificationkey "$here/chain.zkey" "$here/verification_key.json"
