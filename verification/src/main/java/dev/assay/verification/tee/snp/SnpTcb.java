package dev.assay.verification.tee.snp;

/**
 * The security versions of the parts of the firmware, each 0..255. Versions of one product line are compared, never of two.
 *
 * @param fmc of the firmware's first mutable code; Turin only, zero elsewhere
 * @param bootloader of the security processor's boot loader
 * @param tee of its operating system
 * @param snp of the SNP firmware
 * @param microcode the lowest patch level of any core
 */
public record SnpTcb(int fmc, int bootloader, int tee, int snp, int microcode) {

    /** Older than any other: what no minimum is. */
    public static final SnpTcb ANY = new SnpTcb(0, 0, 0, 0, 0);

    /** @throws IllegalArgumentException if a version is not one byte */
    public SnpTcb {
        for (int part : new int[] {fmc, bootloader, tee, snp, microcode}) {
            if (part < 0 || part > 255) {
                throw new IllegalArgumentException("a security version is 0 to 255, not " + part);
            }
        }
    }

    /** Each part, for itself: a newer microcode does not make up for an older boot loader. */
    public boolean isAtLeast(SnpTcb minimum) {
        return fmc >= minimum.fmc
                && bootloader >= minimum.bootloader
                && tee >= minimum.tee
                && snp >= minimum.snp
                && microcode >= minimum.microcode;
    }

    @Override
    public String toString() {
        return "fmc " + fmc + ", bootloader " + bootloader + ", tee " + tee + ", snp " + snp + ", microcode "
                + microcode;
    }
}
