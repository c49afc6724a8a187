// Makes a setup, keys and proofs of one small circuit for each of snarkjs' systems, and prints for each one line of JSON:
// {"key", "proof", "public", "source"}, where the source is what "snarkjs zkey export solidityverifier" writes.
import { readFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import ejs from "ejs";
import * as snarkjs from "snarkjs";

const [r1csFile, wtnsFile] = process.argv.slice(2);
const mem = () => ({ type: "mem" });
const file = (name) => ({ type: "mem", data: new Uint8Array(readFileSync(name)) });
const random = () => randomBytes(64).toString("hex");
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const template = (name) => readFileSync(`node_modules/snarkjs/templates/verifier_${name}.sol.ejs`, "utf8");
const templates = { groth16: template("groth16"), plonk: template("plonk"), fflonk: template("fflonk") };

// FFLONK wants nine points for each of the circuit's 16 rows.
const [empty, contributed, tau] = [mem(), mem(), mem()];
await snarkjs.powersOfTau.newAccumulator(await bn128(), 8, empty);
await snarkjs.powersOfTau.contribute(empty, contributed, "dev", random());
await snarkjs.powersOfTau.preparePhase2(contributed, tau);

for (const system of ["groth16", "plonk", "fflonk"]) {
    const zkey = await setup(system);
    const { proof, publicSignals } = await snarkjs[system].prove(zkey, file(wtnsFile), quiet);
    const key = await snarkjs.zKey.exportVerificationKey(zkey, quiet);
    const source = await snarkjs.zKey.exportSolidityVerifier(zkey, templates, quiet);
    // Other contracts here are filled in from a key alone: that must be the same thing.
    if (system === "groth16" && ejs.render(templates.groth16, key) !== source) {
        throw new Error("the template filled in with the key is not what snarkjs exports");
    }
    console.log(JSON.stringify({ key, proof, public: publicSignals, source }));
}
process.exit(0);

async function bn128() {
    return (await import("ffjavascript")).getCurveFromName("bn128");
}

async function setup(system) {
    const [first, zkey] = [mem(), mem()];
    if (system !== "groth16") {
        await snarkjs[system].setup(file(r1csFile), tau, zkey, quiet);
        return zkey;
    }
    await snarkjs.zKey.newZKey(file(r1csFile), tau, first, quiet);
    await snarkjs.zKey.contribute(first, zkey, "dev", random());
    return zkey;
}
