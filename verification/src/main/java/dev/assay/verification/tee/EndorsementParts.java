package dev.assay.verification.tee;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Endorsements of any kind as named raw parts, which is how evidence carries them: nothing in them is read yet. Each kind of
 * TEE says which names it knows, and how many parts of a name there may be.
 *
 * @param parts by name; no list is empty
 */
public record EndorsementParts(SortedMap<String, List<byte[]>> parts) {

    public EndorsementParts {
        SortedMap<String, List<byte[]>> copy = new TreeMap<>();
        parts.forEach((name, list) -> {
            if (!list.isEmpty()) {
                copy.put(name, list.stream().map(byte[]::clone).toList());
            }
        });
        parts = Collections.unmodifiableSortedMap(copy);
    }

    /** No endorsements, for evidence that brings its own. */
    public static EndorsementParts none() {
        return new EndorsementParts(new TreeMap<>());
    }

    /** The same with one part more, unless it is empty bytes, which stand for an absent one. */
    public EndorsementParts with(String name, byte[] part) {
        return part.length == 0 ? this : with(name, List.of(part));
    }

    /** The same with parts of one name. */
    public EndorsementParts with(String name, List<byte[]> list) {
        SortedMap<String, List<byte[]>> more = new TreeMap<>(parts);
        more.put(name, list);
        return new EndorsementParts(more);
    }

    /**
     * The only part of this name.
     *
     * @throws Rejection if there are several
     */
    public Optional<byte[]> one(String name) {
        List<byte[]> found = all(name);
        if (found.size() > 1) {
            throw new Rejection(Reason.MALFORMED, found.size() + " endorsements are called " + name);
        }
        return found.stream().findFirst();
    }

    /** The only part of this name, or empty bytes. */
    public byte[] oneOrEmpty(String name) {
        return one(name).orElse(new byte[0]);
    }

    /** All parts of this name, in order; empty if there is none. */
    public List<byte[]> all(String name) {
        return parts.getOrDefault(name, List.of());
    }

    /** Those parts whose names begin with a prefix, without it. */
    public EndorsementParts under(String prefix) {
        SortedMap<String, List<byte[]>> found = new TreeMap<>();
        parts.forEach((name, list) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), list);
            }
        });
        return new EndorsementParts(found);
    }

    /** Those parts whose names do not begin with a prefix. */
    public EndorsementParts notUnder(String prefix) {
        SortedMap<String, List<byte[]>> found = new TreeMap<>(parts);
        found.keySet().removeIf(name -> name.startsWith(prefix));
        return new EndorsementParts(found);
    }

    /** These and others, whose names get a prefix. */
    public EndorsementParts and(String prefix, EndorsementParts others) {
        SortedMap<String, List<byte[]>> more = new TreeMap<>(parts);
        others.parts.forEach((name, list) -> more.put(prefix + name, list));
        return new EndorsementParts(more);
    }

    /** These and others, of other names. */
    public EndorsementParts and(EndorsementParts others) {
        return and("", others);
    }

    /** Those of these names. */
    public EndorsementParts named(Set<String> names) {
        SortedMap<String, List<byte[]>> found = new TreeMap<>(parts);
        found.keySet().retainAll(names);
        return new EndorsementParts(found);
    }

    /** Those of other names. */
    public EndorsementParts without(Set<String> names) {
        SortedMap<String, List<byte[]>> found = new TreeMap<>(parts);
        found.keySet().removeAll(names);
        return new EndorsementParts(found);
    }

    /**
     * Every part has one of these names: what nobody reads, nobody has verified.
     *
     * @throws Rejection if another one is there
     */
    public EndorsementParts only(Set<String> names) {
        for (String name : parts.keySet()) {
            if (!names.contains(name)) {
                throw new Rejection(Reason.MALFORMED, "an endorsement called " + name + "; known are " + names);
            }
        }
        return this;
    }
}
