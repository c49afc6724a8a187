package dev.assay.cli.verify;

import dev.assay.cli.Facts;
import dev.assay.verification.evidence.Attested;
import dev.assay.verification.evidence.VerifiedEvidence;
import dev.assay.verification.tee.nitro.VerifiedNitro;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** What verified evidence says, for people and for JSON. */
public final class EvidenceFacts {

    private static final HexFormat HEX = HexFormat.of();

    private EvidenceFacts() {}

    public static Facts of(VerifiedEvidence evidence) {
        Facts facts = new Facts()
                .with("tee", evidence.tee())
                .with("simulated", evidence.simulated())
                .with("debug", evidence.debug());
        switch (evidence.attested()) {
            case Attested.Nitro(VerifiedNitro enclave) -> addNitro(facts, enclave);
            default -> {}
        }
        facts.with("sha256", evidence.digest().hex()).with("measurements", measurements(evidence));
        evidence.keys()
                .ifPresent(keys ->
                        facts.with("signingAddress", keys.address().hex()).with("keysNotAfter", keys.notAfter()));
        return facts;
    }

    private static void addNitro(Facts facts, VerifiedNitro enclave) {
        facts.with("module", enclave.moduleId()).with("made", enclave.timestamp());
        enclave.nonce().ifPresent(nonce -> facts.with("nonce", HEX.formatHex(nonce)));
    }

    /** Registers that nobody has written are left out. */
    private static Facts measurements(VerifiedEvidence evidence) {
        Facts facts = new Facts();
        evidence.measurements().forEach((name, register) -> {
            if (!Arrays.equals(register, new byte[register.length])) {
                facts.with(name.toUpperCase(Locale.ROOT), HEX.formatHex(register));
            }
        });
        return facts;
    }
}
