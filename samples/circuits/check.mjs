// Fetches the published circuits, checks every pinned SHA-256, and proves each committed input with snarkjs: the
// proof must verify under the published key and give the committed public signals.
//
//   node check.mjs    (downloads 113 MB into a temporary folder, removed at the end)
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const CASES = [
  { folder: "event-ticket", circuit: "artifacts/circuit", input: "input.json", publicSignals: "public.json" },
  { folder: "semaphore", circuit: "semaphore-10", input: "input-10.json", publicSignals: "public-10.json" },
  { folder: "semaphore", circuit: "semaphore-20", input: "input-20.json", publicSignals: "public-20.json" },
];

const here = fileURLToPath(new URL(".", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "assay-circuits-"));
const readJson = (...path) => JSON.parse(readFileSync(join(...path), "utf8"));
const npm = (...args) => execFileSync("npm", args, { cwd: work, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
const snarkjs = (...args) => execFileSync(join(work, "node_modules/.bin/snarkjs"), args, { cwd: work, encoding: "utf8" });

function fetchPinned(folder) {
  const { package: name, version, files } = readJson(here, folder, "artifacts.json");
  const [{ filename }] = JSON.parse(npm("pack", "--json", `${name}@${version}`));
  execFileSync("tar", ["-xzf", filename, "--one-top-level=" + folder, ...files.map(({ path }) => path)], { cwd: work });
  for (const { path, sha256, sizeBytes } of files) {
    const bytes = readFileSync(join(work, folder, path));
    assert.equal(bytes.length, sizeBytes, path);
    assert.equal(createHash("sha256").update(bytes).digest("hex"), sha256, path);
  }
}

function prove({ folder, circuit, input, publicSignals }) {
  const artifact = (extension) => join(folder, "package", `${circuit}.${extension}`);
  snarkjs("wtns", "calculate", artifact("wasm"), join(here, folder, input), "witness.wtns");
  snarkjs("groth16", "prove", artifact("zkey"), "witness.wtns", "proof.json", "public.json");
  assert.match(snarkjs("groth16", "verify", artifact("json"), "public.json", "proof.json"), /OK!/);
  assert.deepEqual(readJson(work, "public.json"), readJson(here, folder, publicSignals));
  console.log(`${folder} ${input}: ok`);
}

try {
  npm("install", "--no-audit", "--no-fund", "snarkjs@0.7.6");
  new Set(CASES.map(({ folder }) => folder)).forEach(fetchPinned);
  CASES.forEach(prove);
} finally {
  rmSync(work, { recursive: true });
}
