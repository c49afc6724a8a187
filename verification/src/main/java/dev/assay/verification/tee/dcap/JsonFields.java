package dev.assay.verification.tee.dcap;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object in Intel's collateral, by name and type. Members that are not asked for are Intel's to add.
 *
 * @param malformed the reason if a member is absent or of another type
 */
record JsonFields(JsonObject object, Reason malformed) {

    /** Far more than any published TCB info has of levels, components, modules or advisories. */
    private static final int MAX_ELEMENTS = 256;

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");

    boolean has(String name) {
        return object.members().containsKey(name);
    }

    String string(String name) {
        return asString(name, object.members().get(name));
    }

    /** In lower case, of exactly this many bytes. */
    String hex(String name, int bytes) {
        String hex = string(name);
        if (!hex.matches("[0-9a-fA-F]{" + 2 * bytes + "}")) {
            throw fault(name + " is not " + bytes + " bytes in hexadecimal digits");
        }
        return hex.toLowerCase(Locale.ROOT);
    }

    int number(String name, int most) {
        if (object.members().get(name) instanceof JsonNumber(String literal)
                && NUMBER.matcher(literal).matches()
                && Integer.parseInt(literal) <= most) {
            return Integer.parseInt(literal);
        }
        throw fault(name + " is not a whole number up to " + most);
    }

    Instant instant(String name) {
        String text = string(name);
        try {
            if (TIME.matcher(text).matches()) {
                return Instant.parse(text);
            }
        } catch (DateTimeException e) {
            // such as the 31st of February: said below
        }
        throw fault(name + " is no time in UTC");
    }

    JsonFields object(String name) {
        return asObject(name, object.members().get(name));
    }

    List<JsonFields> objects(String name) {
        return elements(name).stream().map(element -> asObject(name, element)).toList();
    }

    /** Empty if there is no such member. */
    List<String> strings(String name) {
        return has(name)
                ? elements(name).stream()
                        .map(element -> asString(name, element))
                        .toList()
                : List.of();
    }

    TcbStatus status(List<TcbStatus> known) {
        String word = string("tcbStatus");
        Optional<TcbStatus> status =
                known.stream().filter(one -> one.word().equals(word)).findFirst();
        return status.orElseThrow(() -> new Rejection(Reason.TCB_STATUS_UNKNOWN, "the TCB status \"" + word + "\""));
    }

    private List<JsonValue> elements(String name) {
        if (object.members().get(name) instanceof JsonArray(List<JsonValue> elements)
                && elements.size() <= MAX_ELEMENTS) {
            return elements;
        }
        throw fault(name + " is not an array of at most " + MAX_ELEMENTS);
    }

    private JsonFields asObject(String name, @Nullable JsonValue value) {
        if (value instanceof JsonObject member) {
            return new JsonFields(member, malformed);
        }
        throw fault(name + " is not an object");
    }

    private String asString(String name, @Nullable JsonValue value) {
        if (value instanceof JsonString(String text)) {
            return text;
        }
        throw fault(name + " is not a string");
    }

    Rejection fault(String what) {
        return new Rejection(malformed, what);
    }
}
