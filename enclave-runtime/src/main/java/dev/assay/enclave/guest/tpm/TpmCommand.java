package dev.assay.enclave.guest.tpm;

import dev.assay.verification.tee.tpm.PcrSelection;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A command in the making (TPM 2.0 Part 1, section 18; Part 3): code, handles, authorization, parameters. Big-endian.
 */
final class TpmCommand {

    enum Code {
        NV_DEFINE_SPACE(0x12A),
        CREATE_PRIMARY(0x131),
        NV_WRITE(0x137),
        NV_READ(0x14E),
        QUOTE(0x158),
        FLUSH_CONTEXT(0x165),
        NV_READ_PUBLIC(0x169),
        READ_PUBLIC(0x173),
        GET_CAPABILITY(0x17A),
        PCR_READ(0x17E);

        private final int number;

        Code(int number) {
            this.number = number;
        }
    }

    /** TPM_ST_NO_SESSIONS and TPM_ST_SESSIONS (Part 2, section 6.9). */
    static final int NO_SESSIONS = 0x8001;

    static final int SESSIONS = 0x8002;
    static final int HEADER_BYTES = 10;

    /** TPM_RS_PW (Part 2, section 7.4): the password, which is empty, authorizes. */
    private static final int PASSWORD = 0x4000_0009;

    private final Code code;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean authorized;

    TpmCommand(Code code) {
        this.code = code;
    }

    Code code() {
        return code;
    }

    boolean isAuthorized() {
        return authorized;
    }

    /** The empty password for one handle; to be called after the handles. */
    TpmCommand authorize() {
        authorized = true;
        return u32(9).u32(PASSWORD).u16(0).u8(0).u16(0);
    }

    TpmCommand u8(int value) {
        body.write(value);
        return this;
    }

    TpmCommand u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    TpmCommand u32(int value) {
        return u16(value >>> 16).u16(value);
    }

    /** A TPM2B. */
    TpmCommand sized(byte[] value) {
        u16(value.length);
        body.writeBytes(value);
        return this;
    }

    /** A TPML_PCR_SELECTION, each of 24 registers. */
    TpmCommand selections(List<PcrSelection> selections) {
        u32(selections.size());
        for (PcrSelection selection : selections) {
            byte[] bitmap = new byte[3];
            selection.indices().forEach(index -> bitmap[index / 8] |= (byte) (1 << index % 8));
            u16(selection.bank().id()).u8(bitmap.length);
            body.writeBytes(bitmap);
        }
        return this;
    }

    byte[] bytes() {
        byte[] content = body.toByteArray();
        return ByteBuffer.allocate(HEADER_BYTES + content.length)
                .putShort((short) (authorized ? SESSIONS : NO_SESSIONS))
                .putInt(HEADER_BYTES + content.length)
                .putInt(code.number)
                .put(content)
                .array();
    }
}
