package dev.assay.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.bench.peer.EvmContracts.Deployed;
import dev.assay.bench.peer.ProofFiles.Place;
import dev.assay.verification.json.JsonValue;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The contracts that snarkjs exports for Groth16, PLONK and FFLONK, on a chain: they accept what we accept, and refuse
 * what we refuse, of proofs made here and of tampered ones.
 */
class EvmContractTest {

    private static final int EACH = 5;

    /** A contract's key is fixed, and files have spellings that a call has not: 32 bytes are one number. */
    private static final EnumSet<Tampering> OF_SPELLING = EnumSet.of(
            Tampering.LEADING_ZERO,
            Tampering.PLUS_SIGN,
            Tampering.SPACE,
            Tampering.HEXADECIMAL,
            Tampering.JSON_NUMBER,
            Tampering.LABEL_OF_PROOF,
            Tampering.MEMBER_ADDED,
            Tampering.MEMBER_REMOVED,
            Tampering.GROTH16_GAMMA_IS_DELTA,
            Tampering.GROTH16_INPUT_NOT_BOUND);

    private static EvmContracts contracts;
    private static List<Deployed> fresh;

    @BeforeAll
    static void start() throws Exception {
        contracts = EvmContracts.start();
        fresh = contracts.fresh();
    }

    @AfterAll
    static void stop() {
        if (contracts != null) {
            contracts.close();
        }
    }

    @Test
    void acceptWhatWeAccept() throws Exception {
        assertEquals(3, fresh.size());
        for (Deployed one : fresh) {
            assertEquals(Optional.of(true), contracts.accepts(one.address(), one.files()));
            assertEquals(Optional.empty(), SnarkjsDifferentialTest.refusal(one.files()));
        }
    }

    @Test
    void refuseWhatWeRefuse() throws Exception {
        for (Deployed one : fresh) {
            List<String> differences = new ArrayList<>();
            int asked = 0;
            int accepted = 0;
            for (ProofFiles tampered : tampered(one.files())) {
                Optional<Boolean> theirs = contracts.accepts(one.address(), tampered);
                if (theirs.isPresent()) {
                    asked++;
                    accepted += theirs.get() ? 1 : 0;
                    Optional<String> ours = SnarkjsDifferentialTest.refusal(tampered);
                    if (theirs.get() != ours.isEmpty()) {
                        differences.add(ours + " " + tampered.line());
                    }
                }
            }
            System.out.println(one.files().system() + ": " + asked + " asked, " + accepted + " accepted by both");
            assertEquals(List.of(), differences);
            assertTrue(asked > 50 && accepted < asked / 2);
        }
    }

    /** Of the proof and the inputs; each way several times. */
    private static List<ProofFiles> tampered(ProofFiles files) {
        Random random = new Random(77);
        JsonValue key = files.at(Place.of("key"));
        List<ProofFiles> tampered = new ArrayList<>();
        for (Tampering tampering : EnumSet.complementOf(OF_SPELLING)) {
            int found = 0;
            for (int i = 0; i < 60 && found < EACH; i++) {
                Optional<ProofFiles> changed = tampering
                        .of(files, random)
                        .filter(one -> one.at(Place.of("key")).equals(key));
                changed.ifPresent(tampered::add);
                found += changed.isPresent() ? 1 : 0;
            }
        }
        return tampered;
    }
}
