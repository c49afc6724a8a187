package dev.assay.node.iden3;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** For which proof system a {@code .zkey} is, as its first section says. */
public enum ZkeyProtocol {
    GROTH16(1, "Groth16", "groth16"),
    PLONK(2, "PLONK", "plonk"),
    FFLONK(10, "FFLONK", "fflonk");

    private static final String MAGIC = "zkey";
    private static final int VERSION = 1;

    private final int number;
    private final String title;
    private final String command;

    ZkeyProtocol(int number, String title, String command) {
        this.number = number;
        this.title = title;
        this.command = command;
    }

    /** @throws Iden3FormatException unless the file is a key for one of these */
    public static ZkeyProtocol of(MappedFile file) throws Iden3FormatException {
        SectionFile sections = SectionFile.parse(file.name(), file.bytes(), MAGIC, VERSION);
        long found = number(sections);
        return Arrays.stream(values())
                .filter(protocol -> protocol.number == found)
                .findFirst()
                .orElseThrow(() -> new Iden3FormatException(
                        file.name(),
                        "proof system (1)",
                        "proof system " + found + " is not known",
                        "make the key with \"snarkjs groth16 setup\", plonk or fflonk"));
    }

    /** Protocol and curve as a circuit's manifest names them, such as "groth16-bls12-381". */
    public static String proofSystem(MappedFile file) throws Iden3FormatException {
        Section header =
                SectionFile.parse(file.name(), file.bytes(), MAGIC, VERSION).section(2, "header");
        return of(file).command + "-" + header.curve().name();
    }

    private static long number(SectionFile file) throws Iden3FormatException {
        Section section = file.section(1, "proof system");
        long number = section.u32("proof system");
        section.end();
        return number;
    }

    /** The sections of a key that must be for this proof system. */
    SectionFile open(String name, MemorySegment bytes) throws Iden3FormatException {
        SectionFile file = SectionFile.parse(name, bytes, MAGIC, VERSION);
        long found = number(file);
        if (found != number) {
            throw new Iden3FormatException(
                    name,
                    "proof system (1)",
                    "proof system " + found + ", not " + title,
                    "make the key with \"snarkjs " + command + " setup\"");
        }
        return file;
    }
}
