package dev.assay.enclave.guest.nitro;

/** Why the security module refused (aws-nitro-enclaves-nsm-api, {@code ErrorCode}). */
public enum NsmError {
    INVALID_ARGUMENT("InvalidArgument", "an argument that it does not take"),
    INVALID_INDEX("InvalidIndex", "no register has this index"),
    INVALID_RESPONSE("InvalidResponse", "it did not answer what it was asked"),
    READ_ONLY_INDEX("ReadOnlyIndex", "the register is locked"),
    INVALID_OPERATION("InvalidOperation", "not allowed now"),
    BUFFER_TOO_SMALL("BufferTooSmall", "its answer is too large"),
    INPUT_TOO_LARGE("InputTooLarge", "the input is too large"),
    INTERNAL_ERROR("InternalError", "it failed"),
    /** What a newer module may say. */
    OTHER("", "for a reason that is not known here");

    private final String code;
    private final String words;

    NsmError(String code, String words) {
        this.code = code;
        this.words = words;
    }

    static NsmError of(String code) {
        for (NsmError error : values()) {
            if (error.code.equals(code)) {
                return error;
            }
        }
        return OTHER;
    }

    String words() {
        return words;
    }
}
