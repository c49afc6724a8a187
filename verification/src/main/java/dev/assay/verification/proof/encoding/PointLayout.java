package dev.assay.verification.proof.encoding;

/** In which order the bytes of a point come, and what the bits say that no coordinate needs. */
enum PointLayout {
    /**
     * The most significant byte first, the imaginary part first; the first byte's highest bits say: compressed, infinity, y
     * is the larger root (Zcash protocol specification, section 5.4.9.2). On BLS12-381 that is what bellman, gnark and
     * ark-bls12-381 since 0.4 write.
     */
    ZCASH(true, 0xe0) {
        @Override
        int flags(Form form, Kind kind) {
            int compressed = form == Form.COMPRESSED ? 0x80 : 0;
            return switch (kind) {
                case INFINITY -> compressed | 0x40;
                case LARGER -> compressed >> 2 | compressed;
                case SMALLER -> compressed;
            };
        }
    },

    /** The same order; two bits (gnark-crypto, {@code ecc/bn254/marshal.go}), as q leaves no more. */
    GNARK_BN254(true, 0xc0) {
        @Override
        int flags(Form form, Kind kind) {
            if (form == Form.UNCOMPRESSED) {
                return 0;
            }
            return switch (kind) {
                case INFINITY -> 0x40;
                case LARGER -> 0xc0;
                case SMALLER -> 0x80;
            };
        }
    },

    /**
     * The least significant byte first, the real part first; the last byte's highest bits say: y is the larger root,
     * infinity, whether y is written or not (ark-ec since 0.4, {@code SWCurveConfig::serialize_with_mode}).
     */
    ARKWORKS(false, 0xc0) {
        @Override
        int flags(Form form, Kind kind) {
            return switch (kind) {
                case INFINITY -> 0x40;
                case LARGER -> 0x80;
                case SMALLER -> 0;
            };
        }
    },

    /** The same, but where y is written no bit says which it is (ark-ec up to 0.3, on every curve). */
    ARKWORKS_BEFORE_0_4(false, 0xc0) {
        @Override
        int flags(Form form, Kind kind) {
            return kind == Kind.LARGER && form == Form.UNCOMPRESSED ? 0 : ARKWORKS.flags(form, kind);
        }
    };

    /** Whether y is written, or one bit of it. */
    enum Form {
        COMPRESSED,
        UNCOMPRESSED
    }

    /** What flags tell apart: whether y is above its negative; of two parts, the imaginary one decides unless it is zero. */
    enum Kind {
        SMALLER,
        LARGER,
        INFINITY
    }

    private final boolean bigEndian;
    private final int flagMask;

    PointLayout(boolean bigEndian, int flagMask) {
        this.bigEndian = bigEndian;
        this.flagMask = flagMask;
    }

    /** The bits of a point of this kind, in the one byte that has them. */
    abstract int flags(Form form, Kind kind);

    boolean isBigEndian() {
        return bigEndian;
    }

    int flagMask() {
        return flagMask;
    }

    int flagIndex(int sizeBytes) {
        return bigEndian ? 0 : sizeBytes - 1;
    }
}
