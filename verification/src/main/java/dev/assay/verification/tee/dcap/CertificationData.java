package dev.assay.verification.tee.dcap;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.Arrays;

/** How a quote names the PCK certificate that its quoting enclave is certified by. Not signed. */
sealed interface CertificationData {

    /** Type 5: the certificate itself and its chain, in PEM, leaf first, often with a NUL at the end. */
    final class Chain implements CertificationData {
        private final byte[] pem;

        private Chain(byte[] pem) {
            this.pem = pem;
        }

        byte[] pem() {
            return pem;
        }
    }

    /** Types 1 to 3: the platform and its TCB, by which the certificate is to be looked up. */
    final class Platform implements CertificationData {

        private static final int CLEAR_PPID_BYTES = 16;

        private final byte[] ppid;
        private final byte[] cpuSvn;
        private final int pceSvn;
        private final byte[] pceId;

        private Platform(Cursor in, int ppidBytes) {
            ppid = in.take(ppidBytes);
            cpuSvn = in.take(SgxExtension.CPU_SVN_BYTES);
            pceSvn = in.u16();
            pceId = in.take(SgxExtension.PCE_ID_BYTES);
        }

        CollateralQuery.Lookup lookup(CollateralQuery.Kind kind, byte[] qeId) {
            return new CollateralQuery.Lookup(kind, ppid.clone(), cpuSvn.clone(), pceSvn, pceId.clone(), qeId);
        }

        /** An encrypted PPID (types 2 and 3) can be compared by Intel alone, and the rest says which key it is. */
        void check(SgxExtension certified) {
            boolean same = Arrays.equals(cpuSvn, certified.cpuSvn())
                    && pceSvn == certified.pceSvn()
                    && Arrays.equals(pceId, certified.pceId())
                    && (ppid.length != CLEAR_PPID_BYTES || Arrays.equals(ppid, certified.ppid()));
            if (!same) {
                throw new Rejection(
                        Reason.PCK_PLATFORM_MISMATCH, "the PCK certificate is another platform's, or for another TCB");
            }
        }
    }

    static CertificationData read(Cursor in) {
        int type = in.u16();
        Cursor data = in.part(in.u32());
        CertificationData read = switch (type) {
            case 1 -> new Platform(data, Platform.CLEAR_PPID_BYTES);
            case 2 -> new Platform(data, 256); // RSA-2048-OAEP
            case 3 -> new Platform(data, 384); // RSA-3072-OAEP
            case 5 -> new Chain(data.rest());
            default -> throw new Rejection(Reason.QUOTE_CERTIFICATION_TYPE, "certification data of type " + type);
        };
        data.checkEnd("the certification data");
        return read;
    }
}
