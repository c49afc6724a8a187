package dev.assay.verification.tee.snp;

import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.tee.MeasurementsField;
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
        fields = new EnumMap<>(SnpField.class);
        decided.fields.forEach((field, values) -> fields.put(field, List.copyOf(values)));
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

    private SnpPolicy(SnpPolicy policy, byte[] reportData) {
        flags = policy.flags;
        fields = new EnumMap<>(policy.fields);
        fields.put(SnpField.REPORT_DATA, List.of(reportData));
        products = policy.products;
        vmpls = policy.vmpls;
        vcekAllowed = policy.vcekAllowed;
        clouds = policy.clouds;
        maskedChipAllowed = policy.maskedChipAllowed;
        provisionalFirmwareAllowed = policy.provisionalFirmwareAllowed;
        revocationListWaived = policy.revocationListWaived;
        minimumFirmware = policy.minimumFirmware;
        minimumGuestAbi = policy.minimumGuestAbi;
        minimumGuestSvn = policy.minimumGuestSvn;
        mitigations = policy.mitigations;
    }

    /**
     * The same policy, but with this report data.
     *
     * @throws IllegalArgumentException unless it has 64 bytes
     */
    public SnpPolicy withReportData(byte[] bytes) {
        return new SnpPolicy(this, SnpPolicyBuilder.checked(SnpField.REPORT_DATA, bytes));
    }

    public static SnpPolicyBuilder builder() {
        return new SnpPolicyBuilder();
    }

    /**
     * Reads the file form, such as
     *
     * <pre>{@code
     * {"measurement": ["<96 hex digits>"], "report_data": ["<128 hex digits>"],
     *  "host_data": "any", "report_id": "any", "report_id_ma": "any", "family_id": "any", "image_id": "any",
     *  "id_key_digest": "any", "author_key_digest": "any", "chip_id": "any",
     *  "flags": {"debug_allowed": "refuse", "migration_agent_allowed": "refuse", "smt_allowed": "any",
     *            "alias_check_complete": "require", ...},
     *  "products": {"Genoa": {"minimum": {"fmc": 0, "bootloader": 10, "tee": 0, "snp": 23, "microcode": 84},
     *                         "minimumAtLaunch": "any"}},
     *  "vmpls": [0], "vcek": "allow", "vlek": "refuse", "maskedChip": "refuse",
     *  "provisionalFirmware": "allow", "revocationList": "require",
     *  "minimumFirmware": "1.55.0", "minimumGuestAbi": "0.0", "minimumGuestSvn": 0, "mitigations": "0000000000000000"}
     * }</pre>
     *
     * {@code measurement} may be any form of {@link MeasurementsField}. Each {@link SnpFlag} is there, as {@code require},
     * {@code refuse} or {@code any}; {@code vlek} may be an array of CSP_IDs or {@code any}. Insecure are
     * {@code "report_data": "insecure-any"} and {@code "debug_allowed": "insecure-any"}.
     *
     * @throws IllegalArgumentException if a field is missing or unknown, or a value is out of range
     */
    public static SnpPolicy parse(JsonObject file) {
        return builder().read(file).build();
    }

    /** Whether it says which guest is accepted, by its memory at launch, rather than any. */
    public boolean namesCode() {
        return fields.containsKey(SnpField.MEASUREMENT);
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
