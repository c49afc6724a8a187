package dev.assay.bench.peer;

import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A chain of its own on a free port, where contracts are deployed and called by JSON-RPC. */
final class Anvil implements AutoCloseable {

    static final String PACKAGE = "@foundry-rs/anvil-linux-amd64@1.7.1";

    private static final Pattern LISTENING = Pattern.compile("Listening on ([0-9.]+:[0-9]+)");
    private static final JsonString TRUE = new JsonString("0x" + "0".repeat(63) + "1");

    private final Process process;
    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonValue account;

    private Anvil(Process process, String address) throws IOException, InterruptedException {
        this.process = process;
        this.address = URI.create("http://" + address);
        this.account = ((JsonArray) result("eth_accounts")).elements().getFirst();
    }

    static Anvil start(NpmFolder npm) throws IOException, InterruptedException {
        Path binary = npm.path().resolve("node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil");
        Process process = new ProcessBuilder(binary.toString(), "--port", "0")
                .redirectErrorStream(true)
                .start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                Thread.ofVirtual().start(() -> drain(lines));
                return new Anvil(process, listening.group(1));
            }
        }
        throw new AssertionError("anvil ended before it listened");
    }

    /** Nobody reads what it says, which must not fill the pipe. */
    private static void drain(BufferedReader lines) {
        try {
            lines.transferTo(Writer.nullWriter());
        } catch (IOException ended) {
            // The process was stopped.
        }
    }

    static boolean runsHere() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    /** The address of a contract with this bytecode, in hexadecimal. */
    String deploy(String bytecode) throws IOException, InterruptedException {
        JsonObject transaction = new JsonObject(Map.of("from", account, "data", new JsonString("0x" + bytecode)));
        JsonObject receipt = receipt(result("eth_sendTransaction", transaction));
        return ((JsonString) Objects.requireNonNull(receipt.members().get("contractAddress"))).value();
    }

    /** A transaction is mined soon, but not before its hash is known. */
    private JsonObject receipt(JsonValue transaction) throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) {
            if (result("eth_getTransactionReceipt", transaction) instanceof JsonObject receipt) {
                return receipt;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("a transaction was not mined within half a minute");
    }

    /** Whether a call returns true; it may also return something else, or fail. */
    boolean returnsTrue(String contract, byte[] calldata) throws IOException, InterruptedException {
        JsonObject call = new JsonObject(Map.of(
                "to",
                new JsonString(contract),
                "data",
                new JsonString("0x" + HexFormat.of().formatHex(calldata))));
        return rpc("eth_call", call, new JsonString("latest"))
                .filter(TRUE::equals)
                .isPresent();
    }

    private JsonValue result(String method, JsonValue... parameters) throws IOException, InterruptedException {
        return rpc(method, parameters).orElseThrow(() -> new AssertionError(method + " failed"));
    }

    private Optional<JsonValue> rpc(String method, JsonValue... parameters) throws IOException, InterruptedException {
        JsonObject request = new JsonObject(Map.of(
                "jsonrpc", new JsonString("2.0"),
                "id", new JsonNumber("1"),
                "method", new JsonString(method),
                "params", new JsonArray(List.of(parameters))));
        HttpRequest post = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.canonical(request)))
                .build();
        byte[] answer = client.send(post, BodyHandlers.ofByteArray()).body();
        @Nullable JsonValue result = ((JsonObject) Json.read(answer)).members().get("result");
        return Optional.ofNullable(result);
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
    }
}
