// snarkjs as an engine of a node (docs/engines.md): Groth16, PLONK and FFLONK over BN254, with circom's own witness
// program. Run with the folder that has node_modules/snarkjs as its argument:
//
//     npm install snarkjs && node engine.mjs .
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { Refusal, serve } from '../engine.mjs';

const folder = resolve(process.argv[2] ?? '.');
const require = createRequire(resolve(folder, 'package.json'));
const snarkjs = require('snarkjs');
// Standard output is the protocol's alone.
console.log = console.error;
const systems = { 'groth16-bn254': snarkjs.groth16, 'plonk-bn254': snarkjs.plonk, 'fflonk-bn254': snarkjs.fflonk };

function parse(input) {
    try {
        return JSON.parse(input);
    } catch (e) {
        throw new Refusal('INPUT_REJECTED', `the input is no JSON: ${e.message}`);
    }
}

async function witness(job) {
    const wtns = { type: 'mem' };
    try {
        await snarkjs.wtns.calculate(parse(job.inputBytes), new Uint8Array(await readFile(job.artifacts.wasm)), wtns);
        return wtns;
    } catch (e) {
        throw e instanceof Refusal ? e : new Refusal('INPUT_REJECTED', String(e.message ?? e));
    }
}

serve({
    name: 'snarkjs',
    version: JSON.parse(readFileSync(resolve(folder, 'node_modules/snarkjs/package.json'))).version,
    proofSystems: Object.keys(systems),
    async prove(job, progress) {
        await progress('witness', 0);
        const wtns = await witness(job);
        await progress('proving', 0);
        const { proof, publicSignals } = await systems[job.proofSystem].prove(job.artifacts.zkey, wtns);
        return { proof: JSON.stringify(proof), publicInputs: JSON.stringify(publicSignals) };
    },
});
