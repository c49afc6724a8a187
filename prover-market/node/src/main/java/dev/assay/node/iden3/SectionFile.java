package dev.assay.node.iden3;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The container that all iden3 files share: four letters, a version (u32), the number of sections (u32), then each
 * section as type (u32), length (u64) and content. Sections come in any order; integers are little-endian.
 */
final class SectionFile {

    /** Known formats have at most ten; more only costs time. */
    private static final int MAX_SECTIONS = 64;

    private static final String CONTAINER = "container";
    static final String REBUILD = "the file is damaged or of another kind: build or download it again";

    private final String name;
    private final Map<Integer, MemorySegment> sections = new HashMap<>();

    private SectionFile(String name) {
        this.name = name;
    }

    static SectionFile parse(String name, MemorySegment bytes, String magic, int version) throws Iden3FormatException {
        SectionFile file = new SectionFile(name);
        Section container = new Section(name, CONTAINER, bytes);
        file.readHead(container, magic, version);
        long count = container.u32("number of sections");
        if (count > MAX_SECTIONS) {
            throw container.wrong(count + " sections, more than " + MAX_SECTIONS, REBUILD);
        }
        for (int i = 0; i < count; i++) {
            file.readSection(container);
        }
        container.end();
        return file;
    }

    private void readHead(Section container, String magic, int version) throws Iden3FormatException {
        String found = container.letters("magic", magic.length());
        if (!found.equals(magic)) {
            throw container.wrong("begins with \"" + found + "\", not \"" + magic + "\"", REBUILD);
        }
        long foundVersion = container.u32("version");
        if (foundVersion != version) {
            throw container.wrong(
                    "version " + foundVersion + ", only " + version + " is known",
                    "convert it with a current circom or snarkjs");
        }
    }

    private void readSection(Section container) throws Iden3FormatException {
        int type = container.count("section type", Integer.MAX_VALUE);
        long length = container.u64("length of section " + type);
        if (sections.put(type, container.take("section " + type, length)) != null) {
            throw container.wrong("section " + type + " comes twice", REBUILD);
        }
    }

    String name() {
        return name;
    }

    Section section(int type, String title) throws Iden3FormatException {
        return optional(type, title)
                .orElseThrow(
                        () -> new Iden3FormatException(name, CONTAINER, "no " + title + " (" + type + ")", REBUILD));
    }

    Optional<Section> optional(int type, String title) {
        return Optional.ofNullable(sections.get(type))
                .map(bytes -> new Section(name, title + " (" + type + ")", bytes));
    }
}
