package dev.assay.verification.evidence;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.cbor.Cbor;
import dev.assay.verification.cbor.CborEncoding;
import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.cbor.CborValue.Array;
import dev.assay.verification.cbor.CborValue.Bytes;
import dev.assay.verification.cbor.CborValue.Int;
import dev.assay.verification.cbor.CborValue.Mapping;
import dev.assay.verification.cbor.CborValue.Text;
import dev.assay.verification.tee.EndorsementParts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The CBOR form of an {@link EvidenceBundle}. */
final class BundleFile {

    private static final Text TYPE = new Text("__cmwc_t");
    private static final Text ASSAY = new Text("tag:assay.dev,2026:evidence");
    private static final Text EVIDENCE = new Text("evidence");
    private static final Text KEYS = new Text("keys");
    private static final Text NONCE = new Text("nonce");
    /** With a running number, which keeps several of one name in order. */
    private static final Pattern ENDORSEMENT = Pattern.compile("endorsement:([0-9a-z./-]{1,64}):(0|[1-9][0-9]{0,2})");

    private static final String OCTETS = "application/octet-stream";
    private static final String KEYS_TYPE = "application/vnd.assay.enclave-keys";

    /** What a message is (draft-ietf-rats-msg-wrap, section 3.1, {@code cm-type}). */
    private static final int ENDORSEMENTS_INDICATOR = 2;

    private static final int EVIDENCE_INDICATOR = 4;
    private static final int MAX_ENDORSEMENTS = 256;

    private static final int MAP_MAJOR_TYPE = 5;
    private static final int MAJOR_TYPE_SHIFT = 5;

    private BundleFile() {}

    /** A map; a COSE_Sign1 message is an array or a tag. */
    static boolean isBundle(byte[] bytes) {
        return bytes.length > 0 && (bytes[0] & 0xFF) >>> MAJOR_TYPE_SHIFT == MAP_MAJOR_TYPE;
    }

    static byte[] write(EvidenceBundle bundle) {
        Map<CborValue, CborValue> entries = new LinkedHashMap<>();
        entries.put(TYPE, ASSAY);
        entries.put(EVIDENCE, message(bundle.kind().mediaType(), bundle.evidence(), EVIDENCE_INDICATOR));
        bundle.keys().ifPresent(keys -> entries.put(KEYS, message(KEYS_TYPE, keys.encode(), EVIDENCE_INDICATOR)));
        bundle.nonce().ifPresent(nonce -> entries.put(NONCE, message(OCTETS, nonce.bytes(), EVIDENCE_INDICATOR)));
        bundle.endorsements().parts().forEach((name, list) -> {
            for (int i = 0; i < list.size(); i++) {
                entries.put(
                        new Text("endorsement:" + name + ":" + i),
                        message(OCTETS, list.get(i), ENDORSEMENTS_INDICATOR));
            }
        });
        return CborEncoding.encode(new Mapping(entries));
    }

    private static Array message(String type, byte[] value, int indicator) {
        return new Array(List.of(new Text(type), new Bytes(value), new Int(indicator)));
    }

    /** @throws Rejection if a part is missing, unknown or of another form */
    static EvidenceBundle read(byte[] bytes) {
        if (!(Cbor.decode(bytes, Cbor.Outermost.DEFINITE) instanceof Mapping(Map<CborValue, CborValue> entries))
                || !ASSAY.equals(entries.get(TYPE))) {
            throw malformed("is no collection of the type " + ASSAY.value());
        }
        if (!(entries.get(EVIDENCE) instanceof Array(List<CborValue> evidence))
                || evidence.isEmpty()
                || !(evidence.getFirst() instanceof Text(String type))) {
            throw malformed("has no evidence");
        }
        EvidenceKind kind = EvidenceKind.ofMediaType(type)
                .orElseThrow(() -> new Rejection(Reason.EVIDENCE_KIND_REFUSED, "evidence of the type " + type));
        if (entries.containsKey(KEYS) && (kind.holdsItsKeys() || !kind.bindsKeys())) {
            throw malformed("has keys beside evidence that holds its own, or can bind none");
        }
        if (entries.containsKey(NONCE) && !entries.containsKey(KEYS)) {
            throw malformed("has a nonce that nothing binds");
        }
        return new EvidenceBundle(
                kind,
                value(EVIDENCE.value(), evidence, type, EVIDENCE_INDICATOR),
                endorsements(entries),
                optional(entries, KEYS, KEYS_TYPE).map(EnclaveKeys::read),
                optional(entries, NONCE, OCTETS).map(BundleFile::nonce));
    }

    private static Digest nonce(byte[] bytes) {
        if (bytes.length != Digest.SIZE_BYTES) {
            throw malformed("has a nonce of " + bytes.length + " bytes");
        }
        return Digest.of(bytes);
    }

    private static Optional<byte[]> optional(Map<CborValue, CborValue> entries, Text name, String type) {
        return Optional.ofNullable(entries.get(name))
                .map(entry -> value(name.value(), items(name.value(), entry), type, EVIDENCE_INDICATOR));
    }

    private static EndorsementParts endorsements(Map<CborValue, CborValue> entries) {
        SortedMap<String, SortedMap<Integer, byte[]>> parts = new TreeMap<>();
        int known = 0;
        for (Map.Entry<CborValue, CborValue> entry : entries.entrySet()) {
            if (entry.getKey().equals(TYPE)
                    || entry.getKey().equals(EVIDENCE)
                    || entry.getKey().equals(KEYS)
                    || entry.getKey().equals(NONCE)) {
                continue;
            }
            Matcher name = endorsementName(entry.getKey());
            byte[] part = value(name.group(), items(name.group(), entry.getValue()), OCTETS, ENDORSEMENTS_INDICATOR);
            parts.computeIfAbsent(name.group(1), any -> new TreeMap<>()).put(Integer.parseInt(name.group(2)), part);
            if (++known > MAX_ENDORSEMENTS) {
                throw malformed("has more than " + MAX_ENDORSEMENTS + " endorsements");
            }
        }
        SortedMap<String, List<byte[]>> lists = new TreeMap<>();
        parts.forEach((name, numbered) -> lists.put(name, inOrder(name, numbered)));
        return new EndorsementParts(lists);
    }

    private static Matcher endorsementName(CborValue key) {
        if (key instanceof Text(String text)) {
            Matcher name = ENDORSEMENT.matcher(text);
            if (name.matches()) {
                return name;
            }
        }
        throw malformed("has an entry " + (key instanceof Text(String text) ? '"' + text + '"' : "without a name"));
    }

    private static List<byte[]> inOrder(String name, SortedMap<Integer, byte[]> numbered) {
        if (numbered.lastKey() != numbered.size() - 1) {
            throw malformed("does not number its endorsements " + name + " from 0");
        }
        return new ArrayList<>(numbered.values());
    }

    private static List<CborValue> items(String name, @Nullable CborValue entry) {
        if (entry instanceof Array(List<CborValue> items)) {
            return items;
        }
        throw malformed("has no message in " + name);
    }

    private static byte[] value(String name, List<CborValue> items, String type, int indicator) {
        if (items.size() == 3
                && items.get(0).equals(new Text(type))
                && items.get(1) instanceof Bytes(byte[] value)
                && items.get(2).equals(new Int(indicator))) {
            return value;
        }
        throw malformed("has in " + name + " no message [\"" + type + "\", bytes, " + indicator + "]");
    }

    private static Rejection malformed(String what) {
        return new Rejection(Reason.MALFORMED, "the evidence bundle " + what);
    }
}
