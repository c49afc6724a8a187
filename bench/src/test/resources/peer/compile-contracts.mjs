// Reads lines of JSON, {"source"} or {"key"} of Groth16, and prints for each the bytecode of its verifier contract, or "none"
// if it does not compile. A key's source is what snarkjs makes of it: its template, filled in with the key.
import { readFileSync } from "node:fs";
import ejs from "ejs";
import solc from "solc";

const template = readFileSync("node_modules/snarkjs/templates/verifier_groth16.sol.ejs", "utf8");
const settings = { optimizer: { enabled: true }, outputSelection: { "*": { "*": ["evm.bytecode.object"] } } };

function bytecode({ source, key }) {
    const sources = { "Verifier.sol": { content: source ?? ejs.render(template, key) } };
    const output = JSON.parse(solc.compile(JSON.stringify({ language: "Solidity", sources, settings })));
    const error = (output.errors ?? []).find(({ severity }) => severity === "error");
    return error ? "none" : Object.values(output.contracts["Verifier.sol"])[0].evm.bytecode.object;
}

for (const line of readFileSync(0, "utf8").split("\n")) {
    if (line !== "") {
        console.log(bytecode(JSON.parse(line)));
    }
}
