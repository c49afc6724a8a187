// Prints constants.circom: the round constants of the sample hash, with nothing up the sleeve.
//
//   node make-constants.mjs > constants.circom
import { createHash } from "node:crypto";

const FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617n; // BN254's scalar field
const ROUNDS = 110; // ceil(log_5 FIELD)

function constant(round) {
  if (round === 0) return 0n; // the first addition would only rename the input
  const digest = createHash("sha256").update(`assay.reserves.round.${round}`).digest("hex");
  return BigInt(`0x${digest}`) % FIELD;
}

const lines = Array.from({ length: ROUNDS }, (_, round) => `        ${constant(round)}`);
console.log(`// Made by make-constants.mjs: constant 0 is 0, constant i is SHA-256("assay.reserves.round.<i>"), read as a
// big-endian integer, modulo the field.
pragma circom 2.1.0;

function hashRounds() {
    return ${ROUNDS};
}

function hashConstants() {
    return [
${lines.join(",\n")}
    ];
}`);
