package dev.assay.node.prove;

/** What of a processor the native engine uses; the order is that of {@code assay_level} in its header. */
public enum CpuLevel {
    /** Multiplications of 64 bits, on any processor. */
    PORTABLE("portable"),
    /** x86-64 with BMI2 and ADX (Intel since 2014, AMD since 2017). */
    ADX("adx"),
    /** x86-64 with AVX-512 and its multiply-add of 52 bits (Intel since 2019, AMD since 2022). */
    IFMA("ifma");

    private final String label;

    CpuLevel(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
