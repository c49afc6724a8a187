package dev.assay.enclave.endorse;

/** Evidence to collect endorsements for, by its kind. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public sealed interface Attested {

    /** @param quote of SGX or TDX */
    record IntelQuote(byte[] quote) implements Attested {}

    /**
     * @param report of AMD SEV-SNP, 1184 bytes
     * @param certificateTable that came with the extended report (auxblob); empty if none did
     */
    record SnpReport(byte[] report, byte[] certificateTable) implements Attested {}

    /** @param json of NVIDIA's devices, as NVIDIA's attestation SDK writes it */
    record NvidiaDevices(byte[] json) implements Attested {}

    /**
     * @param report of one NVIDIA device: SPDM request and response
     * @param certificates PEM, leaf first
     */
    record NvidiaDevice(byte[] report, byte[] certificates) implements Attested {}

    /** @param json of an Azure confidential VM */
    record AzureVtpm(byte[] json) implements Attested {}

    /** @param attestation of a virtual TPM of Google Cloud, in go-tpm-tools' encoding */
    record GoogleVtpm(byte[] attestation) implements Attested {}
}
