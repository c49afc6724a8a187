// An engine's side of the protocol in docs/engines.md, version 1: JSON lines over the standard streams.
//
//     serve({name, version, proofSystems, async prove(job, progress) { ... return {proof, publicInputs}; }})
//
// job has the files of the circuit and the input; proof and publicInputs are bytes. Throw a Refusal to say why not.
// One job at a time; a job that is cancelled ends when prove() next calls progress().
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export class Refusal extends Error {
    constructor(code, detail) {
        super(detail);
        this.code = code;
    }
}

const say = (message) => process.stdout.write(JSON.stringify(message) + '\n');
const cancelled = new Set();

// Gives the event loop a turn, so that a cancellation is heard.
const turn = () => new Promise((resolve) => setImmediate(resolve));

async function answer(engine, message) {
    const progress = async (phase, done) => {
        await turn();
        if (cancelled.has(message.id)) throw new Refusal('CANCELLED', '');
        say({ type: 'progress', id: message.id, phase, done });
    };
    try {
        const job = { ...message, inputBytes: await readFile(message.input) };
        const { proof, publicInputs } = await engine.prove(job, progress);
        await writeFile(join(message.output, 'proof'), proof);
        await writeFile(join(message.output, 'public'), publicInputs);
        say({ type: 'proved', id: message.id, proof: 'proof', publicInputs: 'public' });
    } catch (e) {
        const detail = String(e.message ?? e).slice(0, 1000);
        say({ type: 'failed', id: message.id, code: e instanceof Refusal ? e.code : 'INTERNAL', detail });
    } finally {
        cancelled.delete(message.id);
    }
}

export function serve(engine) {
    say({ type: 'hello', protocol: 1, name: engine.name, version: engine.version, proofSystems: engine.proofSystems });
    const lines = createInterface({ input: process.stdin });
    lines.on('line', (line) => {
        const message = JSON.parse(line);
        if (message.type === 'prove') answer(engine, message);
        if (message.type === 'cancel') cancelled.add(message.id);
    });
    lines.on('close', () => process.exit(0));
}
