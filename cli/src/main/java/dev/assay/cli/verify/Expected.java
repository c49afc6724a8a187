package dev.assay.cli.verify;

import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a case expects, out of the words in its {@code expect}: a sentence, or an object with a verdict. */
final class Expected {

    private Expected() {}

    static String of(@Nullable JsonValue expect) {
        return switch (expect) {
            case JsonString(String sentence) -> ofSentence(sentence);
            case JsonObject(Map<String, JsonValue> members) -> ofObject(members);
            case null, default -> CaseOutcome.UNKNOWN;
        };
    }

    private static String ofObject(Map<String, JsonValue> members) {
        for (String name : new String[] {"verdict", "default_policy"}) {
            if (members.get(name) instanceof JsonString(String word)) {
                return ofSentence(word);
            }
        }
        return CaseOutcome.UNKNOWN;
    }

    /** The first words decide; a debug enclave is valid but refused by default. */
    private static String ofSentence(String sentence) {
        if (sentence.equals(CaseOutcome.REJECT_KEY)) {
            return CaseOutcome.REJECT_KEY;
        }
        if (sentence.contains("accept or reject")
                || sentence.contains("reject or ignore")
                || sentence.contains("must not crash")) {
            return CaseOutcome.EITHER;
        }
        boolean reject = sentence.startsWith("reject")
                || sentence.startsWith("policy: reject")
                || sentence.startsWith("valid-debug");
        boolean accept = sentence.startsWith("valid")
                || sentence.startsWith("accept")
                || sentence.startsWith("ignore content")
                || sentence.startsWith("CCA token")
                || sentence.startsWith("UpToDate");
        return reject ? CaseOutcome.REJECT : accept ? CaseOutcome.ACCEPT : CaseOutcome.UNKNOWN;
    }
}
