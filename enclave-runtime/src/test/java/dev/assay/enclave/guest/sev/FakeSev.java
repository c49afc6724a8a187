package dev.assay.enclave.guest.sev;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.assay.enclave.guest.fake.FakeDriver;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.UnaryOperator;

/** The driver of {@code /dev/sev-guest}, as Linux 6.12 behaves, over a firmware that a test gives. */
final class FakeSev implements FakeDriver {
    private static final int EIO = 5;
    private static final int EINVAL = 22;
    private static final int PAGE = 4096;
    private static final int MAX_CERTIFICATES = 0x4000;

    private final UnaryOperator<byte[]> firmware;

    byte[] certificates = new byte[0];
    /** How often the host still says that it is busy. */
    int busy;

    /** What exitinfo2 says; a request fails unless it is zero. */
    long exitinfo2;

    int status;
    int reportSize = SnpResponse.REPORT_BYTES;
    int requests;
    /** How many pages the host asks for, whatever the certificates need. */
    int askedPages;

    /** @param firmware gives a report for 64 bytes */
    FakeSev(UnaryOperator<byte[]> firmware) {
        this.firmware = firmware;
    }

    @Override
    public int ioctl(long request, MemorySegment io) {
        requests++;
        if (io.get(JAVA_BYTE, 0) != 1) {
            return -EINVAL;
        }
        if (busy > 0) {
            busy--;
            return failed(io, 2L << 32);
        }
        if (exitinfo2 != 0) {
            return failed(io, exitinfo2);
        }
        long in = io.get(JAVA_LONG, 8);
        long out = io.get(JAVA_LONG, 16);
        if (request == SevLayout.GET_REPORT) {
            return report(FakeDriver.memory(in, 96), FakeDriver.memory(out, 4000));
        }
        if (request == SevLayout.GET_EXT_REPORT) {
            return extended(io, FakeDriver.memory(in, 112), FakeDriver.memory(out, 4000));
        }
        return request == SevLayout.GET_DERIVED_KEY
                ? key(FakeDriver.memory(in, 32), FakeDriver.memory(out, 64))
                : -ENOTTY;
    }

    private static int failed(MemorySegment io, long exitinfo2) {
        io.set(JAVA_LONG, 24, exitinfo2);
        return -EIO;
    }

    private int extended(MemorySegment io, MemorySegment request, MemorySegment response) {
        int room = request.get(JAVA_INT, 104);
        if (room % PAGE != 0 || room > MAX_CERTIFICATES) {
            return -EINVAL;
        }
        int needed = askedPages > 0 ? askedPages * PAGE : (certificates.length + PAGE - 1) / PAGE * PAGE;
        if (room < needed || askedPages > 0) {
            request.set(JAVA_INT, 104, needed);
            return failed(io, 1L << 32);
        }
        MemorySegment pages = FakeDriver.memory(request.get(JAVA_LONG, 96), room);
        MemorySegment.copy(certificates, 0, pages, JAVA_BYTE, 0, certificates.length);
        return report(request, response);
    }

    private int report(MemorySegment request, MemorySegment response) {
        if (request.get(JAVA_INT, 64) > 3) {
            return -EINVAL;
        }
        byte[] report = firmware.apply(request.asSlice(0, 64).toArray(JAVA_BYTE));
        response.set(JAVA_INT, 0, status);
        response.set(JAVA_INT, 4, reportSize);
        MemorySegment.copy(report, 0, response, JAVA_BYTE, 32, report.length);
        return 0;
    }

    private int key(MemorySegment request, MemorySegment response) {
        response.set(JAVA_INT, 0, status);
        byte[] key = sha256(request.toArray(JAVA_BYTE));
        MemorySegment.copy(key, 0, response, JAVA_BYTE, 32, 32);
        return 0;
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
