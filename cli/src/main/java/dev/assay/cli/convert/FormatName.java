package dev.assay.cli.convert;

import dev.assay.verification.proof.encoding.Groth16Format;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A format as it is named on the command line, or "auto" for none in particular. */
record FormatName(Optional<Groth16Format> format) {

    static final FormatName AUTO = new FormatName(Optional.empty());

    private static Groth16Format named(String name) {
        return Arrays.stream(Groth16Format.values())
                .filter(format -> format.toString().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "\"" + name + "\" is not one of " + List.of(Groth16Format.values())));
    }

    /** Reads the name of a format. */
    static final class Converter implements ITypeConverter<Groth16Format> {
        @Override
        public Groth16Format convert(String name) {
            return named(name);
        }
    }

    /** Reads the name of a format, or "auto". */
    static final class ConverterOrAuto implements ITypeConverter<FormatName> {
        @Override
        public FormatName convert(String name) {
            return name.equals("auto") ? AUTO : new FormatName(Optional.of(named(name)));
        }
    }
}
