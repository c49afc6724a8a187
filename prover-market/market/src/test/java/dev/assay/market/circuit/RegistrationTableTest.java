package dev.assay.market.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.market.circuit.RegistrationTable.State;
import dev.assay.market.store.Database;
import dev.assay.market.store.TestServer;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Register;
import dev.assay.verification.statement.Signed;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistrationTableTest {

    private static final Instant FIRST = Instant.ofEpochMilli(1_700_000_000_123L);
    private static final Instant SECOND = FIRST.plusSeconds(601);

    /** Else an examination that was taken for dead gives the deposit back, or away, that another one decides about. */
    @Test
    void anExaminationThatAnotherTookOverEndsNothing() throws Exception {
        SigningKey key = SigningKey.generate(new SecureRandom());
        Register statement = new Register(Digest.sha256(), key.address(), 7, FIRST.plusSeconds(60));
        Signed<Register> signed = Signed.sign(statement, key, SigningDomain.dev());
        try (Database database = Database.open(TestServer.EMBEDDED.freshSchema())) {
            List<Boolean> ended = database.transact(tx -> {
                RegistrationTable table = new RegistrationTable(tx);
                boolean isNew = table.insert(signed, 7, FIRST);
                table.touch(signed.digest(), SECOND);
                return List.of(
                        isNew,
                        table.end(signed.digest(), FIRST, State.RETURNED, "INTERNAL", "late"),
                        table.end(signed.digest(), SECOND, State.FORFEITED, "SELF_CHECK_FAILED", "slow"),
                        table.end(signed.digest(), SECOND, State.RETURNED, "INTERNAL", "twice"));
            });
            assertEquals(List.of(true, false, true, false), ended);
            assertEquals(
                    State.FORFEITED,
                    database.transact(tx -> new RegistrationTable(tx)
                            .find(signed.digest())
                            .orElseThrow()
                            .state()));
        }
    }
}
