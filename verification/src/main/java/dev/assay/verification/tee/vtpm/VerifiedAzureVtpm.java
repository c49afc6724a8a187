package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Digest;
import dev.assay.verification.tee.VerifiedTee;
import java.util.SortedMap;

/** Step 3 of 3: what a virtual TPM of Azure said, and the policy accepted. Made by {@link GenuineAzureVtpm#appraise} alone. */
public final class VerifiedAzureVtpm implements VerifiedTee {

    private final VerifiedVtpm vtpm;
    private final VerifiedTee hardware;

    VerifiedAzureVtpm(VerifiedVtpm vtpm, VerifiedTee hardware) {
        this.vtpm = vtpm;
        this.hardware = hardware;
    }

    /** The kind: {@code azure-snp-vtpm} or {@code azure-tdx-vtpm}; of a simulated one as well. */
    @Override
    public String tee() {
        return vtpm.tee();
    }

    /** No hardware stands behind it. */
    @Override
    public boolean simulated() {
        return vtpm.simulated();
    }

    /** The host can read the VM's memory. */
    @Override
    public boolean debug() {
        return hardware.debug();
    }

    /** SHA-256 of the evidence as received. */
    @Override
    public Digest digest() {
        return vtpm.digest();
    }

    /** What the verifier gave the TPM to sign: the report data of this kind, at most 64 bytes; a copy. */
    public byte[] reportData() {
        return vtpm.nonce();
    }

    /** The TPM's registers by a name such as {@code sha256:4}, and the hardware's by the vendor's names; copies. */
    @Override
    public SortedMap<String, byte[]> measurements() {
        SortedMap<String, byte[]> all = vtpm.measurements();
        all.putAll(hardware.measurements());
        return all;
    }

    /** Of the virtual TPM. */
    public VerifiedVtpm vtpm() {
        return vtpm;
    }
}
