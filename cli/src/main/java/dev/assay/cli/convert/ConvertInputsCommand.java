package dev.assay.cli.convert;

import dev.assay.cli.Facts;
import dev.assay.cli.InputFile;
import dev.assay.cli.Output;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.encoding.PublicInputsFormat;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Converts public inputs. */
@Command(
        name = "inputs",
        description = {
            "Writes public inputs in another format, after checking that each is below the order of the curve's groups.",
            "Formats: snarkjs (public.json), gnark (public witness), arkworks (Vec<Fr>) and words (32 bytes each)."
        },
        footer = {"", "Example: assay convert inputs public.json --to gnark --out groth16.pub"})
public final class ConvertInputsCommand implements Callable<Integer> {

    /** Which order the inputs must be below. */
    enum CurveName {
        BN254,
        BLS12_381
    }

    @Parameters(paramLabel = "FILE", description = "The public inputs.")
    private Path file = Path.of("");

    @Option(names = "--to", required = true, paramLabel = "FORMAT", description = "The format to write.")
    private PublicInputsFormat to = PublicInputsFormat.SNARKJS;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to write them.")
    private Path out = Path.of("");

    @Option(
            names = "--curve",
            paramLabel = "bn254|bls12_381",
            defaultValue = "bn254",
            description = "The circuit's curve (default: ${DEFAULT-VALUE}).")
    private CurveName curve = CurveName.BN254;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        Curve of = curve == CurveName.BN254 ? Curve.BN254 : Curve.BLS12_381;
        Verdict<List<BigInteger>> read =
                PublicInputsFormat.recognise(of, InputFile.read(file, PublicInputs.MAX_SIZE_BYTES));
        if (!(read instanceof Verdict.Verified<List<BigInteger>>(List<BigInteger> inputs))) {
            return Conversion.refuse(output, read);
        }
        Facts facts = new Facts()
                .with("to", to.toString())
                .with("curve", of.name())
                .with("publicInputs", inputs.stream().map(String::valueOf).toList());
        return Conversion.write(output, new Verdict.Verified<>(to.write(inputs)), out, facts);
    }
}
