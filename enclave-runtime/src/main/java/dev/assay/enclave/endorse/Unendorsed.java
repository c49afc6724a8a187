package dev.assay.enclave.endorse;

/** Evidence whose endorsements are yet to be collected, by its kind. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public sealed interface Unendorsed {

    /** @param quote of SGX or TDX */
    record IntelQuote(byte[] quote) implements Unendorsed {}

    /**
     * @param report of AMD SEV-SNP, 1184 bytes
     * @param certificateTable that came with the extended report (auxblob); empty if none did
     */
    record SnpReport(byte[] report, byte[] certificateTable) implements Unendorsed {}

    /** @param json of NVIDIA's devices, as NVIDIA's attestation SDK writes it */
    record NvidiaDevices(byte[] json) implements Unendorsed {}

    /**
     * @param report of one NVIDIA device: SPDM request and response
     * @param certificates PEM, leaf first
     */
    record NvidiaDevice(byte[] report, byte[] certificates) implements Unendorsed {}

    /** @param json of an Azure confidential VM */
    record AzureVtpm(byte[] json) implements Unendorsed {}

    /** @param attestation of a virtual TPM of Google Cloud, in go-tpm-tools' encoding */
    record GoogleVtpm(byte[] attestation) implements Unendorsed {}
}
