package dev.assay.verification.transcript;

import dev.assay.verification.Digest;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import java.util.Arrays;
import java.util.List;

/**
 * The bids of a round, opened. Kept under its SHA-256, since many rounds have the same standing quotes.
 *
 * @param bids at most one for each node, and {@link #MAX_BIDS}
 */
public record RoundBook(List<OpenedBid> bids) {

    /** With so many the largest is still shown in one answer of a server, which has 4 MiB. */
    public static final int MAX_BIDS = 3500;

    public RoundBook {
        bids = List.copyOf(bids);
        if (bids.size() > MAX_BIDS) {
            throw new IllegalArgumentException(bids.size() + " bids");
        }
    }

    /** Canonical JSON. */
    public byte[] bytes() {
        List<JsonValue> array = bids.stream().map(bid -> bid.fields().json()).toList();
        return Fields.empty().with("bids", new JsonArray(array)).bytes();
    }

    public Digest digest() {
        return Digest.sha256(bytes());
    }

    public static Verdict<RoundBook> parse(byte[] json) {
        try {
            return new Verdict.Verified<>(read(json));
        } catch (Rejection rejection) {
            return rejection.verdict();
        } catch (IllegalArgumentException e) {
            return Fields.malformed(String.valueOf(e.getMessage())).verdict();
        }
    }

    private static RoundBook read(byte[] json) {
        RoundBook book = new RoundBook(Fields.read(json).array("bids").stream()
                .map(Fields::of)
                .map(OpenedBid::read)
                .toList());
        if (!Arrays.equals(book.bytes(), json)) {
            throw Fields.malformed("not the canonical form of a book");
        }
        return book;
    }
}
