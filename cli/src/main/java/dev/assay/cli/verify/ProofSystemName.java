package dev.assay.cli.verify;

import dev.assay.verification.proof.ProofSystem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A proof system as it is named on the command line, or "auto" for none in particular. */
record ProofSystemName(Optional<ProofSystem> system) {

    static final ProofSystemName AUTO = new ProofSystemName(Optional.empty());

    /** Reads a name. */
    static final class Converter implements ITypeConverter<ProofSystemName> {

        @Override
        public ProofSystemName convert(String name) {
            if (name.equals("auto")) {
                return AUTO;
            }
            return new ProofSystemName(Optional.of(Arrays.stream(ProofSystem.values())
                    .filter(system -> system.toString().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "\"" + name + "\" is not auto or one of " + List.of(ProofSystem.values())))));
        }
    }
}
