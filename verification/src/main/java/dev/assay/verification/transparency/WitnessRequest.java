package dev.assay.verification.transparency;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What a log asks of a witness (C2SP tlog-witness, "add-checkpoint").
 *
 * @param oldSize the size that the witness cosigned last
 * @param proof from that size on
 * @param signedNote the new checkpoint
 */
public record WitnessRequest(long oldSize, List<Digest> proof, byte[] signedNote) {

    private static final String OLD = "old ";

    public WitnessRequest {
        proof = List.copyOf(proof);
    }

    public byte[] bytes() {
        StringBuilder text = new StringBuilder(OLD).append(oldSize).append('\n');
        proof.forEach(hash ->
                text.append(Base64.getEncoder().encodeToString(hash.bytes())).append('\n'));
        return text.append('\n')
                .append(new String(signedNote, StandardCharsets.UTF_8))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    public static Verdict<WitnessRequest> parse(byte[] body) {
        try {
            return new Verdict.Verified<>(read(body));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static WitnessRequest read(byte[] body) {
        if (body.length > Note.MAX_SIZE_BYTES) {
            throw new Rejection(Reason.TOO_LARGE, "a request of " + body.length + " bytes");
        }
        String text = StrictText.utf8(body);
        int end = text.indexOf("\n\n");
        if (!text.startsWith(OLD) || end < 0) {
            throw StrictText.malformed("a request to a witness begins with the old size and a proof");
        }
        String[] lines = text.substring(OLD.length(), end).split("\n", -1);
        if (lines.length > 1 + InclusionProof.MAX_PATH) {
            throw new Rejection(Reason.TOO_LARGE, "a proof of " + (lines.length - 1) + " hashes");
        }
        List<Digest> proof = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            proof.add(StrictText.digest(lines[i]));
        }
        byte[] note = text.substring(end + 2).getBytes(StandardCharsets.UTF_8);
        return new WitnessRequest(StrictText.decimal(lines[0]), proof, note);
    }

    /**
     * The checkpoint with a witness's line added, which {@link LogPolicy} has yet to verify. Lines in other names are left
     * out: with enough invented ones there would be no room for the other witnesses'.
     *
     * @param lines what the witness answered
     */
    public static Verdict<byte[]> withCosignatures(byte[] signedNote, byte[] lines, NoteKey witness) {
        try {
            if (lines.length > Note.MAX_SIZE_BYTES) {
                throw new Rejection(Reason.TOO_LARGE, "cosignatures of " + lines.length + " bytes");
            }
            Note note = Note.read(signedNote);
            List<NoteSignature> all = new ArrayList<>(note.signatures());
            Note.readSignatures(StrictText.utf8(lines)).stream()
                    .filter(line -> witness.claims(line) && all.stream().noneMatch(witness::claims))
                    .findFirst()
                    .ifPresent(all::add);
            return new Verdict.Verified<>(new Note(note.text(), all).bytes());
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }
}
