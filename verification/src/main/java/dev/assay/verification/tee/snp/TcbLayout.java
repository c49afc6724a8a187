package dev.assay.verification.tee.snp;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;

/**
 * Where the parts of a TCB version lie in its eight bytes (AMD 56860, table "TCB_VERSION"; Turin's is a table of its own).
 * Bytes that are no part are reserved and zero.
 */
enum TcbLayout {
    FIRST(-1, 0, 1, 6),
    TURIN(0, 1, 2, 3);

    static final int SIZE_BYTES = 8;

    private static final int MICROCODE = 7;

    private final int fmc;
    private final int bootloader;
    private final int tee;
    private final int snp;

    TcbLayout(int fmc, int bootloader, int tee, int snp) {
        this.fmc = fmc;
        this.bootloader = bootloader;
        this.tee = tee;
        this.snp = snp;
    }

    boolean hasFmc() {
        return fmc >= 0;
    }

    /**
     * @param name whose version it is, for the rejection
     * @throws Rejection if a reserved byte is not zero
     */
    SnpTcb read(String name, byte[] version) {
        SnpTcb tcb = new SnpTcb(
                hasFmc() ? version[fmc] & 0xFF : 0,
                version[bootloader] & 0xFF,
                version[tee] & 0xFF,
                version[snp] & 0xFF,
                version[MICROCODE] & 0xFF);
        for (int i = 0; i < SIZE_BYTES; i++) {
            if (version[i] != 0 && !isPart(i)) {
                throw new Rejection(Reason.SNP_RESERVED, "byte " + i + " of the " + name + " TCB version");
            }
        }
        return tcb;
    }

    private boolean isPart(int i) {
        return i == fmc || i == bootloader || i == tee || i == snp || i == MICROCODE;
    }
}
