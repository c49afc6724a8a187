package dev.assay.cli.convert;

import dev.assay.cli.Facts;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.encoding.Groth16Format;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** From which format, to which, and where to. */
final class ConversionOptions {

    @Option(
            names = "--from",
            paramLabel = "FORMAT",
            converter = FormatName.ConverterOrAuto.class,
            description = "The format of FILE (default: auto, by its bytes; a file of hexadecimal text is read as the"
                    + " bytes it stands for).")
    private FormatName from = FormatName.AUTO;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FORMAT",
            converter = FormatName.Converter.class,
            description = "The format to write.")
    private Groth16Format to = Groth16Format.SNARKJS;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to write it.")
    private Path out = Path.of("");

    Optional<Groth16Format> from() {
        return from.format();
    }

    Groth16Format to() {
        return to;
    }

    Path out() {
        return out;
    }

    Facts facts(List<?> found, Curve curve) {
        return new Facts().with("from", found).with("to", to.toString()).with("curve", curve.name());
    }
}
