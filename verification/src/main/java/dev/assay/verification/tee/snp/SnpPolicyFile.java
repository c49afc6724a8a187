package dev.assay.verification.tee.snp;

import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JSON file form of an {@link SnpPolicy}. Whoever writes one is the caller, so faults are IllegalArgumentException. */
final class SnpPolicyFile {

    private static final Pattern FIRMWARE = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})");
    private static final Pattern ABI = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})");

    private final SnpPolicyBuilder policy = SnpPolicy.builder();
    private final Map<String, JsonValue> members;

    private SnpPolicyFile(JsonObject file) {
        members = exactly("the policy", file, names());
    }

    static SnpPolicy parse(JsonObject file) {
        SnpPolicyFile reader = new SnpPolicyFile(file);
        reader.read();
        return reader.policy.build();
    }

    private static Stream<String> names() {
        return Stream.concat(
                Stream.of(SnpField.values()).map(SnpField::fileName),
                Stream.of(
                        "flags",
                        "products",
                        "vmpls",
                        "vcek",
                        "vlek",
                        "masked_chip",
                        "provisional_firmware",
                        "revocation_list",
                        "minimum_firmware",
                        "minimum_guest_abi",
                        "minimum_guest_svn",
                        "mitigations"));
    }

    private void read() {
        for (SnpField field : SnpField.values()) {
            readField(field, members.get(field.fileName()));
        }
        readFlags();
        readProducts();
        elements("vmpls").forEach(vmpl -> policy.vmpl(number("vmpls", vmpl, 3)));
        readChoice("vcek", Map.of("allow", SnpPolicyBuilder::allowVcek, "refuse", SnpPolicyBuilder::refuseVcek));
        readClouds();
        readChoice(
                "masked_chip",
                Map.of("allow", SnpPolicyBuilder::allowMaskedChip, "refuse", SnpPolicyBuilder::refuseMaskedChip));
        readChoice(
                "provisional_firmware",
                Map.of(
                        "allow", SnpPolicyBuilder::allowProvisionalFirmware,
                        "refuse", SnpPolicyBuilder::refuseProvisionalFirmware));
        readChoice(
                "revocation_list",
                Map.of(
                        "require", SnpPolicyBuilder::requireRevocationList,
                        "waive", SnpPolicyBuilder::waiveRevocationList));
        readVersions();
    }

    /** "any", or "insecure-any" for the report data; or an array of hexadecimal values. */
    private void readField(SnpField field, @Nullable JsonValue value) {
        String any = field == SnpField.REPORT_DATA ? "insecure-any" : "any";
        if (value instanceof JsonString(String word) && word.equals(any)) {
            policy.any(field);
        } else if (value instanceof JsonArray(var elements) && !elements.isEmpty()) {
            elements.forEach(element -> policy.accept(field, hex(field.fileName(), element)));
        } else {
            throw fault(field.fileName() + " is neither \"" + any + "\" nor an array of values");
        }
    }

    private void readFlags() {
        Map<String, JsonValue> flags = exactly(
                "flags", members.get("flags"), Stream.of(SnpFlag.values()).map(SnpFlag::fileName));
        for (SnpFlag flag : SnpFlag.values()) {
            String any = flag == SnpFlag.DEBUG_ALLOWED ? "insecure-any" : "any";
            String word = text(flag.fileName(), flags.get(flag.fileName()));
            if (word.equals(any)) {
                policy.ignore(flag);
            } else if (word.equals("require")) {
                policy.require(flag);
            } else if (word.equals("refuse")) {
                policy.refuse(flag);
            } else {
                throw fault(flag.fileName() + " is none of require, refuse, " + any);
            }
        }
    }

    private void readProducts() {
        if (!(members.get("products") instanceof JsonObject(Map<String, JsonValue> products))) {
            throw fault("products is not an object");
        }
        Map<String, SnpProduct> known =
                Stream.of(SnpProduct.values()).collect(Collectors.toMap(SnpProduct::amdName, Function.identity()));
        products.forEach((name, value) -> {
            SnpProduct product = known.get(name);
            if (product == null) {
                throw fault("unknown product " + name + "; known are " + new TreeSet<>(known.keySet()));
            }
            Map<String, JsonValue> minimums = exactly(name, value, Stream.of("minimum", "minimum_at_launch"));
            policy.product(product, tcb(minimums.get("minimum")), tcb(minimums.get("minimum_at_launch")));
        });
    }

    private static SnpTcb tcb(@Nullable JsonValue value) {
        if (value instanceof JsonString(String word) && word.equals("any")) {
            return SnpTcb.ANY;
        }
        Map<String, JsonValue> parts =
                exactly("a minimum", value, Stream.of("fmc", "bootloader", "tee", "snp", "microcode"));
        return new SnpTcb(
                part(parts, "fmc"),
                part(parts, "bootloader"),
                part(parts, "tee"),
                part(parts, "snp"),
                part(parts, "microcode"));
    }

    private static int part(Map<String, JsonValue> parts, String name) {
        return number(name, parts.get(name), 255);
    }

    private void readClouds() {
        JsonValue value = members.get("vlek");
        if (value instanceof JsonArray(var names) && !names.isEmpty()) {
            policy.allowVlekOf(names.stream().map(name -> text("vlek", name)).toArray(String[]::new));
        } else {
            readChoice("vlek", Map.of("any", SnpPolicyBuilder::allowAnyVlek, "refuse", SnpPolicyBuilder::refuseVlek));
        }
    }

    private void readChoice(String name, Map<String, Consumer<SnpPolicyBuilder>> choices) {
        Consumer<SnpPolicyBuilder> choice = choices.get(text(name, members.get(name)));
        if (choice == null) {
            throw fault(name + " is none of " + new TreeSet<>(choices.keySet()));
        }
        choice.accept(policy);
    }

    private void readVersions() {
        Matcher firmware = match("minimum_firmware", FIRMWARE);
        policy.minimumFirmware(
                new SnpFirmware(version(firmware.group(1)), version(firmware.group(2)), version(firmware.group(3))));
        Matcher abi = match("minimum_guest_abi", ABI);
        policy.minimumGuestAbi(version(abi.group(1)), version(abi.group(2)));
        policy.minimumGuestSvn(number("minimum_guest_svn", members.get("minimum_guest_svn"), Integer.MAX_VALUE));
        String bits = text("mitigations", members.get("mitigations"));
        if (!bits.matches("[0-9a-fA-F]{16}")) {
            throw fault("mitigations is not 16 hexadecimal digits");
        }
        policy.requireMitigations(Long.parseUnsignedLong(bits, 16));
    }

    private Matcher match(String name, Pattern pattern) {
        Matcher matcher = pattern.matcher(text(name, members.get(name)));
        if (!matcher.matches()) {
            throw fault(name + " is no version");
        }
        return matcher;
    }

    private static int version(String digits) {
        int value = Integer.parseInt(digits);
        if (value > 255) {
            throw fault("a version's part is 0 to 255, not " + value);
        }
        return value;
    }

    private Stream<JsonValue> elements(String name) {
        if (members.get(name) instanceof JsonArray(var elements)) {
            return elements.stream();
        }
        throw fault(name + " is not an array");
    }

    /** Exactly these fields: a misspelt one must not be a check that is never made. */
    private static Map<String, JsonValue> exactly(String what, @Nullable JsonValue value, Stream<String> names) {
        if (!(value instanceof JsonObject(Map<String, JsonValue> members))) {
            throw fault(what + " is not an object");
        }
        TreeSet<String> expected = names.collect(Collectors.toCollection(TreeSet::new));
        if (!expected.equals(members.keySet())) {
            throw fault(what + " has the fields " + new TreeSet<>(members.keySet()) + ", not " + expected);
        }
        return members;
    }

    private static int number(String name, @Nullable JsonValue value, int most) {
        if (value instanceof JsonNumber number && number.literal().matches("0|[1-9][0-9]{0,9}")) {
            long parsed = Long.parseLong(number.literal());
            if (parsed <= most) {
                return (int) parsed;
            }
        }
        throw fault(name + " is not a whole number of at most " + most);
    }

    private static byte[] hex(String name, JsonValue value) {
        try {
            return HexFormat.of().parseHex(text(name, value));
        } catch (IllegalArgumentException e) {
            throw fault(name + " is not hexadecimal");
        }
    }

    private static String text(String name, @Nullable JsonValue value) {
        if (value instanceof JsonString(String text)) {
            return text;
        }
        throw fault(name + " is not a string");
    }

    private static IllegalArgumentException fault(String what) {
        return new IllegalArgumentException("policy file: " + what);
    }
}
