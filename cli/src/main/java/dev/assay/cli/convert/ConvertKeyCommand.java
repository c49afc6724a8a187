package dev.assay.cli.convert;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.InputFile;
import dev.assay.cli.Output;
import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.MappedFile;
import dev.assay.node.iden3.Zkey;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.Groth16Key;
import dev.assay.verification.proof.encoding.Groth16Format;
import dev.assay.verification.proof.encoding.Groth16Format.Recognised;
import dev.assay.verification.proof.encoding.PortableKey;
import dev.assay.verification.proof.encoding.PortableKey.Twins;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Converts a key. */
@Command(
        name = "key",
        description = {
            "Writes a Groth16 verification key in another format, after every check that a key can be put to.",
            "Formats: snarkjs, gnark, gnark-raw, arkworks, arkworks-uncompressed, arkworks-old and"
                    + " arkworks-old-uncompressed (0.3 and before), and bellman (BLS12-381 only). FILE may also be a"
                    + " .zkey of snarkjs.",
            "gnark and bellman write beta and delta in G1, which snarkjs' verification_key.json and arkworks do not have and"
                    + " which do not follow from it: to get there, start from the .zkey."
        },
        footer = {"", "Example: assay convert key circuit.zkey --to gnark --out groth16.vk"})
public final class ConvertKeyCommand implements Callable<Integer> {

    private static final byte[] ZKEY_MAGIC = "zkey".getBytes(StandardCharsets.US_ASCII);

    @Parameters(paramLabel = "FILE", description = "The key.")
    private Path file = Path.of("");

    @Mixin
    private ConversionOptions options = new ConversionOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        if (options.from().isEmpty() && isZkey()) {
            Verdict<PortableKey> read = zkey();
            return read instanceof Verdict.Verified<PortableKey>(PortableKey key)
                    ? write(key, List.of("zkey"))
                    : Conversion.refuse(output, read);
        }
        byte[] bytes = InputFile.read(file, Groth16Key.MAX_SIZE_BYTES);
        Verdict<Recognised<PortableKey>> read = options.from()
                .map(format -> format.recognisedKey(bytes))
                .orElseGet(() -> Groth16Format.recogniseKey(bytes));
        return read instanceof Verdict.Verified<Recognised<PortableKey>>(Recognised<PortableKey> found)
                ? write(found.value(), found.formats())
                : Conversion.refuse(output, read);
    }

    private boolean isZkey() throws IOException {
        if (Files.isDirectory(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(ZKEY_MAGIC.length), ZKEY_MAGIC);
        }
    }

    private Verdict<PortableKey> zkey() throws IOException {
        try {
            MappedFile mapped = MappedFile.map(file);
            Zkey zkey = Zkey.parse(mapped);
            Twins twins = new Twins(zkey.header().beta1(), zkey.header().delta1());
            return PortableKey.of(zkey.keyPoints(), Optional.of(twins), mapped.sha256());
        } catch (Iden3FormatException e) {
            throw CommandFailure.usage(
                    "malformed: " + e.getMessage(), "Name a Groth16 .zkey that snarkjs made; perhaps it is cut off.");
        }
    }

    private int write(PortableKey key, List<?> from) throws IOException {
        return Conversion.write(output, options.to().writeKey(key), options.out(), options.facts(from, key.curve()));
    }
}
