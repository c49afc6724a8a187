package dev.assay.enclave.guest.tpm;

import dev.assay.enclave.guest.tpm.TpmCommand.Code;
import dev.assay.verification.tee.tpm.TpmHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a TPM says of itself (TPM2_GetCapability; TPM 2.0 Part 3, section 30.2). */
final class TpmCapabilities {

    /** TPM_CAP (Part 2, section 6.12). */
    private static final int HANDLES = 1;

    private static final int PCRS = 5;
    private static final int PROPERTIES = 6;

    /** TPM_PT (Part 2, section 6.13). */
    static final int MANUFACTURER = 0x105;

    static final int VENDOR_STRING = 0x106;
    static final int FIRMWARE_VERSION = 0x10B;
    static final int NV_BUFFER_MAX = 0x12C;

    private static final int FIRST_FIXED_PROPERTY = 0x100;
    private static final int MOST_AT_ONCE = 64;
    private static final int MOST_HANDLES = 1024;

    private final TpmConnection tpm;

    TpmCapabilities(TpmConnection tpm) {
        this.tpm = tpm;
    }

    /** By TPM_PT. */
    Map<Integer, Integer> properties() throws IOException {
        TpmResponse in = ask(PROPERTIES, FIRST_FIXED_PROPERTY);
        Map<Integer, Integer> properties = new TreeMap<>();
        int count = in.count(8);
        for (int i = 0; i < count; i++) {
            properties.put((int) in.u32(), (int) in.u32());
        }
        return properties;
    }

    /**
     * The handles in use of one kind, ascending.
     *
     * @param first the kind's first handle, such as 0x01000000 for non-volatile memory
     */
    List<Integer> handles(int first) throws IOException {
        List<Integer> handles = new ArrayList<>();
        int from = first;
        boolean more = true;
        while (more && handles.size() < MOST_HANDLES) {
            TpmResponse response = tpm.send(command(HANDLES, from));
            more = response.u8() == 1;
            TpmResponse in = checked(response, HANDLES);
            int count = in.count(4);
            for (int i = 0; i < count; i++) {
                handles.add((int) in.u32());
            }
            // A TPM that has more and gives none would be asked for ever.
            more &= count > 0 && handles.getLast() >= from;
            from = handles.isEmpty() ? first : handles.getLast() + 1;
        }
        return Collections.unmodifiableList(handles);
    }

    /** The hashes that it has registers for, of those that are known here. */
    Set<TpmHash> banks() throws IOException {
        TpmResponse in = ask(PCRS, 0);
        Set<TpmHash> banks = EnumSet.noneOf(TpmHash.class);
        int count = in.count(3);
        for (int i = 0; i < count; i++) {
            int hash = in.u16();
            byte[] bitmap = in.take(in.u8());
            for (byte bits : bitmap) {
                if (bits != 0) {
                    TpmHash.of(hash).ifPresent(banks::add);
                }
            }
        }
        return banks;
    }

    private TpmResponse ask(int capability, int property) throws IOException {
        TpmResponse response = tpm.send(command(capability, property));
        response.u8();
        return checked(response, capability);
    }

    private static TpmResponse checked(TpmResponse response, int capability) throws IOException {
        if (response.u32() != capability) {
            throw response.malformed("is about another capability");
        }
        return response;
    }

    private static TpmCommand command(int capability, int property) {
        return new TpmCommand(Code.GET_CAPABILITY).u32(capability).u32(property).u32(MOST_AT_ONCE);
    }
}
