package dev.assay.node.iden3;

import java.io.IOException;

/** A file is not what its format promises: says which file and section, what is wrong and what to do. */
public final class Iden3FormatException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String section;

    public Iden3FormatException(String file, String section, String problem, String remedy) {
        super(file + ", " + section + ": " + problem + "; " + remedy);
        this.file = file;
        this.section = section;
    }

    /** The file's name. */
    public String file() {
        return file;
    }

    /** The section's number and title, or the part of the container before any section. */
    public String section() {
        return section;
    }
}
