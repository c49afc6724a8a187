package dev.assay.verification.tee.dcap;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonNull;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.x509.Pem;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The JSON file form of {@link DcapEndorsements}. */
final class CollateralFile {

    private static final int MAX_BYTES = 1 << 20;

    private static final String PCK_CHAIN = "pck_certificate_chain";
    private static final Set<String> FIELDS = Set.of(
            "pck_crl_issuer_chain",
            "root_ca_crl",
            "pck_crl",
            "tcb_info_issuer_chain",
            "tcb_info",
            "tcb_info_signature",
            "qe_identity_issuer_chain",
            "qe_identity",
            "qe_identity_signature",
            PCK_CHAIN);

    private final Map<String, JsonValue> members;

    private CollateralFile(Map<String, JsonValue> members) {
        this.members = members;
    }

    static DcapEndorsements read(byte[] json) {
        if (json.length > MAX_BYTES) {
            throw new Rejection(Reason.TOO_LARGE, json.length + " bytes of collateral; the limit is " + MAX_BYTES);
        }
        if (!(Json.read(json) instanceof JsonObject(Map<String, JsonValue> members))
                || !FIELDS.containsAll(members.keySet())) {
            throw fault("no object of the fields " + FIELDS);
        }
        return new CollateralFile(members).endorsements();
    }

    private DcapEndorsements endorsements() {
        DcapEndorsements.Builder read = DcapEndorsements.builder()
                .tcbInfo(signed("tcbInfo", "tcb_info"))
                .qeIdentity(signed("enclaveIdentity", "qe_identity"))
                .tcbInfoIssuerChain(bytes("tcb_info_issuer_chain"))
                .qeIdentityIssuerChain(bytes("qe_identity_issuer_chain"))
                .rootCrl(crl("root_ca_crl"))
                .pckCrl(crl("pck_crl"));
        pckChain().ifPresent(read::pckChain);
        return read.build();
    }

    private Optional<byte[]> pckChain() {
        JsonValue chain = members.get(PCK_CHAIN);
        return chain == null || chain instanceof JsonNull ? Optional.empty() : Optional.of(bytes(PCK_CHAIN));
    }

    /** Puts body and signature together again as Intel's service sends them, the body to the byte as it is. */
    private byte[] signed(String name, String field) {
        String text = "{\"" + name + "\":" + string(field) + ",\"signature\":\"" + string(field + "_signature") + "\"}";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] crl(String field) {
        String text = string(field);
        if (text.startsWith("-----BEGIN")) {
            return Pem.decode(bytes(field), "X509 CRL", 1).getFirst();
        }
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw fault(field + " is neither hexadecimal digits nor PEM");
        }
    }

    private byte[] bytes(String field) {
        return string(field).getBytes(StandardCharsets.UTF_8);
    }

    private String string(String field) {
        if (members.get(field) instanceof JsonString(String value)) {
            return value;
        }
        throw fault("lacks " + field);
    }

    private static Rejection fault(String what) {
        return new Rejection(Reason.MALFORMED, "collateral file: " + what);
    }
}
