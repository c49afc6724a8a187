// Runs the committed modules under node: their interface, their committed input and output, and inputs they must
// refuse.
//
//   node check.mjs
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const PROGRAMS = ["median-price", "linear-regression"];

const REFUSED = {
  "median-price": {
    "an empty input": "",
    "two sources": "a,1\nb,2\n",
    "a source twice": "a,1\nb,2\nc,3\na,4\n",
    "65 sources": Array.from({ length: 65 }, (_, i) => `s${i},1\n`).join(""),
    "a zero price": "a,0\nb,2\nc,3\n",
    "a negative price": "a,-1\nb,2\nc,3\n",
    "nine fraction digits": "a,1.000000001\nb,2\nc,3\n",
    "eleven whole digits": "a,10000000000\nb,2\nc,3\n",
    "a point without digits": "a,1.\nb,2\nc,3\n",
    "a price without whole digits": "a,.5\nb,2\nc,3\n",
    "an exponent": "a,1e3\nb,2\nc,3\n",
    "an empty line": "a,1\n\nb,2\nc,3\n",
    "a carriage return": "a,1\r\nb,2\r\nc,3\r\n",
    "an upper-case source": "A,1\nb,2\nc,3\n",
    "a source without a name": ",1\nb,2\nc,3\n",
    "a name of 33 characters": `${"a".repeat(33)},1\nb,2\nc,3\n`,
    "a third column": "a,1,1\nb,2\nc,3\n",
  },
  "linear-regression": {
    "an empty input": "",
    "a header without rows": header(),
    "rows without a header": "4.5,128,0.28,3.2,4\n",
    "columns in another order": "floor_area_m2,outdoor_celsius,wall_u_value,wind_m_per_s,occupants\n128,4.5,0.28,3.2,4\n",
    "a missing feature": `${header()}4.5,128,0.28,3.2\n`,
    "one feature too many": `${header()}4.5,128,0.28,3.2,4,1\n`,
    "a feature beyond its limit": `${header()}4.5,1000.001,0.28,3.2,4\n`,
    "a negative wind": `${header()}4.5,128,0.28,-3.2,4\n`,
    "four fraction digits": `${header()}4.5001,128,0.28,3.2,4\n`,
    "an empty line": `${header()}\n4.5,128,0.28,3.2,4\n`,
  },
};

const ALSO_TAKEN = {
  "median-price": [
    ["a,1\nb,2\nc,3", '{"median":"2.00000000","sources":3}\n'],
    ["a,1\nb,4\nc,2\nd,2.00000001", '{"median":"2.00000000","sources":4}\n'],
    ["a,0.00000001\nb,9999999999.99999999\nc,9999999999.99999999\n", '{"median":"9999999999.99999999","sources":3}\n'],
  ],
  "linear-regression": [
    [`${header()}-0,10,0.05,0,0`, "31.482\n"],
    [`${header()}45,10,0.05,0,50\n`, "0.000\n"],
  ],
};

function header() {
  return readFileSync(new URL("linear-regression/input.csv", import.meta.url), "utf8").split("\n")[0] + "\n";
}

function read(program, file) {
  return readFileSync(new URL(`${program}/${file}`, import.meta.url));
}

/** One instance a run, as a host must. */
function run(module, input) {
  const { memory, assay_alloc, assay_run } = new WebAssembly.Instance(module).exports;
  const at = assay_alloc(input.length) >>> 0;
  new Uint8Array(memory.buffer).set(input, at);
  const output = BigInt.asUintN(64, assay_run(at, input.length));
  return Buffer.from(new Uint8Array(memory.buffer, Number(output >> 32n), Number(output & 0xffffffffn)));
}

for (const program of PROGRAMS) {
  const bytes = read(program, `${program}.wasm`);
  const module = new WebAssembly.Module(bytes);
  assert.deepEqual(WebAssembly.Module.imports(module), []);
  assert.deepEqual(
    WebAssembly.Module.exports(module).map(({ name, kind }) => `${kind} ${name}`).sort(),
    ["function assay_alloc", "function assay_run", "memory memory"],
  );
  assert.equal(run(module, read(program, "input.csv")).toString(), read(program, "expected.txt").toString());
  for (const [input, output] of ALSO_TAKEN[program]) {
    assert.equal(run(module, Buffer.from(input)).toString(), output);
  }
  for (const [fault, input] of Object.entries(REFUSED[program])) {
    assert.throws(() => run(module, Buffer.from(input)), WebAssembly.RuntimeError, `${program} took ${fault}`);
  }
  console.log(`${createHash("sha256").update(bytes).digest("hex")}  ${program}: ok`);
}
