package dev.assay.enclave.attest;

import dev.assay.simulator.SimulatedNitro;
import dev.assay.verification.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * A simulated AWS Nitro hypervisor inside this very process: real documents, and nothing that vouches for them. Its
 * throw-away root lives in the data folder, so that a restart keeps it:
 *
 * <ul>
 *   <li>{@code simulated-root.key}: the root and its key, for the owner's eyes only
 *   <li>{@code simulated-root.sha256}: the root's SHA-256 in hexadecimal, for relays and clients that are to accept it
 *       ({@code TrustStore.insecureSimulated})
 * </ul>
 */
public final class SimulatedAttester implements Attester {
    private static final String ROOT_FILE = "simulated-root.key";
    private static final String DIGEST_FILE = "simulated-root.sha256";
    /** A simulated leaf lives three hours and is replaced half an hour before its end. */
    private static final Duration LEAF_LIFE = Duration.ofHours(3);

    private static final Duration LEAF_LEFT = Duration.ofMinutes(30);

    private final SimulatedNitro nitro;
    private final InstantSource clock;
    private final Map<Integer, byte[]> pcrs = RuntimeMeasurement.pcrs();

    private SimulatedAttester(SimulatedNitro nitro, InstantSource clock) {
        this.nitro = nitro;
        this.clock = clock;
    }

    /** With the root of the data folder, which is made if there is none. */
    public static SimulatedAttester open(Path dataDir, InstantSource clock) throws IOException {
        SecureRandom random = new SecureRandom();
        Path file = dataDir.resolve(ROOT_FILE);
        SimulatedNitro nitro;
        if (Files.exists(file)) {
            nitro = load(file, random, clock);
        } else {
            nitro = SimulatedNitro.create(random, clock.instant());
            writePrivately(file, nitro.saveRoot());
        }
        Files.writeString(dataDir.resolve(DIGEST_FILE), nitro.rootDigest().hex() + "\n", StandardCharsets.US_ASCII);
        return new SimulatedAttester(nitro, clock);
    }

    private static SimulatedNitro load(Path file, SecureRandom random, InstantSource clock) throws IOException {
        try {
            return SimulatedNitro.load(Files.readAllBytes(file), random, clock.instant());
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged: delete it to get another root", e);
        }
    }

    private static void writePrivately(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, ROOT_FILE, ".new");
        if (Files.getFileStore(temporary).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-------"));
        }
        Files.write(temporary, content);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** SHA-256 of the root's DER. */
    public Digest rootDigest() {
        return nitro.rootDigest();
    }

    @Override
    public byte[] attest(byte[] publicKey, byte[] userData, Optional<byte[]> nonce) {
        return nitro.attest(pcrs, publicKey, userData, nonce.orElse(null), clock.instant());
    }

    @Override
    public String tee() {
        return "aws-nitro";
    }

    @Override
    public boolean simulated() {
        return true;
    }

    @Override
    public Duration evidenceLife() {
        return LEAF_LEFT;
    }

    @Override
    public Duration longestKeyLife() {
        return LEAF_LIFE;
    }
}
