package dev.assay.cli.verify;

import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.tee.dcap.TcbStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a case expects, out of the words in its {@code expect}: a sentence, or an object with a verdict. */
final class Expected {

    /** What the index of published samples calls a piece of evidence, without a verdict. */
    private static final List<String> COMPONENTS = List.of(
            "component sample",
            "HCL report blob",
            "legacy bincode TPM quote",
            "TPMS_ATTEST",
            "RSASSA signature",
            "VCEK chain",
            "TD quote",
            "CCEL + TDX quote: replay must reproduce");

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
        // A quote without collateral: its signatures may be good, but that is never enough.
        return members.containsKey("signature_chain") ? CaseOutcome.REJECT : CaseOutcome.UNKNOWN;
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
        if (sentence.startsWith("policy: flag")) {
            return CaseOutcome.EITHER;
        }
        if (COMPONENTS.stream().anyMatch(sentence::startsWith)) {
            return CaseOutcome.COMPONENT;
        }
        boolean reject = sentence.startsWith("reject")
                || sentence.startsWith("accept-if-advisories-allowed") // the default allows none
                || isRefusedStatus(sentence)
                || sentence.startsWith("policy: reject")
                // What is missing is reported, and never assumed.
                || sentence.startsWith("no endorsement key")
                || sentence.startsWith("valid-debug");
        boolean accept = sentence.startsWith("valid")
                || sentence.startsWith("accept")
                || sentence.startsWith("signature+chain valid")
                || sentence.endsWith("signature+static chain check out offline")
                || sentence.startsWith("ignore content")
                || sentence.startsWith("CCA token")
                // A sample of a machine that was what it says.
                || sentence.startsWith("go-tpm-tools Attestation protobuf")
                || sentence.startsWith("UpToDate");
        return reject ? CaseOutcome.REJECT : accept ? CaseOutcome.ACCEPT : CaseOutcome.UNKNOWN;
    }

    /** Intel's words for a TCB that is not up to date; none of them passes by default. */
    private static boolean isRefusedStatus(String sentence) {
        String word = sentence.split("[ :]", 2)[0];
        return !word.equals(TcbStatus.UP_TO_DATE.word())
                && Arrays.stream(TcbStatus.values())
                        .anyMatch(status -> status.word().equals(word));
    }
}
