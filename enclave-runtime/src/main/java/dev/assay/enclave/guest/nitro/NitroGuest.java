package dev.assay.enclave.guest.nitro;

import dev.assay.enclave.guest.kernel.Device;
import dev.assay.enclave.guest.kernel.DeviceFile;
import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.cbor.CborValue.Bytes;
import dev.assay.verification.cbor.CborValue.Int;
import dev.assay.verification.cbor.CborValue.Mapping;
import dev.assay.verification.cbor.CborValue.Null;
import dev.assay.verification.cbor.CborValue.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * An AWS Nitro enclave, seen from inside. Its documents are signed by the Nitro hypervisor; {@code NitroVerifier}
 * verifies them. Registers 0 to 15 are the hypervisor's and locked, 16 to 31 are free for the enclave. The kernel
 * asks for CAP_SYS_ADMIN.
 */
public final class NitroGuest implements AutoCloseable {

    public static final Path DEVICE = Path.of("/dev/nsm");

    /** Each of public key, user data and nonce (Nitro Enclaves attestation process, section 3.1, CDDL). */
    public static final int MAX_FIELD_BYTES = 1024;

    private static final int MAX_DIGEST_BYTES = 64;

    private final NsmDevice module;

    private NitroGuest(Device device) {
        module = new NsmDevice(device);
    }

    /** @throws IOException if this is no enclave, or this process may not open the device */
    public static NitroGuest open(Path device) throws IOException {
        return on(DeviceFile.open(device));
    }

    /** On a device that is open; it is closed with the guest. */
    public static NitroGuest on(Device device) {
        return new NitroGuest(device);
    }

    /**
     * An attestation document made now: COSE_Sign1, as the module signed it.
     *
     * @param publicKey at most {@value #MAX_FIELD_BYTES} bytes, as the other two
     * @throws NsmException if the module refuses
     */
    public byte[] attest(Optional<byte[]> publicKey, Optional<byte[]> userData, Optional<byte[]> nonce)
            throws IOException {
        Mapping fields = new Mapping(Map.of(
                new Text("public_key"), optional(publicKey),
                new Text("user_data"), optional(userData),
                new Text("nonce"), optional(nonce)));
        return call("Attestation", fields).bytes("document", NsmDevice.MAX_RESPONSE_BYTES);
    }

    private static CborValue optional(Optional<byte[]> field) {
        field.ifPresent(bytes -> require(bytes.length <= MAX_FIELD_BYTES, "a field of " + bytes.length + " bytes"));
        return field.<CborValue>map(Bytes::new).orElseGet(Null::new);
    }

    public NsmDescription describe() throws IOException {
        NsmFields fields = NsmFields.of("the module", "DescribeNSM", module.call("DescribeNSM"));
        return new NsmDescription(
                fields.number("version_major"),
                fields.number("version_minor"),
                fields.number("version_patch"),
                fields.text("module_id"),
                fields.number("max_pcrs"),
                fields.numbers("locked_pcrs"),
                fields.text("digest"));
    }

    public NsmRegister register(int index) throws IOException {
        NsmFields fields = call("DescribePCR", index("index", index));
        return new NsmRegister(fields.truth("lock"), fields.bytes("data", MAX_DIGEST_BYTES));
    }

    /** Extends a register by data and returns what it holds then. */
    public byte[] extend(int index, byte[] data) throws IOException {
        require(data.length > 0 && data.length <= MAX_FIELD_BYTES, data.length + " bytes to extend by");
        Mapping fields = new Mapping(Map.of(new Text("index"), new Int(index), new Text("data"), new Bytes(data)));
        return call("ExtendPCR", fields).bytes("data", MAX_DIGEST_BYTES);
    }

    /** From now on the register stays as it is. */
    public void lock(int index) throws IOException {
        module.call("LockPCR", index("index", index));
    }

    /** From now on the registers below {@code range} stay as they are. */
    public void lockBelow(int range) throws IOException {
        module.call("LockPCRs", index("range", range));
    }

    /** Random bytes of the hypervisor, to be mixed with others: an enclave has few sources of its own. */
    public byte[] random() throws IOException {
        CborValue answer = module.call("GetRandom");
        return NsmFields.of("the module", "GetRandom", answer).bytes("random", NsmDevice.MAX_RESPONSE_BYTES);
    }

    private NsmFields call(String name, Mapping fields) throws IOException {
        return NsmFields.of("the module", name, module.call(name, fields));
    }

    private static Mapping index(String name, int index) {
        require(index >= 0 && index <= 0xFFFF, "register " + index);
        return new Mapping(Map.of(new Text(name), new Int(index)));
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException(what);
        }
    }

    @Override
    public void close() {
        module.close();
    }
}
