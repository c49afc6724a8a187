package dev.assay.verification.tee.dcap;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Code that a policy accepts. */
sealed interface Code {

    boolean isIn(Report report);

    /** Whether it says which code runs, see {@link DcapPolicy#namesCode}. */
    boolean isNamed();

    /** Exactly this code: by its registers; those that are not named are not compared. */
    final class Measured implements Code {

        private static final Set<String> OF_ENCLAVES = Set.of("mrenclave", "mrsigner", "attributes", "configid");
        private static final Set<String> OF_DOMAINS = Set.of(
                "mrtd",
                "rtmr0",
                "rtmr1",
                "rtmr2",
                "rtmr3",
                "mrseam",
                "mrsignerseam",
                "mrconfigid",
                "mrowner",
                "mrownerconfig",
                "mrservicetd",
                "tdattributes",
                "xfam");

        /** Firmware; its configuration, ACPI code among it; boot loader and kernel; command line and initial file system. */
        private static final Set<String> CODE_OF_DOMAINS = Set.of("mrtd", "rtmr0", "rtmr1", "rtmr2");

        private final SortedMap<String, byte[]> registers = new TreeMap<>();

        /**
         * The register that holds the code must be there: the others are signers, which sign other code too, or are written
         * by the code.
         */
        Measured(Map<String, byte[]> registers) {
            boolean named = registers.containsKey("mrenclave") && OF_ENCLAVES.containsAll(registers.keySet())
                    || registers.containsKey("mrtd") && OF_DOMAINS.containsAll(registers.keySet());
            if (!named) {
                throw new IllegalArgumentException("a measurement has mrenclave and others of " + OF_ENCLAVES
                        + ", or mrtd and others of " + OF_DOMAINS);
            }
            registers.forEach((name, value) -> this.registers.put(name, checked(name, value)));
        }

        private static byte[] checked(String name, byte[] value) {
            int length = switch (name) {
                case "mrenclave", "mrsigner" -> 32;
                case "attributes" -> 16;
                case "configid" -> 64;
                case "tdattributes", "xfam" -> 8;
                default -> 48;
            };
            if (value.length != length) {
                throw new IllegalArgumentException(name + " has " + length + " bytes, not " + value.length);
            }
            return value.clone();
        }

        @Override
        public boolean isNamed() {
            return registers.containsKey("mrenclave") || registers.keySet().containsAll(CODE_OF_DOMAINS);
        }

        @Override
        public boolean isIn(Report report) {
            SortedMap<String, byte[]> is = report.registers();
            return registers.entrySet().stream().allMatch(one -> Arrays.equals(one.getValue(), is.get(one.getKey())));
        }
    }

    /** Any code that this key signs, now or ever, as this product. */
    final class Signed implements Code {

        private final byte[] mrSigner;
        private final int isvProdId;
        private final int minIsvSvn;

        Signed(byte[] mrSigner, int isvProdId, int minIsvSvn) {
            if (mrSigner.length != 32 || isvProdId < 0 || minIsvSvn < 0) {
                throw new IllegalArgumentException("a signer has 32 bytes, and its product no negative numbers");
            }
            this.mrSigner = mrSigner.clone();
            this.isvProdId = isvProdId;
            this.minIsvSvn = minIsvSvn;
        }

        /** Zero is the version of everything. */
        @Override
        public boolean isNamed() {
            return minIsvSvn > 0;
        }

        @Override
        public boolean isIn(Report report) {
            return report instanceof EnclaveReport enclave
                    && Arrays.equals(enclave.mrSigner(), mrSigner)
                    && enclave.isvProdId() == isvProdId
                    && enclave.isvSvn() >= minIsvSvn;
        }
    }
}
