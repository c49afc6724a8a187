package dev.assay.verification.tee.snp;

import dev.assay.verification.json.JsonValue.JsonObject;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the caller demands of a report that is genuine. Complete by construction: each flag, field and limit is decided, and
 * what is not checked is said in words, such as {@code anyMeasurement()} or {@code insecureAllowDebug()}.
 */
public final class SnpPolicy {

    enum Rule {
        REQUIRED,
        REFUSED,
        ANY
    }

    /** Whose VLEKs are accepted, by CSP_ID. */
    sealed interface Clouds {

        record None() implements Clouds {}

        record Any() implements Clouds {}

        record OneOf(Set<String> names) implements Clouds {}
    }

    /** The least versions of one product line. */
    record Minimums(SnpTcb reported, SnpTcb launch) {}

    private final Map<SnpFlag, Rule> flags;
    private final Map<SnpField, List<byte[]>> fields;
    private final Map<SnpProduct, Minimums> products;
    private final Set<Integer> vmpls;
    private final boolean vcekAllowed;
    private final Clouds clouds;
    private final boolean maskedChipAllowed;
    private final boolean provisionalFirmwareAllowed;
    private final boolean revocationListWaived;
    private final SnpFirmware minimumFirmware;
    private final SnpFirmware minimumGuestAbi;
    private final long minimumGuestSvn;
    private final long mitigations;

    /** @param decided by {@link SnpPolicyBuilder#build} */
    SnpPolicy(SnpPolicyBuilder decided) {
        flags = new EnumMap<>(decided.flags);
        fields = new EnumMap<>(decided.fields);
        products = new EnumMap<>(decided.products);
        vmpls = Set.copyOf(decided.vmpls);
        vcekAllowed = decided.vcek.orElseThrow();
        clouds = decided.clouds.orElseThrow();
        maskedChipAllowed = decided.maskedChip.orElseThrow();
        provisionalFirmwareAllowed = decided.provisionalFirmware.orElseThrow();
        revocationListWaived = decided.revocationWaived.orElseThrow();
        minimumFirmware = decided.minimumFirmware.orElseThrow();
        minimumGuestAbi = decided.minimumGuestAbi.orElseThrow();
        minimumGuestSvn = decided.minimumGuestSvn.orElseThrow();
        mitigations = decided.mitigations.orElseThrow();
    }

    public static SnpPolicyBuilder builder() {
        return new SnpPolicyBuilder();
    }

    /**
     * Reads the file form, which {@code docs/operations.md} shows whole: every field there, no other.
     *
     * @throws IllegalArgumentException if a field is missing or unknown, or a value is out of range
     */
    public static SnpPolicy parse(JsonObject file) {
        return SnpPolicyFile.parse(file);
    }

    Rule flag(SnpFlag flag) {
        return flags.getOrDefault(flag, Rule.REFUSED);
    }

    boolean accepts(SnpField field, byte[] value) {
        List<byte[]> accepted = fields.get(field);
        return accepted == null || accepted.stream().anyMatch(one -> Arrays.equals(one, value));
    }

    Optional<Minimums> minimums(SnpProduct product) {
        return Optional.ofNullable(products.get(product));
    }

    Set<Integer> vmpls() {
        return vmpls;
    }

    boolean isVcekAllowed() {
        return vcekAllowed;
    }

    Clouds clouds() {
        return clouds;
    }

    boolean isMaskedChipAllowed() {
        return maskedChipAllowed;
    }

    boolean isProvisionalFirmwareAllowed() {
        return provisionalFirmwareAllowed;
    }

    boolean isRevocationListWaived() {
        return revocationListWaived;
    }

    SnpFirmware minimumFirmware() {
        return minimumFirmware;
    }

    /** Major and minor; the build is zero. */
    SnpFirmware minimumGuestAbi() {
        return minimumGuestAbi;
    }

    long minimumGuestSvn() {
        return minimumGuestSvn;
    }

    long mitigations() {
        return mitigations;
    }
}
