package dev.assay.cli.verify;

import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.VerifiedKey;
import dev.assay.verification.proof.gnark.VerifiedGnarkPlonkKey;
import dev.assay.verification.proof.zkvm.Sp1Parameters;
import dev.assay.verification.proof.zkvm.Sp1PlonkParameters;
import dev.assay.verification.proof.zkvm.Sp1ProofFile;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The releases of SP1 that cases are of. The hashes are {@code VERIFIER_HASH} and {@code VK_ROOT} in Succinct's sp1-contracts
 * repository, {@code contracts/src/v…/SP1VerifierGroth16.sol} and {@code SP1VerifierPlonk.sol}, of the folders
 * {@code v4.0.0-rc.3} and {@code v6.0.0}.
 */
enum Sp1Release {
    V4(
            "11b6a09d63d255ad425ee3a7f6211d5ec63fbde9805b40551c3136275b6f4eb4",
            "1b34fe11a637737f0c75c88241669dcf9ca3c03713659265b8241f398a2d286d",
            Optional.empty(),
            Sp1PlonkKeys.V4,
            WrapperKeys::sp1V4),
    V6(
            "0e78f4db7a6771a3a6a7d9c3b0de6fe73d58781368967a7fe84d87aefffec896",
            "bb1a6f2930e94bfe8b35e794faf43133214534a17d2ad8e51358cad437b3c317",
            Optional.of("008cd56e10c2fe24795cff1e1d1f40d3a324528d315674da45d26afb376e8670"),
            Sp1PlonkKeys.V6,
            WrapperKeys::sp1V6);

    private static final int SELECTOR_BYTES = 4;

    private final Digest groth16Hash;
    private final Digest plonkHash;
    private final Optional<Digest> vkRoot;
    private final String plonkKey;
    private final Supplier<VerifiedKey> groth16Key;

    Sp1Release(
            String groth16Hash,
            String plonkHash,
            Optional<String> vkRoot,
            String plonkKey,
            Supplier<VerifiedKey> groth16Key) {
        this.groth16Hash = Digest.ofHex(groth16Hash);
        this.plonkHash = Digest.ofHex(plonkHash);
        this.vkRoot = vkRoot.map(Digest::ofHex);
        this.plonkKey = plonkKey;
        this.groth16Key = groth16Key;
    }

    /** The one in an id like {@code zk-sp1-v6-plonk-proof_bytes}. */
    static Optional<Sp1Release> named(String id) {
        return Arrays.stream(values())
                .filter(release -> id.startsWith("zk-" + release.prefix() + "-"))
                .findFirst();
    }

    private String prefix() {
        return "sp1-" + name().toLowerCase(Locale.ROOT);
    }

    /** Where its Groth16 key lies. */
    String groth16Folder() {
        return prefix() + "-groth16";
    }

    Verdict<Sp1Parameters> groth16(VerifiedKey key) {
        return Sp1Parameters.of(key, groth16Hash, vkRoot);
    }

    /** The key of the circuit that wraps in Groth16, as its contract has it. */
    VerifiedKey groth16Key() {
        return groth16Key.get();
    }

    Digest verifierHash(Sp1ProofFile.Wrapper wrapper) {
        return wrapper == Sp1ProofFile.Wrapper.GROTH16 ? groth16Hash : plonkHash;
    }

    /** What a proof of it that is wrapped in Groth16 begins with. */
    byte[] groth16Selector() {
        return Arrays.copyOf(groth16Hash.bytes(), SELECTOR_BYTES);
    }

    /** What a proof of it that is wrapped in PLONK begins with. */
    byte[] plonkSelector() {
        return Arrays.copyOf(plonkHash.bytes(), SELECTOR_BYTES);
    }

    /** As people write it, such as "6". */
    String label() {
        return name().substring(1);
    }

    /** @throws IllegalArgumentException if there is none */
    static Sp1Release labelled(String label) {
        return Arrays.stream(values())
                .filter(release -> release.label().equals(label))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    /** In gnark's encoding. */
    byte[] plonkKey() {
        return Sp1PlonkKeys.encoded(plonkKey);
    }

    Sp1PlonkParameters plonk(VerifiedGnarkPlonkKey key) {
        return new Sp1PlonkParameters(key, plonkHash, vkRoot);
    }
}
