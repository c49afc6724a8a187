package dev.assay.enclave.guest.tdx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.enclave.guest.fuse.FuseMount;
import dev.assay.enclave.guest.fuse.FuseTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a kernel's files that extend on a write, as those of sysfs do. */
class RuntimeRegistersTest {

    private static final class Registers implements FuseTree {
        private final Map<String, byte[]> values = new HashMap<>();
        private boolean othersExtendToo;

        private Registers() {
            for (int i = 0; i < 4; i++) {
                values.put("/rtmr" + i + ":sha384", new byte[48]);
            }
            values.put("/mrtd:sha384", filled(1));
        }

        @Override
        public Kind kind(String path) {
            return path.isEmpty() ? Kind.FOLDER : values.containsKey(path) ? Kind.FILE : Kind.ABSENT;
        }

        @Override
        public Read read(String path, long offset) {
            byte[] value = Objects.requireNonNull(values.get(path));
            return new Read(0, offset == 0 ? value : new byte[0]);
        }

        @Override
        public int write(String path, byte[] bytes) {
            if (bytes.length != 48) {
                return -22;
            }
            values.put(path, sha384(Objects.requireNonNull(values.get(path)), bytes));
            if (othersExtendToo) {
                values.put(path, sha384(Objects.requireNonNull(values.get(path)), bytes));
            }
            return 0;
        }
    }

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    private final Registers kernel = new Registers();

    @SuppressWarnings("NullAway.Init")
    private FuseMount mount;

    @BeforeAll
    static void findFuse() {
        String obstacle = FuseMount.obstacle();
        assumeTrue(obstacle.isEmpty(), obstacle);
    }

    @BeforeEach
    void mount() throws IOException {
        mount = FuseMount.mount(Files.createDirectories(root.resolve(RuntimeRegisters.FOLDER)), kernel);
    }

    @AfterEach
    void unmount() throws IOException {
        mount.close();
    }

    private RuntimeRegisters registers() {
        return RuntimeRegisters.under(root).orElseThrow();
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[48];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] sha384(byte[] one, byte[] two) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-384");
            digest.update(one);
            return digest.digest(two);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void extendsARegister() throws IOException {
        byte[] once = registers().extend(3, filled(9));
        assertArrayEquals(sha384(new byte[48], filled(9)), once);
        assertArrayEquals(sha384(once, filled(8)), registers().extend(3, filled(8)));
        assertArrayEquals(new byte[48], registers().read(2));
    }

    @Test
    void readsTheBuildMeasurement() throws IOException {
        assertArrayEquals(filled(1), registers().buildMeasurement());
    }

    @Test
    void leavesTheFirmwaresRegistersAlone() {
        assertThrows(IllegalArgumentException.class, () -> registers().extend(1, filled(9)));
        assertThrows(IllegalArgumentException.class, () -> registers().extend(3, new byte[32]));
    }

    @Test
    void noticesThatSomebodyElseExtendedAtTheSameTime() {
        kernel.othersExtendToo = true;
        assertThrows(IOException.class, () -> registers().extend(3, filled(9)));
    }

    @Test
    void refusesARegisterOfTheWrongSize() {
        kernel.values.put("/rtmr2:sha384", new byte[32]);
        assertThrows(IOException.class, () -> registers().read(2));
        kernel.values.put("/rtmr2:sha384", new byte[49]);
        assertThrows(IOException.class, () -> registers().read(2));
    }

    @Test
    void aKernelWithoutThemHasNone(@TempDir Path other) {
        assertTrue(RuntimeRegisters.under(other).isEmpty());
        assertEquals(48, RuntimeRegisters.REGISTER_BYTES);
    }
}
