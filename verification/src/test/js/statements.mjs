// Makes ../resources/vectors/statements.json: what an independent implementation of EIP-712 (ethers) says of each
// statement. Run: npm install ethers@6.17.0 && node statements.mjs > ../resources/vectors/statements.json
import { TypedDataEncoder, Wallet, sha256, toUtf8Bytes } from "ethers";

const wallet = new Wallet("0x" + "11".repeat(32));
const h = (text) => sha256(toUtf8Bytes(text));
const fields = (list) => list.split(",").map((f) => ({ type: f.split(" ")[0], name: f.split(" ")[1] }));

const types = {
  Request: fields(
    "address requester,bytes32 workload,bytes32 inputDigest,uint8 assurance,uint64 deadlineMillis," +
      "uint64 softDeadlineMillis,uint64 maxPriceMicros,uint64 tipMicros,bytes32 nonce,string idempotencyKey"),
  Receipt: fields(
    "bytes32 requestId,bytes32 workload,bytes32 inputDigest,bytes32 outputDigest,uint8 status,uint64 cpuNanos," +
      "uint64 memoryBytes,uint64 startedMillis,uint64 finishedMillis,bytes32 evidence,string tee,bool simulated"),
  Bid: fields("bytes32 jobId,uint64 priceMicros,uint64 expectedMillis,bytes32 salt"),
  Quote: fields(
    "bytes32 circuitId,uint64 baseMicros,uint64 unitMicros,uint64 baseMillis,uint64 unitMillis,uint64 validUntilMillis," +
      "bytes32 salt"),
  Attach: fields("bytes32 nonce,address node"),
  Cancel: fields("bytes32 requestId"),
  Register: fields("bytes32 circuit,address registrant,uint64 maxDepositMicros,uint64 validUntilMillis"),
  Remove: fields("bytes32 circuit"),
  InputVerdict: fields("bytes32 jobId,bytes32 validator,bytes32 inputDigest,bool accepted"),
};

const messages = {
  Request: {
    requester: wallet.address, workload: h("workload"), inputDigest: h("input"), assurance: 2,
    deadlineMillis: 1800000000123, softDeadlineMillis: 1700000000123, maxPriceMicros: 5000, tipMicros: 7,
    nonce: h("nonce"), idempotencyKey: "order-1",
  },
  Receipt: {
    requestId: h("request"), workload: h("workload"), inputDigest: h("input"), outputDigest: h("output"), status: 0,
    cpuNanos: 12345678, memoryBytes: 65536, startedMillis: 1800000000000, finishedMillis: 1800000000042,
    evidence: h("evidence"), tee: "aws-nitro", simulated: true,
  },
  Bid: { jobId: h("request"), priceMicros: 1000, expectedMillis: 250, salt: h("salt") },
  Quote: {
    circuitId: h("workload"), baseMicros: 900, unitMicros: 3, baseMillis: 200, unitMillis: 1,
    validUntilMillis: 1800000060000, salt: h("salt"),
  },
  Attach: { nonce: h("nonce"), node: wallet.address },
  Cancel: { requestId: h("request") },
  Register: {
    circuit: h("circuit"), registrant: wallet.address, maxDepositMicros: 5000, validUntilMillis: 1800000000123,
  },
  Remove: { circuit: h("circuit") },
  InputVerdict: { jobId: h("request"), validator: h("validator"), inputDigest: h("input"), accepted: true },
};

const vectors = [];
for (const chainId of [31337, 1]) {
  const domain = { name: "Assay", version: "1", chainId, salt: h("assay/dev") };
  for (const type of Object.keys(messages)) {
    vectors.push({
      type, chainId,
      digest: TypedDataEncoder.hash(domain, { [type]: types[type] }, messages[type]),
      signature: await wallet.signTypedData(domain, { [type]: types[type] }, messages[type]),
    });
  }
}
console.log(JSON.stringify({ address: wallet.address.toLowerCase(), vectors }, null, 1));
