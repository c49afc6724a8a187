package dev.assay.enclave.guest.tpm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CertificateMemoryTest {

    private static byte[] sequence() {
        byte[] der = new byte[4 + 300];
        Arrays.fill(der, (byte) 9);
        der[0] = 0x30;
        der[1] = (byte) 0x82;
        der[2] = 1;
        der[3] = 300 - 256;
        return der;
    }

    private static void same(byte[] expected, byte[] index) {
        assertArrayEquals(expected, CertificateMemory.certificate(index));
    }

    @Test
    void leavesOutTheZerosBehindACertificate() {
        same(sequence(), Arrays.copyOf(sequence(), 4096));
        same(sequence(), sequence());
    }

    @Test
    void givesAnythingElseAsItIs() {
        byte[] more = Arrays.copyOf(sequence(), 4096);
        more[4095] = 1;
        same(more, more);
        byte[] cut = Arrays.copyOf(sequence(), 100);
        same(cut, cut);
        same(new byte[0], new byte[0]);
        same(new byte[] {0x30, (byte) 0x82, 0}, new byte[] {0x30, (byte) 0x82, 0});
    }

    @Test
    void isTotal() {
        Random random = new Random(8);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            CertificateMemory.certificate(bytes);
        }
    }
}
