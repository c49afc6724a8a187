package dev.assay.node.prove;

import dev.assay.node.cache.CheckedKeys;
import dev.assay.node.iden3.FflonkZkey;
import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.MappedFile;
import dev.assay.node.iden3.PlonkZkey;
import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.PointGroup;
import dev.assay.node.iden3.Points;
import dev.assay.node.iden3.Zkey;
import dev.assay.node.iden3.ZkeyProtocol;
import dev.assay.node.prove.ProvingException.Code;
import dev.assay.node.prove.fflonk.FflonkKeyJson;
import dev.assay.node.prove.kzg.PowersOfTau;
import dev.assay.node.prove.plonk.PlonkKeyJson;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.proof.VerifiedKey;
import dev.assay.verification.proof.fflonk.FflonkKey;
import dev.assay.verification.proof.plonk.PlonkKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** Reads proving keys of every proof system and refuses those that nothing should be proved with. */
final class KeyLoader {

    private final SubgroupCheck subgroup;
    private final PowersOfTau powersOfTau;

    private final Optional<CheckedKeys> checked;

    /** @param checked what other processes have checked */
    KeyLoader(Backend backend, SecureRandom random, Optional<CheckedKeys> checked) {
        this.subgroup = new SubgroupCheck(backend, random);
        this.powersOfTau = new PowersOfTau(backend, random);
        this.checked = checked;
    }

    /** @param content SHA-256 of the file */
    ProvingKey load(MappedFile file, Digest content) throws Iden3FormatException, ProvingException {
        ProvingKey key = read(file);
        if (checked.isEmpty() || !checked.get().contains(content)) {
            checkPoints(key);
            checked.ifPresent(keys -> keys.add(content));
        }
        return key;
    }

    private static ProvingKey read(MappedFile file) throws Iden3FormatException, ProvingException {
        return switch (ZkeyProtocol.of(file)) {
            case GROTH16 -> groth16(Zkey.parse(file));
            case PLONK -> plonk(PlonkZkey.parse(file));
            case FFLONK -> fflonk(FflonkZkey.parse(file));
        };
    }

    private static ProvingKey groth16(Zkey zkey) throws ProvingException {
        VerifiedKey key =
                verified(zkey.name(), VerifiedKey.load(zkey.keyPoints().toJson()));
        // Then r delta1 would not blind A, and the proof would still verify with beta1 and all of B1 at infinity too.
        if (zkey.header().delta1().isInfinity()) {
            throw rejected(zkey.name(), "delta1 is at infinity");
        }
        return new ProvingKey.Groth16(zkey, key);
    }

    private static ProvingKey plonk(PlonkZkey zkey) throws ProvingException {
        checkTau(zkey.name(), zkey.header().tau());
        return new ProvingKey.Plonk(zkey, verified(zkey.name(), PlonkKey.load(PlonkKeyJson.of(zkey.header()))));
    }

    private static ProvingKey fflonk(FflonkZkey zkey) throws ProvingException {
        checkTau(zkey.name(), zkey.header().tau());
        return new ProvingKey.Fflonk(zkey, verified(zkey.name(), FflonkKey.load(FflonkKeyJson.of(zkey.header()))));
    }

    private static void checkTau(String file, G2.Affine tau) throws ProvingException {
        if (tau.isInfinity()) {
            throw rejected(file, "X_2 is at infinity");
        }
    }

    /** What takes as long as a proof: every point is looked at. */
    private void checkPoints(ProvingKey key) throws ProvingException {
        switch (key) {
            case ProvingKey.Groth16 groth16 -> checkGroups(groth16.zkey());
            case ProvingKey.Plonk plonk -> {
                PlonkZkey zkey = plonk.zkey();
                checkSetup(
                        zkey.name(),
                        zkey.powersOfTau(),
                        zkey.header().tau(),
                        zkey.size().rows());
            }
            case ProvingKey.Fflonk fflonk -> {
                FflonkZkey zkey = fflonk.zkey();
                checkSetup(
                        zkey.name(),
                        zkey.powersOfTau(),
                        zkey.header().tau(),
                        zkey.size().rows());
            }
        }
    }

    /** Of the points that are not in the verification key, which was examined. */
    private void checkGroups(Zkey zkey) throws ProvingException {
        Zkey.Header header = zkey.header();
        PointFormat<AffinePoint> first = PointFormat.of(PointGroup.first(zkey.curve()));
        checkGroup(zkey, "the header", Points.of(List.of(header.beta1(), header.delta1()), first));
        checkGroup(zkey, "section A", zkey.a());
        checkGroup(zkey, "section B1", zkey.b1());
        checkGroup(zkey, "section B2", zkey.b2());
        checkGroup(zkey, "section C", zkey.c());
        checkGroup(zkey, "section H", zkey.h());
    }

    private void checkGroup(Zkey zkey, String where, Points<AffinePoint> points) throws ProvingException {
        if (!subgroup.passes(points)) {
            throw rejected(zkey.name(), "a point of " + where + " is not in the group of order r");
        }
    }

    private void checkSetup(String file, Points<G1.Affine> points, G2.Affine tau, int rows) throws ProvingException {
        if (!powersOfTau.are(points, tau)) {
            throw rejected(file, "its points are not the powers of its tau");
        }
        if (PowersOfTau.isRootOfUnity(points, rows)) {
            throw rejected(file, "its tau is a point of the domain");
        }
    }

    private static <K> K verified(String file, Verdict<K> verdict) throws ProvingException {
        return switch (verdict) {
            case Verdict.Verified<K> verified -> verified.value();
            case Verdict.Rejected<K> why -> throw rejected(file, why.reason() + ", " + why.detail());
            case Verdict.Simulated<K> ignored -> throw rejected(file, "simulated");
        };
    }

    private static ProvingException rejected(String file, String why) {
        return new ProvingException(Code.KEY_REJECTED, file + ": the key is unsafe: " + why);
    }
}
