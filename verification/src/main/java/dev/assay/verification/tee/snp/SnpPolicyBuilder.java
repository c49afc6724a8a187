package dev.assay.verification.tee.snp;

import dev.assay.verification.json.JsonValue;
import dev.assay.verification.tee.ReferenceKind;
import dev.assay.verification.tee.ReferenceValues;
import dev.assay.verification.tee.snp.SnpPolicy.Clouds;
import dev.assay.verification.tee.snp.SnpPolicy.Minimums;
import dev.assay.verification.tee.snp.SnpPolicy.Rule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides one part of an {@link SnpPolicy} after the other; none has a default, and none can be decided twice. */
public final class SnpPolicyBuilder {

    final Map<SnpFlag, Rule> flags = new EnumMap<>(SnpFlag.class);
    /** Those that are compared. */
    final Map<SnpField, List<byte[]>> fields = new EnumMap<>(SnpField.class);

    private final Set<SnpField> anyFields = EnumSet.noneOf(SnpField.class);
    final Map<SnpProduct, Minimums> products = new EnumMap<>(SnpProduct.class);
    final Set<Integer> vmpls = new HashSet<>();
    Optional<Boolean> vcek = Optional.empty();
    Optional<Clouds> clouds = Optional.empty();
    Optional<Boolean> maskedChip = Optional.empty();
    Optional<Boolean> provisionalFirmware = Optional.empty();
    Optional<Boolean> revocationWaived = Optional.empty();
    Optional<SnpFirmware> minimumFirmware = Optional.empty();
    Optional<SnpFirmware> minimumGuestAbi = Optional.empty();
    Optional<Long> minimumGuestSvn = Optional.empty();
    Optional<Long> mitigations = Optional.empty();

    SnpPolicyBuilder() {}

    /**
     * Decides all that a policy's file form says; {@code report_data} may be left out of it, for the caller to decide.
     *
     * @throws IllegalArgumentException if another field is missing or one is unknown, or a value is out of range
     */
    public SnpPolicyBuilder read(JsonValue rules) {
        return SnpPolicyFile.read(this, rules);
    }

    /** Refuses a guest whose memory its operator reads. */
    public SnpPolicyBuilder refuseDebug() {
        return refuse(SnpFlag.DEBUG_ALLOWED);
    }

    /** Accepts a guest whose memory its operator reads, which keeps nothing secret. */
    public SnpPolicyBuilder insecureAllowDebug() {
        return ignore(SnpFlag.DEBUG_ALLOWED);
    }

    /** The flags must be set. */
    public SnpPolicyBuilder require(SnpFlag... required) {
        return decide(Rule.REQUIRED, required);
    }

    /** The flags must not be set. */
    public SnpPolicyBuilder refuse(SnpFlag... refused) {
        return decide(Rule.REFUSED, refused);
    }

    /** The flags may be set or not. */
    public SnpPolicyBuilder ignore(SnpFlag... ignored) {
        return decide(Rule.ANY, ignored);
    }

    private SnpPolicyBuilder decide(Rule rule, SnpFlag... decided) {
        for (SnpFlag flag : decided) {
            if (flags.put(flag, rule) != null) {
                throw twice(flag.toString());
            }
        }
        return this;
    }

    /** Accepts the guest whose memory at launch was this; call it again to accept another one too. */
    public SnpPolicyBuilder measurement(byte[] sha384) {
        return accept(SnpField.MEASUREMENT, sha384);
    }

    /**
     * Accepts each of these releases, as well as what else is named.
     *
     * @throws IllegalArgumentException if one is for another kind, or a length is wrong
     */
    public SnpPolicyBuilder referenceValues(ReferenceValues values) {
        // The one register that the kind has.
        values.registersOf(ReferenceKind.AMD_SEV_SNP)
                .forEach(registers -> registers.values().forEach(this::measurement));
        return this;
    }

    /** Accepts any guest: only that it is one is checked. */
    public SnpPolicyBuilder anyMeasurement() {
        return any(SnpField.MEASUREMENT);
    }

    /** Accepts a report with these 64 bytes: the caller's nonce, or what binds the guest's keys. */
    public SnpPolicyBuilder reportData(byte[] bytes) {
        return accept(SnpField.REPORT_DATA, bytes);
    }

    /** Accepts a report with any: it may be an old recording, and says nothing of who speaks now. */
    public SnpPolicyBuilder insecureAnyReportData() {
        return any(SnpField.REPORT_DATA);
    }

    /**
     * The field must be this, or one of those of other calls.
     *
     * @throws IllegalArgumentException if it has another length than the field
     */
    public SnpPolicyBuilder accept(SnpField field, byte[] value) {
        byte[] checked = checked(field, value);
        if (anyFields.contains(field)) {
            throw twice(field.toString());
        }
        fields.computeIfAbsent(field, key -> new ArrayList<>()).add(checked);
        return this;
    }

    static byte[] checked(SnpField field, byte[] value) {
        if (value.length != field.sizeBytes()) {
            throw new IllegalArgumentException(field + " has " + field.sizeBytes() + " bytes, not " + value.length);
        }
        return value.clone();
    }

    /** The fields may be anything. */
    public SnpPolicyBuilder any(SnpField... decided) {
        for (SnpField field : decided) {
            if (fields.containsKey(field) || !anyFields.add(field)) {
                throw twice(field.toString());
            }
        }
        return this;
    }

    /** Accepts reports that these privilege levels, 0..3, asked for. */
    public SnpPolicyBuilder vmpl(int... accepted) {
        for (int vmpl : accepted) {
            if (vmpl < 0 || vmpl > 3) {
                throw new IllegalArgumentException("a VMPL is 0 to 3, not " + vmpl);
            }
            vmpls.add(vmpl);
        }
        return this;
    }

    /**
     * Accepts processors of this line; those of no other call are refused.
     *
     * @param minimum of REPORTED_TCB; {@link SnpTcb#ANY} for any
     * @param minimumAtLaunch of LAUNCH_TCB; {@link SnpTcb#ANY} for any
     */
    public SnpPolicyBuilder product(SnpProduct product, SnpTcb minimum, SnpTcb minimumAtLaunch) {
        if (products.put(product, new Minimums(minimum, minimumAtLaunch)) != null) {
            throw twice(product.toString());
        }
        return this;
    }

    /** Accepts reports that a chip's own key signed. */
    public SnpPolicyBuilder allowVcek() {
        vcek = once(vcek, true);
        return this;
    }

    /** Refuses reports that a chip's own key signed. */
    public SnpPolicyBuilder refuseVcek() {
        vcek = once(vcek, false);
        return this;
    }

    /** Accepts reports that a cloud's key signed, if the cloud's CSP_ID is one of these. */
    public SnpPolicyBuilder allowVlekOf(String... names) {
        clouds = once(clouds, new Clouds.OneOf(Set.of(names)));
        return this;
    }

    /** Accepts reports that any cloud's key signed. */
    public SnpPolicyBuilder allowAnyVlek() {
        clouds = once(clouds, new Clouds.Any());
        return this;
    }

    /** Refuses reports that a cloud's key signed. */
    public SnpPolicyBuilder refuseVlek() {
        clouds = once(clouds, new Clouds.None());
        return this;
    }

    /** Accepts reports of a VCEK that hide their chip, so that nothing binds them to the key's. */
    public SnpPolicyBuilder allowMaskedChip() {
        maskedChip = once(maskedChip, true);
        return this;
    }

    /** Refuses reports of a VCEK that hide their chip. */
    public SnpPolicyBuilder refuseMaskedChip() {
        maskedChip = once(maskedChip, false);
        return this;
    }

    /** Accepts firmware that its operator may still take back, for one that is older. */
    public SnpPolicyBuilder allowProvisionalFirmware() {
        provisionalFirmware = once(provisionalFirmware, true);
        return this;
    }

    /** Refuses firmware that its operator may still take back. */
    public SnpPolicyBuilder refuseProvisionalFirmware() {
        provisionalFirmware = once(provisionalFirmware, false);
        return this;
    }

    /** Demands the root's revocation list. */
    public SnpPolicyBuilder requireRevocationList() {
        revocationWaived = once(revocationWaived, false);
        return this;
    }

    /** Does without the root's revocation list. One that is there is checked all the same. */
    public SnpPolicyBuilder waiveRevocationList() {
        revocationWaived = once(revocationWaived, true);
        return this;
    }

    /** @param version of CURRENT_MAJOR, CURRENT_MINOR, CURRENT_BUILD; {@link SnpFirmware#ANY} for any */
    public SnpPolicyBuilder minimumFirmware(SnpFirmware version) {
        minimumFirmware = once(minimumFirmware, version);
        return this;
    }

    /** The least ABI that the guest itself demanded when it was launched; 0.0 for any. */
    public SnpPolicyBuilder minimumGuestAbi(int major, int minor) {
        minimumGuestAbi = once(minimumGuestAbi, new SnpFirmware(major, minor, 0));
        return this;
    }

    /** The least security version of the guest's ID block; 0 for any. */
    public SnpPolicyBuilder minimumGuestSvn(long svn) {
        minimumGuestSvn = once(minimumGuestSvn, svn);
        return this;
    }

    /**
     * The mitigations that must be in force, and must have been at launch. Reports before version 5 have none.
     *
     * @param bits of LAUNCH_MIT_VECTOR and CURRENT_MIT_VECTOR; 0 for none
     */
    public SnpPolicyBuilder requireMitigations(long bits) {
        mitigations = once(mitigations, bits);
        return this;
    }

    /**
     * The policy, complete.
     *
     * @throws IllegalArgumentException if something is undecided
     */
    public SnpPolicy build() {
        List<String> undecided = undecided();
        if (!undecided.isEmpty()) {
            throw new IllegalArgumentException("the policy is undecided on " + String.join(", ", undecided));
        }
        return new SnpPolicy(this);
    }

    private List<String> undecided() {
        List<String> names = new ArrayList<>();
        for (SnpFlag flag : SnpFlag.values()) {
            addUnless(flags.containsKey(flag), flag.toString(), names);
        }
        for (SnpField field : SnpField.values()) {
            addUnless(fields.containsKey(field) || anyFields.contains(field), field.toString(), names);
        }
        addUnless(!products.isEmpty(), "product", names);
        addUnless(!vmpls.isEmpty(), "VMPL", names);
        addUnless(vcek.isPresent(), "VCEK", names);
        addUnless(clouds.isPresent(), "VLEK", names);
        addUnless(maskedChip.isPresent(), "masked chips", names);
        addUnless(provisionalFirmware.isPresent(), "provisional firmware", names);
        addUnless(revocationWaived.isPresent(), "revocation list", names);
        addUnless(minimumFirmware.isPresent(), "minimum firmware", names);
        addUnless(minimumGuestAbi.isPresent(), "minimum guest ABI", names);
        addUnless(minimumGuestSvn.isPresent(), "minimum guest SVN", names);
        addUnless(mitigations.isPresent(), "mitigations", names);
        return names;
    }

    private static void addUnless(boolean decided, String name, List<String> names) {
        if (!decided) {
            names.add(name);
        }
    }

    private static <T> Optional<T> once(Optional<T> before, T value) {
        if (before.isPresent()) {
            throw twice(value.toString());
        }
        return Optional.of(value);
    }

    private static IllegalArgumentException twice(String what) {
        return new IllegalArgumentException("the policy decides twice: " + what);
    }
}
