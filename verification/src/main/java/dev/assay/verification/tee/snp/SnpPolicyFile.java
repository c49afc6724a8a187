package dev.assay.verification.tee.snp;

import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.tee.MeasurementsField;
import dev.assay.verification.tee.PolicyFields;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JSON form of an {@link SnpPolicy}. */
final class SnpPolicyFile {

    private static final Pattern FIRMWARE = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})");
    private static final Pattern ABI = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})");
    private static final Pattern BITS = Pattern.compile("([0-9a-fA-F]{16})");

    private static final Set<String> TCB_PARTS = Set.of("fmc", "bootloader", "tee", "snp", "microcode");
    private static final Map<String, SnpProduct> PRODUCTS =
            Stream.of(SnpProduct.values()).collect(Collectors.toMap(SnpProduct::amdName, Function.identity()));

    private final SnpPolicyBuilder policy;
    private final PolicyFields fields;

    private SnpPolicyFile(SnpPolicyBuilder policy, JsonValue rules) {
        this.policy = policy;
        fields = PolicyFields.of("the SNP policy", rules, required(), Set.of(SnpField.REPORT_DATA.fileName()));
    }

    static SnpPolicyBuilder read(SnpPolicyBuilder policy, JsonValue rules) {
        SnpPolicyFile file = new SnpPolicyFile(policy, rules);
        file.readFields();
        file.readFlags();
        file.readProducts();
        file.readKeys();
        file.readChoices();
        file.readVersions();
        return policy;
    }

    private static Set<String> required() {
        Set<String> names = new LinkedHashSet<>(Set.of(
                "flags",
                "products",
                "vmpls",
                "vcek",
                "vlek",
                "maskedChip",
                "provisionalFirmware",
                "revocationList",
                "minimumFirmware",
                "minimumGuestAbi",
                "minimumGuestSvn",
                "mitigations"));
        Stream.of(SnpField.values())
                .filter(field -> field != SnpField.REPORT_DATA)
                .forEach(field -> names.add(field.fileName()));
        return names;
    }

    private void readFields() {
        new MeasurementsField(fields, SnpField.MEASUREMENT.fileName())
                .read(
                        policy::anyMeasurement,
                        policy::referenceValues,
                        value -> policy.measurement(hex(SnpField.MEASUREMENT, value)));
        for (SnpField field : SnpField.values()) {
            if (field != SnpField.MEASUREMENT) {
                fields.optional(field.fileName()).ifPresent(value -> readField(field, value));
            }
        }
    }

    private void readField(SnpField field, JsonValue value) {
        String any = field == SnpField.REPORT_DATA ? "insecure-any" : "any";
        if (fields.isWord(field.fileName(), any)) {
            policy.any(field);
        } else if (value instanceof JsonArray(var accepted) && !accepted.isEmpty()) {
            accepted.forEach(one -> policy.accept(field, hex(field, one)));
        } else {
            throw PolicyFields.fault(field.fileName() + " is neither \"" + any + "\" nor an array of values");
        }
    }

    private static byte[] hex(SnpField field, JsonValue value) {
        if (value instanceof JsonString(String hex) && hex.matches("([0-9a-fA-F]{2})*")) {
            return HexFormat.of().parseHex(hex);
        }
        throw PolicyFields.fault(field.fileName() + " has an element that is not hexadecimal");
    }

    private void readFlags() {
        Set<String> names = Stream.of(SnpFlag.values()).map(SnpFlag::fileName).collect(Collectors.toSet());
        PolicyFields flags = PolicyFields.of("flags", fields.required("flags"), names);
        for (SnpFlag flag : SnpFlag.values()) {
            String any = flag == SnpFlag.DEBUG_ALLOWED ? "insecure-any" : "any";
            choose(
                    flags,
                    flag.fileName(),
                    Map.of(
                            any,
                            builder -> builder.ignore(flag),
                            "require",
                            builder -> builder.require(flag),
                            "refuse",
                            builder -> builder.refuse(flag)));
        }
    }

    private void readProducts() {
        PolicyFields products = PolicyFields.of("products", fields.required("products"), Set.of(), PRODUCTS.keySet());
        PRODUCTS.forEach((name, product) -> products.optional(name).ifPresent(value -> {
            PolicyFields minimums = PolicyFields.of(name, value, Set.of("minimum", "minimumAtLaunch"));
            policy.product(product, tcb(minimums, "minimum"), tcb(minimums, "minimumAtLaunch"));
        }));
    }

    private static SnpTcb tcb(PolicyFields minimums, String name) {
        if (minimums.isWord(name, "any")) {
            return SnpTcb.ANY;
        }
        PolicyFields parts = PolicyFields.of(name, minimums.required(name), TCB_PARTS);
        return new SnpTcb(
                parts.number("fmc"),
                parts.number("bootloader"),
                parts.number("tee"),
                parts.number("snp"),
                parts.number("microcode"));
    }

    private void readKeys() {
        for (JsonValue vmpl : fields.array("vmpls")) {
            if (!(vmpl instanceof JsonNumber number) || !number.literal().matches("[0-3]")) {
                throw PolicyFields.fault("vmpls has an element that is not 0 to 3");
            }
            policy.vmpl(Integer.parseInt(number.literal()));
        }
        choose("vcek", SnpPolicyBuilder::allowVcek, "allow", SnpPolicyBuilder::refuseVcek, "refuse");
        if (fields.required("vlek") instanceof JsonArray(var names) && !names.isEmpty()) {
            policy.allowVlekOf(names.stream().map(SnpPolicyFile::cloud).toArray(String[]::new));
        } else {
            choose("vlek", SnpPolicyBuilder::allowAnyVlek, "any", SnpPolicyBuilder::refuseVlek, "refuse");
        }
    }

    private static String cloud(JsonValue name) {
        if (name instanceof JsonString(String text)) {
            return text;
        }
        throw PolicyFields.fault("vlek has an element that is no string");
    }

    private void readChoices() {
        choose("maskedChip", SnpPolicyBuilder::allowMaskedChip, "allow", SnpPolicyBuilder::refuseMaskedChip, "refuse");
        choose(
                "provisionalFirmware",
                SnpPolicyBuilder::allowProvisionalFirmware,
                "allow",
                SnpPolicyBuilder::refuseProvisionalFirmware,
                "refuse");
        choose(
                "revocationList",
                SnpPolicyBuilder::requireRevocationList,
                "require",
                SnpPolicyBuilder::waiveRevocationList,
                "waive");
    }

    private void choose(
            String name,
            Consumer<SnpPolicyBuilder> one,
            String word,
            Consumer<SnpPolicyBuilder> other,
            String otherWord) {
        choose(fields, name, Map.of(word, one, otherWord, other));
    }

    private void choose(PolicyFields object, String name, Map<String, Consumer<SnpPolicyBuilder>> choices) {
        Consumer<SnpPolicyBuilder> choice = choices.get(object.text(name));
        if (choice == null) {
            throw PolicyFields.fault(name + " is none of " + new TreeSet<>(choices.keySet()));
        }
        choice.accept(policy);
    }

    private void readVersions() {
        Matcher firmware = match("minimumFirmware", FIRMWARE);
        policy.minimumFirmware(new SnpFirmware(part(firmware, 1), part(firmware, 2), part(firmware, 3)));
        Matcher abi = match("minimumGuestAbi", ABI);
        policy.minimumGuestAbi(part(abi, 1), part(abi, 2));
        policy.minimumGuestSvn(fields.number("minimumGuestSvn"));
        policy.requireMitigations(
                Long.parseUnsignedLong(match("mitigations", BITS).group(1), 16));
    }

    private Matcher match(String name, Pattern pattern) {
        Matcher matcher = pattern.matcher(fields.text(name));
        if (!matcher.matches()) {
            throw PolicyFields.fault(name + " is not of the form " + pattern);
        }
        return matcher;
    }

    private static int part(Matcher version, int group) {
        int value = Integer.parseInt(version.group(group));
        if (value > 255) {
            throw PolicyFields.fault("a version's part is 0 to 255, not " + value);
        }
        return value;
    }
}
