package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Digest;
import dev.assay.verification.tee.VerifiedTee;
import java.util.SortedMap;
import java.util.TreeMap;

/** Step 3 of 3: what a genuine device said, and the policy accepted. Made by the appraisals of this package alone. */
public final class VerifiedNvidia implements VerifiedTee {

    private final GenuineNvidia genuine;

    VerifiedNvidia(GenuineNvidia genuine) {
        this.genuine = genuine;
    }

    /** The kind of device: {@code nvidia-gpu} or {@code nvidia-switch}, the format of a simulated one as well. */
    @Override
    public String tee() {
        return genuine.architecture().isSwitch() ? "nvidia-switch" : "nvidia-gpu";
    }

    /** No hardware stands behind it. */
    @Override
    public boolean simulated() {
        return genuine.simulated();
    }

    /**
     * Whether the device may be in a debug mode. Only manifests show that it is not: NVIDIA signs them for production
     * firmware alone. A policy that waives them is told {@code true}.
     */
    @Override
    public boolean debug() {
        return !genuine.deviceRims().areComplete(genuine.architecture());
    }

    /** What the asker chose, 32 bytes: all that a report carries for others. */
    public byte[] reportData() {
        return genuine.nonce().bytes();
    }

    /** {@code measurement_01} and so on, as in the report, and {@code fwid}; a copy. */
    @Override
    public SortedMap<String, byte[]> measurements() {
        SortedMap<String, byte[]> named = new TreeMap<>();
        genuine.measurements().forEach((index, value) -> named.put("measurement_%02d".formatted(index), value));
        named.put("fwid", genuine.firmwareId());
        return named;
    }

    /** SHA-256 of the report as received. */
    @Override
    public Digest digest() {
        return genuine.digest();
    }

    /** Everything else that the device said. */
    public GenuineNvidia device() {
        return genuine;
    }
}
