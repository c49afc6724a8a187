// Makes input-N.json and public-N.json for Semaphore v4's circuits of depth N = 10 and 20 with the project's own
// packages: puts an identity in a group, asks the package for its proof, and writes down what it gave its prover. The
// proof itself is checked and dropped.
//
//   npm install --ignore-scripts --no-package-lock && node make-input.mjs    (a download of 109 MB)
//
// Every private key is fixed, so the output is the same each time. The keys are samples: never use them.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { Group } = require("@semaphore-protocol/group");
const { Identity } = require("@semaphore-protocol/identity");
const { generateProof, verifyProof } = require("@semaphore-protocol/proof");
const snarkjs = require("snarkjs");

const DEPTHS = [10, 20];
const MEMBERS = 600; // a tree of depth 10: depth 20 then has ten siblings of padding
const PROVER = 417;
const MESSAGE = "approve budget 2026";
const SCOPE = "assay sample vote 7";

/** Lets the package prove as it does, and keeps the circuit's input and public signals. */
function recordProver() {
  const recorded = {};
  const groth16 = snarkjs.groth16;
  snarkjs.groth16 = {
    ...groth16,
    async fullProve(input, ...artifacts) {
      const result = await groth16.fullProve(input, ...artifacts);
      return Object.assign(recorded, { input, publicSignals: result.publicSignals }), result;
    },
  };
  return recorded;
}

function artifactsOf(depth) {
  const path = (extension) => require.resolve(`@zk-kit/semaphore-artifacts/semaphore-${depth}.${extension}`);
  return { wasm: path("wasm"), zkey: path("zkey") };
}

function write(file, value) {
  const asText = (_, part) => (typeof part === "bigint" || typeof part === "number" ? part.toString() : part);
  writeFileSync(new URL(file, import.meta.url), `${JSON.stringify(value, asText, 2)}\n`);
}

const recorded = recordProver();
const identities = Array.from({ length: MEMBERS }, (_, member) => new Identity(`assay sample member ${member}`));
const group = new Group(identities.map((identity) => identity.commitment));

for (const depth of DEPTHS) {
  const proof = await generateProof(identities[PROVER], group, MESSAGE, SCOPE, depth, artifactsOf(depth));
  assert(await verifyProof(proof));
  write(`input-${depth}.json`, recorded.input);
  write(`public-${depth}.json`, recorded.publicSignals);
}
process.exit(); // the prover's worker threads would keep the process alive
