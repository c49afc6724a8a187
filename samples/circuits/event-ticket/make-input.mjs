// Makes input.json and public.json for the event ticket circuit with the project's own packages: signs a ticket, asks
// the package for its proof, and writes down what it gave its prover. The proof itself is checked and dropped.
//
//   npm install --ignore-scripts --no-package-lock && node make-input.mjs
//
// Every key and id is fixed, so the output is the same each time. The keys are samples: never use them.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, resolve } from "node:path";

const require = createRequire(import.meta.url);
const { ArgumentTypeName } = require("@pcd/pcd-types");
const { EdDSATicketPCDPackage, TicketCategory } = require("@pcd/eddsa-ticket-pcd");
const { IdentityV3, SemaphoreIdentityPCDPackage } = require("@pcd/semaphore-identity-pcd");
const { ZKEdDSAEventTicketPCDPackage } = require("@pcd/zk-eddsa-event-ticket-pcd");
const snarkjs = require("@pcd/snarkjs");

const ISSUER_KEY = "0001020304050607080900010203040506070809000102030405060708090001";
const EVENT_ID = "8b1ad3c2-5f0e-4e39-9d6a-2f0c1e7a4b55";
const OTHER_EVENT_ID = "c07b6f4e-1a83-4d0b-8a57-93d2be61f0aa";

const identity = new IdentityV3("assay sample attendee");

const ticket = {
  eventName: "Open Ledger Days",
  ticketName: "Attendee",
  ticketId: "5d2c9f31-7c4b-4b0f-a2d3-6e1f80b94c17",
  eventId: EVENT_ID,
  productId: "e4a6b0d8-93f7-4c52-b1ce-07d95a3f6e28",
  timestampConsumed: 0,
  timestampSigned: 1767225600000,
  attendeeSemaphoreId: identity.getCommitment().toString(),
  isConsumed: false,
  isRevoked: false,
  ticketCategory: TicketCategory.Generic,
  attendeeName: "Sample Attendee",
  attendeeEmail: "attendee@example.org",
};

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

function artifact(name) {
  const main = require.resolve("@pcd/zk-eddsa-event-ticket-pcd"); // <package>/dist/cjs/src/index.js
  return resolve(dirname(main), "../../../artifacts", name);
}

const string = (value) => ({ argumentType: ArgumentTypeName.String, value });
const pcd = (value) => ({ argumentType: ArgumentTypeName.PCD, value });

async function signTicket() {
  const signed = await EdDSATicketPCDPackage.prove({
    privateKey: string(ISSUER_KEY),
    ticket: { argumentType: ArgumentTypeName.Object, value: ticket },
    id: string("sample-ticket"),
  });
  return EdDSATicketPCDPackage.serialize(signed);
}

async function proveTicket() {
  const owner = await SemaphoreIdentityPCDPackage.prove({ identityV3: identity });
  return ZKEdDSAEventTicketPCDPackage.prove({
    ticket: pcd(await signTicket()),
    identity: pcd(await SemaphoreIdentityPCDPackage.serialize(owner)),
    validEventIds: { argumentType: ArgumentTypeName.StringArray, value: [OTHER_EVENT_ID, EVENT_ID] },
    fieldsToReveal: {
      argumentType: ArgumentTypeName.ToggleList,
      value: { revealProductId: true, revealIsConsumed: true, revealIsRevoked: true },
    },
    watermark: { argumentType: ArgumentTypeName.BigInt, value: "20260101" },
    externalNullifier: { argumentType: ArgumentTypeName.BigInt, value: "4242" },
  });
}

const recorded = recordProver();
await ZKEdDSAEventTicketPCDPackage.init({
  wasmFilePath: artifact("circuit.wasm"),
  zkeyFilePath: artifact("circuit.zkey"),
});
assert(await ZKEdDSAEventTicketPCDPackage.verify(await proveTicket()));

for (const [file, value] of [["input.json", recorded.input], ["public.json", recorded.publicSignals]]) {
  writeFileSync(new URL(file, import.meta.url), `${JSON.stringify(value, null, 2)}\n`);
}
process.exit(); // the prover's worker threads would keep the process alive
