package dev.assay.verification.transparency;

import dev.assay.verification.Digest;
import java.util.Base64;
import java.util.List;

/**
 * How large a log is and what is its root (C2SP tlog-checkpoint), as somebody says it.
 *
 * @param origin names the log
 * @param extensions further lines, which nothing here gives a meaning
 */
public record Checkpoint(String origin, long size, Digest root, List<String> extensions) {

    private static final int LINES = 3;

    public Checkpoint {
        extensions = List.copyOf(extensions);
        if (origin.isEmpty() || origin.indexOf('\n') >= 0 || size < 0) {
            throw new IllegalArgumentException("no checkpoint: " + origin + ", " + size);
        }
    }

    public Checkpoint(String origin, long size, Digest root) {
        this(origin, size, root, List.of());
    }

    /** The text of the note. */
    String text() {
        StringBuilder text = new StringBuilder(origin)
                .append('\n')
                .append(size)
                .append('\n')
                .append(Base64.getEncoder().encodeToString(root.bytes()))
                .append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** @throws dev.assay.verification.Rejection unless the text is one */
    static Checkpoint read(String text) {
        List<String> lines = List.of(text.split("\n", -1));
        // The last newline ends the last line, so an empty piece follows it.
        List<String> whole = lines.subList(0, lines.size() - 1);
        if (whole.size() < LINES || whole.stream().anyMatch(String::isEmpty)) {
            throw StrictText.malformed("a checkpoint has an origin, a size and a root, and no empty line");
        }
        return new Checkpoint(
                whole.get(0),
                StrictText.decimal(whole.get(1)),
                StrictText.digest(whole.get(2)),
                whole.subList(LINES, whole.size()));
    }
}
