// Proves what samples/plugins/wesolowski verifies: y = x^(2^t) mod n, t squarings one after the other, and a proof of one
// element (eprint 2018/623). As an engine of a node: "node engine.mjs". For one proof:
//
//     node engine.mjs key KEY-FILE T          writes a verification key: RSA-2048 of the RSA Factoring Challenge, t
//     node engine.mjs prove KEY-FILE HEX FOLDER
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Refusal, serve } from '../engine.mjs';

const BYTES = 256;
// RSA-2048, whose factors nobody is known to know. en.wikipedia.org/wiki/RSA_numbers; the digits sum to 2738.
const RSA_2048 = 25195908475657893494027183240048398571429282126204032027777137836043662020707595556264018525880784406918290641249515082189298559149176184502808489120072844992687392807287776735971418347270261896375014971824691165077613379859095700097330459748808428401797429100642458691817195118746121515172654632282216869987549182422433637259085141865462043576798423387184774447920739934236584823824281198163815010674810451660377306056201619676256133844143603833904414952634432190114657544454178424020924616515723350778707749817125772467962926386356373289912154831438167899885040445364023527381951378636564391212010397122822120720357n;

const toNumber = (bytes) => BigInt('0x' + Buffer.from(bytes).toString('hex'));
const toBytes = (number) => Buffer.from(number.toString(16).padStart(2 * BYTES, '0'), 'hex');
const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();

function power(base, exponent, modulus) {
    let result = 1n;
    for (const bit of exponent.toString(2)) {
        result = (result * result) % modulus;
        if (bit === '1') result = (result * base) % modulus;
    }
    return result;
}

const SMALL = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n, 43n, 47n, 53n, 59n, 61n, 67n, 71n, 73n, 79n,
    83n, 89n, 97n, 101n, 103n, 107n, 109n, 113n, 127n, 131n, 137n, 139n, 149n, 151n, 157n, 163n, 167n, 173n, 179n];

function isPrime(candidate) {
    if (SMALL.some((prime) => candidate % prime === 0n)) return false;
    let odd = candidate - 1n;
    let twos = 0;
    for (; odd % 2n === 0n; twos++) odd /= 2n;
    return SMALL.every((base) => {
        let x = power(base, odd, candidate);
        if (x === 1n || x === candidate - 1n) return true;
        for (let i = 1; i < twos; i++) {
            x = (x * x) % candidate;
            if (x === candidate - 1n) return true;
        }
        return false;
    });
}

function hashToPrime(key, publicInputs) {
    const seed = sha256(Buffer.from('assay/wesolowski/v1'), key, publicInputs);
    for (let counter = 0; ; counter++) {
        const number = Buffer.alloc(4);
        number.writeUInt32BE(counter);
        const hash = sha256(seed, number);
        hash[0] |= 0x80;
        hash[31] |= 1;
        if (isPrime(toNumber(hash))) return toNumber(hash);
    }
}

const canonical = (element, n) => (2n * element < n ? element : n - element);

function readKey(bytes) {
    if (bytes.length !== BYTES + 4) throw new Refusal('ARTIFACT_INVALID', 'the verification key has not 260 bytes');
    return { n: toNumber(bytes.subarray(0, BYTES)), t: bytes.readUInt32BE(BYTES) };
}

export async function prove(key, inputText, progress) {
    const { n, t } = readKey(key);
    if (!/^[1-9a-f][0-9a-f]{0,511}$/.test(inputText)) throw new Refusal('INPUT_REJECTED', 'no hexadecimal number');
    const x = BigInt('0x' + inputText);
    if (x < 2n || 2n * x >= n) throw new Refusal('INPUT_REJECTED', 'x is not in [2, n / 2)');
    let y = x;
    for (let i = 0; i < t; i++) {
        if (i % 4096 === 0) await progress('witness', i / t);
        y = (y * y) % n;
    }
    y = canonical(y, n);
    const publicInputs = Buffer.concat([toBytes(x), toBytes(y)]);
    const l = hashToPrime(key, publicInputs);
    // pi = x^floor(2^t / l), by long division one bit at a time.
    let pi = 1n;
    let rest = 1n;
    for (let i = 0; i < t; i++) {
        if (i % 4096 === 0) await progress('proving', i / t);
        rest *= 2n;
        pi = (pi * pi) % n;
        if (rest >= l) {
            rest -= l;
            pi = (pi * x) % n;
        }
    }
    return { proof: toBytes(canonical(pi, n)), publicInputs };
}

const [command, keyFile, argument, folder] = process.argv.slice(2);
if (command === 'key') {
    const t = Buffer.alloc(4);
    t.writeUInt32BE(Number(argument));
    writeFileSync(keyFile, Buffer.concat([toBytes(RSA_2048), t]));
} else if (command === 'prove') {
    mkdirSync(folder, { recursive: true });
    const { proof, publicInputs } = await prove(readFileSync(keyFile), argument, async () => {});
    writeFileSync(`${folder}/proof.bin`, proof);
    writeFileSync(`${folder}/public.bin`, publicInputs);
} else {
    serve({
        name: 'wesolowski',
        version: '1.0.0',
        proofSystems: ['wesolowski-rsa2048'],
        async prove(job, progress) {
            const key = await readFile(job.artifacts.verificationKey);
            return prove(key, job.inputBytes.toString('latin1'), progress);
        },
    });
}
