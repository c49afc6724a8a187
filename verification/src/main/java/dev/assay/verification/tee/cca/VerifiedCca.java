package dev.assay.verification.tee.cca;

import dev.assay.verification.Checks;
import dev.assay.verification.Digest;
import dev.assay.verification.tee.VerifiedTee;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Step 3 of 3: what a genuine token says, and the policy accepted. Made by {@link GenuineCca#appraise} alone. */
public final class VerifiedCca implements VerifiedTee {

    private static final String ARM_CCA = "arm-cca";

    private final GenuineCca genuine;

    private VerifiedCca(GenuineCca genuine) {
        this.genuine = genuine;
    }

    static VerifiedCca appraise(GenuineCca genuine, CcaPolicy policy) {
        CcaToken token = genuine.token();
        CcaAppraisal appraisal = new CcaAppraisal(token.platformClaims(), token.realmClaims(), policy);
        Checks checks = new Checks();
        checks.make(appraisal::checkLifecycle);
        checks.make(appraisal::checkPlatform);
        checks.make(appraisal::checkMeasurements);
        checks.make(appraisal::checkPersonalization);
        checks.make(appraisal::checkChallenge);
        checks.end();
        return new VerifiedCca(genuine);
    }

    /** The kind of TEE: {@code arm-cca}, the format of a simulated one as well. */
    @Override
    public String tee() {
        return ARM_CCA;
    }

    /** No hardware stands behind it. */
    @Override
    public boolean simulated() {
        return genuine.simulated();
    }

    /** The platform is not in its secured state, so that somebody may read the realm's memory. */
    @Override
    public boolean debug() {
        return lifecycle() != Lifecycle.SECURED;
    }

    public Lifecycle lifecycle() {
        return platform().lifecycle();
    }

    /** Names the platform and its key: 33 bytes; a copy. */
    public byte[] instanceId() {
        return platform().instanceId().clone();
    }

    /** Names the kind of platform: 32 bytes; a copy. */
    public byte[] implementationId() {
        return platform().implementationId().clone();
    }

    /** The platform's firmware, as it measured it. */
    public List<SoftwareComponent> platformComponents() {
        return platform().components();
    }

    /** The platform's options, as its implementation defines them; a copy. */
    public byte[] platformConfig() {
        return platform().config().clone();
    }

    /** {@code rim} and {@code rem0} to {@code rem3}, each of 32, 48 or 64 bytes; a copy. */
    @Override
    public SortedMap<String, byte[]> measurements() {
        SortedMap<String, byte[]> named = new TreeMap<>();
        named.put("rim", realm().initialMeasurement().clone());
        for (int i = 0; i < RealmClaims.EXTENSIBLE_MEASUREMENTS; i++) {
            named.put("rem" + i, realm().extensibleMeasurements().get(i).clone());
        }
        return named;
    }

    /** What the realm put into the token, such as a verifier's nonce: 64 bytes; a copy. */
    public byte[] challenge() {
        return realm().challenge().clone();
    }

    /** What the realm's owner gave it at its creation: 64 bytes; a copy. */
    public byte[] personalizationValue() {
        return realm().personalizationValue().clone();
    }

    /** SHA-256 of the token as received. */
    @Override
    public Digest digest() {
        return genuine.digest();
    }

    private PlatformClaims platform() {
        return genuine.token().platformClaims();
    }

    private RealmClaims realm() {
        return genuine.token().realmClaims();
    }
}
