package dev.assay.verification.x509;

/**
 * The marks that every certificate of a simulated TEE carries, so that no pinned digest can pass it off as hardware: the
 * word {@link #NAME} in its subject and the critical extension {@link #OID}, which a verifier that does not know it must
 * refuse (RFC 5280, section 4.2).
 */
public final class SimulatedMark {

    /**
     * The extension's object identifier: 2.25 with the UUID 2ef6f8f0-0f33-4e37-a967-95dabbb22824 as an integer (ITU-T
     * X.667). Its value is the DER UTF8String {@link #NAME}.
     */
    public static final String OID = "2.25.62426841890350706523383788325580187684";

    public static final String NAME = "SIMULATED";

    private SimulatedMark() {}
}
