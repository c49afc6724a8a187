// Reads cases from the standard input, one JSON object a line, {"key", "proof", "public"}, and prints for each what snarkjs
// decides: "accept", "reject", or "throw" and what it threw. A thrown error is no verdict, but nobody would take it for a yes.
import { createInterface } from "node:readline";
import { groth16, plonk, fflonk } from "snarkjs";

const systems = { groth16, plonk, fflonk };
// PLONK and FFLONK log without asking whether there is a logger.
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

async function verdict({ key, proof, public: inputs }) {
    try {
        return (await systems[key.protocol].verify(key, inputs, proof, quiet)) === true ? "accept" : "reject";
    } catch (error) {
        return `throw ${String(error).replace(/\s+/g, " ").slice(0, 100)}`;
    }
}

for await (const line of createInterface({ input: process.stdin })) {
    console.log(await verdict(JSON.parse(line)));
}
// The curves keep their threads.
process.exit(0);
