package dev.assay.market.transcript;

import dev.assay.verification.Verdict;
import dev.assay.verification.transparency.KeyKind;
import dev.assay.verification.transparency.NoteKey;
import java.net.URI;

/**
 * Somebody who vouches that everybody is shown the same log.
 *
 * @param address of its {@code add-checkpoint} (C2SP tlog-witness)
 */
record Witness(NoteKey key, URI address) {

    private static final String SCHEME = "=http";

    /** @throws IllegalArgumentException unless the text is a verifier key, an equals sign and an address */
    static Witness parse(String text) {
        int split = text.indexOf(SCHEME);
        if (split > 0
                && NoteKey.parse(text.substring(0, split)) instanceof Verdict.Verified<NoteKey>(NoteKey key)
                && key.kind() == KeyKind.COSIGNATURE) {
            return new Witness(key, URI.create(text.substring(split + 1)));
        }
        throw new IllegalArgumentException(
                "transcriptWitnesses: \"" + text + "\" is not a witness's verifier key=https://its-add-checkpoint");
    }
}
