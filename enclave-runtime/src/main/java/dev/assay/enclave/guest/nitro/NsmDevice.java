package dev.assay.enclave.guest.nitro;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.assay.enclave.guest.kernel.Device;
import dev.assay.enclave.guest.kernel.Errno;
import dev.assay.enclave.guest.kernel.KernelException;
import dev.assay.verification.Rejection;
import dev.assay.verification.cbor.Cbor;
import dev.assay.verification.cbor.CborEncoding;
import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.cbor.CborValue.Mapping;
import dev.assay.verification.cbor.CborValue.Text;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;

/**
 * One exchange of CBOR with the security module (linux/nsm.h; aws-nitro-enclaves-nsm-api, {@code Request} and
 * {@code Response} as serde tags them: a text where there is nothing more to say, or a map of one name to its fields).
 */
final class NsmDevice implements AutoCloseable {

    /** {@code struct nsm_raw}: two {@code struct nsm_iovec}. */
    static final MemoryLayout RAW = MemoryLayout.structLayout(
            JAVA_LONG.withName("request.addr"),
            JAVA_LONG.withName("request.len"),
            JAVA_LONG.withName("response.addr"),
            JAVA_LONG.withName("response.len"));

    /** NSM_IOCTL_RAW, {@code _IOWR(0x0A, 0, struct nsm_raw)}. */
    static final long IOCTL_RAW = 0xC020_0A00L;

    /** NSM_REQUEST_MAX_SIZE. */
    static final int MAX_REQUEST_BYTES = 0x1000;

    /** NSM_RESPONSE_MAX_SIZE. */
    static final int MAX_RESPONSE_BYTES = 0x3000;

    private final Device device;

    NsmDevice(Device device) {
        this.device = device;
    }

    /** The answer to a request without fields. */
    CborValue call(String name) throws IOException {
        return answer(name, new Text(name));
    }

    /** The answer to a request with fields. */
    CborValue call(String name, Mapping fields) throws IOException {
        return answer(name, new Mapping(java.util.Map.of(new Text(name), fields)));
    }

    private CborValue answer(String name, CborValue request) throws IOException {
        try {
            CborValue response = Cbor.decode(exchange(CborEncoding.encode(request)), Cbor.Outermost.DEFINITE);
            return NsmFields.answer(device.name(), name, response);
        } catch (Rejection malformed) {
            throw new IOException(device.name() + ": the answer to " + name + " is not CBOR", malformed);
        }
    }

    private byte[] exchange(byte[] request) throws IOException {
        if (request.length > MAX_REQUEST_BYTES) {
            throw new IllegalArgumentException(
                    "a request of " + request.length + " bytes; the module takes " + MAX_REQUEST_BYTES);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocateFrom(JAVA_BYTE, request);
            MemorySegment in = arena.allocate(MAX_RESPONSE_BYTES);
            MemorySegment raw = arena.allocate(RAW);
            raw.set(JAVA_LONG, 0, out.address());
            raw.set(JAVA_LONG, 8, out.byteSize());
            raw.set(JAVA_LONG, 16, in.address());
            raw.set(JAVA_LONG, 24, in.byteSize());
            ioctl(raw);
            return in.asSlice(0, written(raw)).toArray(JAVA_BYTE);
        }
    }

    private void ioctl(MemorySegment raw) throws IOException {
        try {
            device.ioctl(IOCTL_RAW, raw);
        } catch (KernelException e) {
            throw e.is(Errno.EMSGSIZE)
                    ? new IOException(device.name() + ": the module's answer is longer than " + MAX_RESPONSE_BYTES, e)
                    : e;
        }
    }

    /** The device says how much it wrote; more than there was room for is not believed. */
    private long written(MemorySegment raw) throws IOException {
        long length = raw.get(JAVA_LONG, 24);
        if (length <= 0 || length > MAX_RESPONSE_BYTES) {
            throw new IOException(device.name() + ": an answer of " + length + " bytes");
        }
        return length;
    }

    @Override
    public void close() {
        device.close();
    }
}
