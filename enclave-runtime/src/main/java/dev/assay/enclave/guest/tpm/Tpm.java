package dev.assay.enclave.guest.tpm;

import dev.assay.enclave.guest.tpm.TpmCommand.Code;
import dev.assay.verification.tee.tpm.PcrBank;
import dev.assay.verification.tee.tpm.PcrSelection;
import dev.assay.verification.tee.tpm.TpmHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A TPM 2.0, as far as attesting needs it (TCG TPM 2.0 Library, Part 3). All passwords are taken to be empty, as
 * confidential VMs have them. What it answers is bounded and read with care; nothing of it is verified here.
 */
public final class Tpm implements AutoCloseable {

    /** TPM_RH_ENDORSEMENT: keys made from one template there are the same each time. */
    private static final int ENDORSEMENT = 0x4000_000B;

    private static final int FIRST_NV_INDEX = 0x0100_0000;
    private static final int FIRST_PERSISTENT = 0x8100_0000;

    private final TpmChannel channel;
    private final TpmConnection connection;

    private Tpm(TpmChannel channel) {
        this.channel = channel;
        this.connection = new TpmConnection(channel);
    }

    /** @throws IOException if there is no TPM, or this process may not open it */
    public static Tpm open(Path device) throws IOException {
        return on(TpmDevice.open(device));
    }

    /** On a channel that is open; it is closed with this. */
    public static Tpm on(TpmChannel channel) {
        return new Tpm(channel);
    }

    /** Manufacturer, the vendor's own text and the firmware's version, such as {@code MSFT xCG fTPM 1.2}. */
    public String description() throws IOException {
        Map<Integer, Integer> properties = new TpmCapabilities(connection).properties();
        StringBuilder text = new StringBuilder(letters(properties, TpmCapabilities.MANUFACTURER)).append(' ');
        for (int i = 0; i < 4; i++) {
            text.append(letters(properties, TpmCapabilities.VENDOR_STRING + i));
        }
        int version = properties.getOrDefault(TpmCapabilities.FIRMWARE_VERSION, 0);
        return text.toString().strip() + " " + (version >>> 16) + "." + (version & 0xFFFF);
    }

    /** Four characters in a number; what is not printable is left out. */
    private static String letters(Map<Integer, Integer> properties, int property) {
        byte[] bytes = ByteBuffer.allocate(4)
                .putInt(properties.getOrDefault(property, 0))
                .array();
        return new String(bytes, StandardCharsets.US_ASCII).replaceAll("[^\\x21-\\x7E]", "");
    }

    /** The indices of non-volatile memory that are in use. */
    public List<Integer> indices() throws IOException {
        return new TpmCapabilities(connection).handles(FIRST_NV_INDEX);
    }

    /** The handles of keys that stay. */
    public List<Integer> persistentKeys() throws IOException {
        return new TpmCapabilities(connection).handles(FIRST_PERSISTENT);
    }

    /** The hashes that it has registers for. */
    public Set<TpmHash> banks() throws IOException {
        return new TpmCapabilities(connection).banks();
    }

    /** What an index is; empty if there is none. */
    public Optional<NvIndex> index(int index) throws IOException {
        return new TpmMemory(connection).find(index);
    }

    /** What an index holds; empty if there is none. */
    public Optional<byte[]> read(int index) throws IOException {
        TpmMemory memory = new TpmMemory(connection);
        Optional<NvIndex> found = memory.find(index);
        return found.isEmpty() ? Optional.empty() : Optional.of(memory.read(found.get()));
    }

    /** Writes an index whole; one that is not there is made. */
    public void write(int index, byte[] data) throws IOException {
        TpmMemory memory = new TpmMemory(connection);
        Optional<NvIndex> found = memory.find(index);
        NvIndex target = found.isPresent() ? found.get() : memory.define(index, data.length);
        if (target.sizeBytes() != data.length) {
            throw new IOException(channel.name() + ": index 0x" + Integer.toHexString(index) + " has "
                    + target.sizeBytes() + " bytes, not " + data.length);
        }
        memory.write(target, data);
    }

    public PcrBank registers(PcrSelection selection) throws IOException {
        return new TpmRegisters(connection).read(selection);
    }

    /**
     * A quote for a nonce.
     *
     * @param key handle of a key that signs, by the scheme that it has
     * @param nonce at most 64 bytes
     */
    public TpmQuotation quote(int key, byte[] nonce, PcrSelection selection) throws IOException {
        return new TpmRegisters(connection).quote(key, nonce, selection);
    }

    /** A key by its handle; empty if there is none. */
    public Optional<TpmKey> key(int handle) throws IOException {
        try {
            TpmResponse response = connection.send(new TpmCommand(Code.READ_PUBLIC).u32(handle));
            return Optional.of(new TpmKey(handle, response.sized()));
        } catch (TpmException e) {
            if (e.isAbsent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * The key that a template makes in the endorsement hierarchy; to be removed by {@link #remove}.
     *
     * @param template TPMT_PUBLIC
     */
    public TpmKey endorsementKey(byte[] template) throws IOException {
        TpmResponse response = connection.send(new TpmCommand(Code.CREATE_PRIMARY)
                .u32(ENDORSEMENT)
                .authorize()
                .sized(new byte[4])
                .sized(template)
                .u16(0)
                .u32(0));
        int handle = (int) response.u32();
        return new TpmKey(handle, response.parameters().sized());
    }

    /** Removes a key that does not stay. */
    public void remove(TpmKey key) throws IOException {
        connection.send(new TpmCommand(Code.FLUSH_CONTEXT).u32(key.handle()));
    }

    @Override
    public void close() {
        channel.close();
    }
}
