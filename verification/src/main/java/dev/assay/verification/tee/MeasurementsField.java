package dev.assay.verification.tee;

import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import java.util.List;
import java.util.function.Consumer;

/**
 * The field of a policy file that says which code is accepted: {@code "any"}; an array of measurements in the kind's own
 * form; an object of {@link ReferenceValues}, inline; or {@code "reference-values"}, for the caller to add them to the policy,
 * which does not exist without.
 */
public record MeasurementsField(PolicyFields fields, String name) {

    /**
     * Calls what the field asks for.
     *
     * @param each measurement of an array
     * @throws IllegalArgumentException if the field is missing or none of these, or the array is empty
     */
    public void read(Runnable any, Consumer<ReferenceValues> references, Consumer<JsonValue> each) {
        if (fields.isWord(name, "any")) {
            any.run();
        } else if (fields.required(name) instanceof JsonObject inline) {
            references.accept(ReferenceValues.of(inline));
        } else if (!fields.isWord(name, "reference-values")) {
            elements().forEach(each);
        }
    }

    private List<JsonValue> elements() {
        List<JsonValue> elements = fields.array(name);
        if (elements.isEmpty()) {
            throw PolicyFields.fault(fields.what() + "." + name + " accepts nothing");
        }
        return elements;
    }
}
