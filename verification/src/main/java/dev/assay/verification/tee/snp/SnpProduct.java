package dev.assay.verification.tee.snp;

import java.util.Arrays;
import java.util.Optional;

/** A product line of AMD's processors: each has a root key of its own, and a layout of its TCB version. */
public enum SnpProduct {
    /** EPYC 7003. */
    MILAN("Milan", 64, TcbLayout.FIRST),
    /** EPYC 9004 and 8004; Bergamo and Siena are of this line. */
    GENOA("Genoa", 64, TcbLayout.FIRST),
    /** EPYC 9005. */
    TURIN("Turin", 8, TcbLayout.TURIN);

    private static final int FAMILY_ZEN_3_AND_4 = 0x19;
    private static final int FAMILY_ZEN_5 = 0x1A;

    private final String amdName;
    private final int chipIdBytes;
    private final TcbLayout layout;

    SnpProduct(String amdName, int chipIdBytes, TcbLayout layout) {
        this.amdName = amdName;
        this.chipIdBytes = chipIdBytes;
        this.layout = layout;
    }

    /** As AMD's certificates and its key distribution service name it. */
    public String amdName() {
        return amdName;
    }

    /** The CN of the line's root (AMD 57230, section 3.1). */
    String rootCommonName() {
        return "ARK-" + amdName;
    }

    /** How many of the 64 bytes of CHIP_ID name the chip, and how many hwID has; the rest is zero. */
    int chipIdBytes() {
        return chipIdBytes;
    }

    TcbLayout layout() {
        return layout;
    }

    static Optional<SnpProduct> ofRoot(String commonName) {
        return Arrays.stream(values())
                .filter(product -> product.rootCommonName().equals(commonName))
                .findFirst();
    }

    /**
     * By what CPUID Fn0000_0001_EAX says.
     *
     * @param family base and extended family, added
     * @param model extended and base model, as one byte
     */
    static Optional<SnpProduct> ofCpu(int family, int model) {
        int block = model >> 4;
        return switch (family) {
            case FAMILY_ZEN_3_AND_4 ->
                switch (block) {
                    case 0x0 -> Optional.of(MILAN);
                    case 0x1, 0xA -> Optional.of(GENOA);
                    default -> Optional.empty();
                };
            case FAMILY_ZEN_5 -> block <= 0x1 ? Optional.of(TURIN) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
