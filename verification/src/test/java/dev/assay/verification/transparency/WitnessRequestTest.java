package dev.assay.verification.transparency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessRequestTest {

    /** The example of tlog-witness. */
    private static final String EXAMPLE = """
            old 20852014
            PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
            jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
            5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
            /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            """;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsTheExampleOfTheSpecification() {
        WitnessRequest request = LogPolicyTest.verified(WitnessRequest.parse(bytes(EXAMPLE)));
        assertEquals(20_852_014, request.oldSize());
        assertEquals(4, request.proof().size());
        assertEquals(
                20_852_163,
                Checkpoint.read(Note.read(request.signedNote()).text()).size());
        assertArrayEquals(bytes(EXAMPLE), request.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "old 1", "old\n\nx", "old 01\n\nx", "old 1\nAAAA\n\nx", "new 1\n\nx", "old -1\n\nx"})
    void rejectsWhatIsNoRequest(String text) {
        assertEquals(Reason.MALFORMED, LogPolicyTest.reason(WitnessRequest.parse(bytes(text))));
    }

    @Test
    void rejectsProofsThatAreTooLong() {
        Verdict<WitnessRequest> verdict = WitnessRequest.parse(
                new WitnessRequest(1, Collections.nCopies(64, TreeHash.EMPTY), bytes("x")).bytes());
        assertEquals(Reason.TOO_LARGE, LogPolicyTest.reason(verdict));
    }
}
