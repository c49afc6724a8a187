package dev.assay.verification.tee.snp;

/** Which kind of endorsement key signs a report (AMD 56860, table "ATTESTATION_REPORT", field SIGNING_KEY). */
public enum SnpSigningKey {
    /** Versioned chip endorsement key: of one chip at one version of its firmware. */
    VCEK("SEV-VCEK", "SEV-"),
    /** Versioned loaded endorsement key: of one cloud's fleet at one version; which chip it was stays hidden. */
    VLEK("SEV-VLEK", "SEV-VLEK-");

    private final String commonName;
    private final String issuerPrefix;

    SnpSigningKey(String commonName, String issuerPrefix) {
        this.commonName = commonName;
        this.issuerPrefix = issuerPrefix;
    }

    /** The CN of the key's own certificate (AMD 57230, section 3.1). */
    String commonName() {
        return commonName;
    }

    /** The CN of the certificate that issues it: the ASK of a VCEK, the ASVK of a VLEK. */
    String issuerCommonName(SnpProduct product) {
        return issuerPrefix + product.amdName();
    }
}
