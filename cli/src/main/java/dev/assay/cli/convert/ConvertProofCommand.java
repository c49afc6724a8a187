package dev.assay.cli.convert;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.Facts;
import dev.assay.cli.InputFile;
import dev.assay.cli.Output;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.Groth16Key;
import dev.assay.verification.proof.encoding.Groth16Format;
import dev.assay.verification.proof.encoding.Groth16Format.Recognised;
import dev.assay.verification.proof.encoding.PortableProof;
import dev.assay.verification.proof.encoding.PublicInputsFormat;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Converts a proof. */
@Command(
        name = "proof",
        description = {
            "Writes a Groth16 proof in another format, after checking that its points are on their curves and in their"
                    + " groups. Whether it proves anything, 'assay verify proof' says.",
            "Formats: snarkjs, gnark, gnark-raw, arkworks, arkworks-uncompressed, arkworks-old and"
                    + " arkworks-old-uncompressed (0.3 and before), bellman (BLS12-381 only); and for contracts (BN254"
                    + " only) solidity, calldata and words, of which the first two hold the public inputs too."
        },
        footer = {"", "Example: assay convert proof proof.json --public public.json --to calldata --out call.bin"})
public final class ConvertProofCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The proof.")
    private Path file = Path.of("");

    @Mixin
    private ConversionOptions options = new ConversionOptions();

    @Option(names = "--public", paramLabel = "FILE", description = "The public inputs, for formats that hold them.")
    private @Nullable Path publicInputs;

    @Option(
            names = "--public-out",
            paramLabel = "FILE",
            description = "Where to write the public inputs that the proof holds, in snarkjs' format.")
    private @Nullable Path publicOut;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        byte[] bytes = InputFile.read(file, Groth16Key.MAX_SIZE_BYTES);
        Verdict<Recognised<PortableProof>> read = options.from()
                .map(format -> format.recognisedProof(bytes))
                .orElseGet(() -> Groth16Format.recogniseProof(bytes));
        if (!(read instanceof Verdict.Verified<Recognised<PortableProof>>(Recognised<PortableProof> found))) {
            return Conversion.refuse(output, read);
        }
        Facts facts = options.facts(found.formats(), found.value().curve());
        if (publicInputs == null) {
            return write(found.value(), facts);
        }
        Verdict<List<BigInteger>> inputs = PublicInputsFormat.recognise(
                found.value().curve(), InputFile.read(publicInputs, Groth16Key.MAX_SIZE_BYTES));
        return inputs instanceof Verdict.Verified<List<BigInteger>>(List<BigInteger> values)
                ? write(found.value().withInputs(values), facts)
                : Conversion.refuse(output, inputs);
    }

    private int write(PortableProof proof, Facts facts) throws IOException {
        if (publicOut != null) {
            List<BigInteger> held = proof.inputs()
                    .orElseThrow(
                            () -> CommandFailure.usage("the proof holds no public inputs", "Leave --public-out out."));
            Files.write(publicOut, PublicInputsFormat.SNARKJS.write(held));
            facts.with("publicOut", publicOut.toString());
        }
        return Conversion.write(output, options.to().writeProof(proof), options.out(), facts);
    }
}
