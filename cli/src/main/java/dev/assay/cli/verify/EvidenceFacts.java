package dev.assay.cli.verify;

import dev.assay.cli.Facts;
import dev.assay.verification.tee.VerifiedEvidence;
import java.util.Arrays;
import java.util.HexFormat;

/** What verified evidence says, for people and for JSON. */
public final class EvidenceFacts {

    private static final HexFormat HEX = HexFormat.of();

    private EvidenceFacts() {}

    public static Facts of(VerifiedEvidence evidence) {
        Facts facts = new Facts()
                .with("tee", evidence.tee())
                .with("simulated", evidence.simulated())
                .with("debug", evidence.debug())
                .with("module", evidence.moduleId())
                .with("made", evidence.timestamp())
                .with("sha256", evidence.digest().hex())
                .with("measurements", measurements(evidence));
        evidence.nonce().ifPresent(nonce -> facts.with("nonce", HEX.formatHex(nonce)));
        evidence.keys()
                .ifPresent(keys ->
                        facts.with("signingAddress", keys.address().hex()).with("keysNotAfter", keys.notAfter()));
        return facts;
    }

    private static Facts measurements(VerifiedEvidence evidence) {
        Facts facts = new Facts();
        evidence.pcrs().forEach((index, pcr) -> {
            if (!Arrays.equals(pcr, new byte[pcr.length])) {
                facts.with("PCR" + index, HEX.formatHex(pcr));
            }
        });
        return facts;
    }
}
