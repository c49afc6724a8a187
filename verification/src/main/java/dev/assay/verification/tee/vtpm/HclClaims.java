package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonBoolean;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.tee.eventlog.SecureBoot;
import dev.assay.verification.x509.PublicKey;
import dev.assay.verification.x509.RsaKey;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The runtime claims of a paravisor. As true as the hardware's report that commits to them. Members of other names are left
 * alone: Azure adds some.
 *
 * @param attestationKey {@code HCLAkPub}: the key that the virtual TPM signs quotes with
 * @param secureBoot of the VM's configuration
 * @param vmId {@code vmUniqueId}
 * @param userData what the guest wrote to index 0x01400002 of its TPM before; 64 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HclClaims(
        PublicKey attestationKey, SecureBoot secureBoot, Optional<String> vmId, Optional<byte[]> userData) {

    private static final String ATTESTATION_KEY = "HCLAkPub";
    private static final int USER_DATA_DIGITS = 128;

    /** @throws Rejection unless they are JSON with one attestation key */
    public static HclClaims parse(byte[] json) {
        if (!(Json.read(json) instanceof JsonObject(Map<String, JsonValue> claims))) {
            throw malformed("are no object");
        }
        Map<String, JsonValue> vm = object(claims.get("vm-configuration"));
        return new HclClaims(
                attestationKey(claims.get("keys")),
                secureBoot(vm.get("secure-boot")),
                text(vm.get("vmUniqueId")),
                text(claims.get("user-data")).map(HclClaims::userData));
    }

    /** A JWK (RFC 7517, section 5) that names it, and no second one: whoever reads the other would trust another key. */
    private static PublicKey attestationKey(@Nullable JsonValue keys) {
        if (!(keys instanceof JsonArray(List<JsonValue> elements))) {
            throw new Rejection(Reason.HCL_KEY, "the runtime claims have no keys");
        }
        List<Map<String, JsonValue>> named = elements.stream()
                .map(HclClaims::object)
                .filter(key -> text(key.get("kid")).equals(Optional.of(ATTESTATION_KEY)))
                .toList();
        if (named.size() != 1 || !text(named.getFirst().get("kty")).equals(Optional.of("RSA"))) {
            throw new Rejection(Reason.HCL_KEY, named.size() + " keys " + ATTESTATION_KEY + ", or none of RSA");
        }
        return new PublicKey.Rsa(RsaKey.of(number(named.getFirst(), "n"), number(named.getFirst(), "e")));
    }

    /** RFC 7518, section 6.3.1: base64url without padding. */
    private static BigInteger number(Map<String, JsonValue> key, String name) {
        String digits = text(key.get(name)).orElseThrow(() -> new Rejection(Reason.HCL_KEY, "no " + name));
        try {
            return new BigInteger(1, Base64.getUrlDecoder().decode(digits));
        } catch (IllegalArgumentException e) {
            throw new Rejection(Reason.HCL_KEY, name + " is no base64url");
        }
    }

    private static SecureBoot secureBoot(@Nullable JsonValue value) {
        return switch (value) {
            case JsonBoolean(boolean on) -> on ? SecureBoot.ON : SecureBoot.OFF;
            case null, default -> SecureBoot.UNKNOWN;
        };
    }

    private static byte[] userData(String hex) {
        if (hex.length() != USER_DATA_DIGITS || !hex.matches("[0-9a-fA-F]*")) {
            throw malformed("have user-data that is not 64 bytes in hexadecimal");
        }
        return HexFormat.of().parseHex(hex);
    }

    private static Map<String, JsonValue> object(@Nullable JsonValue value) {
        return value instanceof JsonObject(Map<String, JsonValue> members) ? members : Map.of();
    }

    private static Optional<String> text(@Nullable JsonValue value) {
        return value instanceof JsonString(String text) ? Optional.of(text) : Optional.empty();
    }

    private static Rejection malformed(String what) {
        return new Rejection(Reason.MALFORMED, "the runtime claims " + what);
    }
}
