package dev.assay.verification.tee;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.corim.ReferenceTriple;
import dev.assay.verification.corim.ReferenceTriple.HashedValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The kinds of TEE that others give reference values for, each with its registers. NVIDIA's devices are not among them: NVIDIA
 * itself signs what they measure as, and evidence brings that.
 */
public enum ReferenceKind {
    /** PCR 0 to 31, as {@code 0} and so on: SHA-384. */
    AWS_NITRO("aws-nitro", "[0-9]|[12][0-9]|3[01]", Digests.NUMBERED_SHA_384),
    /** PCR 0 to 23 of an instance's TPM, as {@code 0} and so on: SHA-384. */
    AWS_NITRO_TPM("aws-nitrotpm", "[0-9]|1[0-9]|2[0-3]", Digests.NUMBERED_SHA_384),
    /** {@code mrenclave}, {@code mrsigner}, {@code attributes} and {@code configid}. */
    INTEL_SGX("intel-sgx", "mrenclave|mrsigner|attributes|configid", Digests.NAMED_SHA_256),
    /** {@code mrtd}, {@code rtmr0} to {@code rtmr3}, and what else a TD quote says. */
    INTEL_TDX(
            "intel-tdx",
            "mrtd|rtmr[0-3]|mrseam|mrsignerseam|mrconfigid|mrowner|mrownerconfig|mrservicetd|tdattributes|xfam",
            Digests.NAMED_SHA_384),
    /** {@code measurement} alone: a policy accepts its other fields each by itself. */
    AMD_SEV_SNP("amd-sev-snp", "measurement", Digests.NAMED_SHA_384),
    /** {@code sha256:0} and so on, of SHA-256, SHA-384 and SHA-512. */
    GCP_VTPM("gcp-vtpm", "(sha256|sha384|sha512):([0-9]|1[0-9]|2[0-3])", Digests.BANKS),
    /** {@code sha256:0} and so on: Azure's quotes are over that bank. */
    AZURE_SNP_VTPM("azure-snp-vtpm", "sha256:([0-9]|1[0-9]|2[0-3])", Digests.BANK_SHA_256),
    /** The same. */
    AZURE_TDX_VTPM("azure-tdx-vtpm", "sha256:([0-9]|1[0-9]|2[0-3])", Digests.BANK_SHA_256),
    /** {@code rim} and {@code rem0} to {@code rem3}. */
    ARM_CCA("arm-cca", "rim|rem[0-3]", Digests.ONE_EACH);

    /** Which of a manifest's digests are the registers', and under which names. */
    private enum Digests {
        NUMBERED_SHA_384,
        NAMED_SHA_256,
        NAMED_SHA_384,
        BANKS,
        BANK_SHA_256,
        ONE_EACH
    }

    private final String label;
    private final Pattern registers;
    private final Digests digests;

    ReferenceKind(String label, String registers, Digests digests) {
        this.label = label;
        this.registers = Pattern.compile(registers);
        this.digests = digests;
    }

    /** As evidence calls itself, such as {@code aws-nitro}. */
    public String label() {
        return label;
    }

    public static Optional<ReferenceKind> labelled(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }

    boolean hasRegister(String name) {
        return registers.matcher(name).matches();
    }

    /**
     * The registers of a manifest's triple, by this kind's names for them.
     *
     * @throws Rejection if it has none, one that this kind has not, or one without a digest of this kind's hash
     */
    SortedMap<String, byte[]> registers(ReferenceTriple triple) {
        SortedMap<String, byte[]> values = values(triple);
        for (String name : values.keySet()) {
            if (!hasRegister(name)) {
                throw unsupported(label + " has no register \"" + name + '"');
            }
        }
        if (values.isEmpty()) {
            throw unsupported("a triple without registers");
        }
        return values;
    }

    private SortedMap<String, byte[]> values(ReferenceTriple triple) {
        try {
            return switch (digests) {
                case NUMBERED_SHA_384 -> named("", triple.numbered(ReferenceTriple.SHA_384));
                case NAMED_SHA_256 -> triple.named(ReferenceTriple.SHA_256);
                case NAMED_SHA_384 -> triple.named(ReferenceTriple.SHA_384);
                case BANK_SHA_256 -> named("sha256:", triple.numbered(ReferenceTriple.SHA_256));
                case BANKS -> banks(triple);
                case ONE_EACH -> oneEach(triple);
            };
        } catch (IllegalArgumentException e) {
            throw unsupported(label + ": " + e.getMessage());
        }
    }

    private static SortedMap<String, byte[]> named(String prefix, SortedMap<Integer, byte[]> numbered) {
        SortedMap<String, byte[]> named = new TreeMap<>();
        numbered.forEach((index, digest) -> named.put(prefix + index, digest));
        return named;
    }

    /** Every digest that is given counts: a machine must show all of its banks. */
    private static SortedMap<String, byte[]> banks(ReferenceTriple triple) {
        SortedMap<String, byte[]> named = new TreeMap<>();
        triple.registers().forEach((index, digests) -> {
            for (HashedValue digest : digests) {
                named.put("sha" + 8 * digest.digest().length + ':' + index, digest.digest());
            }
        });
        return named;
    }

    /** The realm's hash is its creator's choice; of two digests neither is the one that is meant. */
    private static SortedMap<String, byte[]> oneEach(ReferenceTriple triple) {
        SortedMap<String, byte[]> named = new TreeMap<>();
        triple.registers().forEach((name, digests) -> named.put(name, only(name, digests)));
        return named;
    }

    private static byte[] only(String name, List<HashedValue> digests) {
        if (digests.size() != 1) {
            throw unsupported("register " + name + " has " + digests.size() + " digests");
        }
        return digests.getFirst().digest();
    }

    static Rejection unsupported(String detail) {
        return new Rejection(Reason.REFERENCE_VALUES_UNSUPPORTED, detail);
    }
}
