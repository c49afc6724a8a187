package dev.assay.verification.tee.snp;

import java.util.Comparator;

/** A version of the SNP firmware, each part 0..255. */
public record SnpFirmware(int major, int minor, int build) implements Comparable<SnpFirmware> {

    /** Older than any other: what no minimum is. */
    public static final SnpFirmware ANY = new SnpFirmware(0, 0, 0);

    private static final Comparator<SnpFirmware> ORDER = Comparator.comparingInt(SnpFirmware::major)
            .thenComparingInt(SnpFirmware::minor)
            .thenComparingInt(SnpFirmware::build);

    @Override
    public int compareTo(SnpFirmware other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + build;
    }
}
