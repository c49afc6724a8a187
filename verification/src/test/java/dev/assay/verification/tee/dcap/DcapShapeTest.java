package dev.assay.verification.tee.dcap;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static dev.assay.verification.Verdicts.verified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.QuoteWriter;
import dev.assay.verification.Reason;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DcapShapeTest {

    private static final Fake FAKE = new Fake();

    private static void refused(Reason reason, Consumer<QuoteWriter> fault) {
        for (QuoteWriter quote : new QuoteWriter[] {FAKE.enclave(), FAKE.domain(4), FAKE.domain(5)}) {
            fault.accept(quote);
            rejected(reason, DcapEvidence.parse(quote.quote()));
            rejected(reason, FAKE.verify(quote));
        }
    }

    @Test
    void readsQuotesOfEveryVersionAndBody() {
        assertEquals(3, verified(DcapEvidence.parse(FAKE.enclave().quote())).version());
        for (int version : new int[] {4, 5}) {
            QuoteWriter enclave = FAKE.enclave();
            enclave.version = version;
            assertEquals(version, simulated(FAKE.verify(enclave)).version());
            assertEquals(version, simulated(FAKE.verify(FAKE.domain(version))).version());
        }
    }

    @Test
    void readsDomainsOfTdx10InVersion5() {
        QuoteWriter quote = FAKE.domain(4);
        quote.version = 5;
        assertTrue(
                ((TdReport) simulated(FAKE.verify(quote)).report()).teeTcbSvn2().isEmpty());
    }

    @Test
    void rejectsOtherVersions() {
        for (int version : new int[] {0, 2, 6, 0xFFFF}) {
            refused(Reason.QUOTE_VERSION, quote -> quote.version = version);
        }
    }

    @Test
    void rejectsOtherAttestationKeys() {
        refused(Reason.QUOTE_KEY_TYPE, quote -> quote.keyType = 3);
    }

    @Test
    void rejectsOtherQuotingEnclaves() {
        refused(Reason.QUOTE_QE_VENDOR, quote -> quote.vendor = new byte[16]);
    }

    @Test
    void rejectsTeesThatTheVersionOrTheBodyIsNotOf() {
        refused(Reason.QUOTE_TEE_TYPE, quote -> quote.tee = 1);
        QuoteWriter domain = FAKE.domain(4);
        domain.version = 3;
        rejected(Reason.QUOTE_TEE_TYPE, FAKE.verify(domain));
        for (int bodyType : new int[] {0, 1, 4}) {
            QuoteWriter quote = FAKE.domain(5);
            quote.bodyType = bodyType;
            assertTrue(Fake.reasons(FAKE.verify(quote)).stream()
                    .allMatch(reason -> reason == Reason.QUOTE_TEE_TYPE || reason == Reason.MALFORMED));
        }
        QuoteWriter enclave = FAKE.enclave();
        enclave.version = 5;
        enclave.tee = QuoteWriter.TDX;
        rejected(Reason.QUOTE_TEE_TYPE, FAKE.verify(enclave));
        enclave.bodyType = 9;
        rejected(Reason.QUOTE_TEE_TYPE, FAKE.verify(enclave));
    }

    @Test
    void rejectsBodiesOfAnotherSizeThanTheirType() {
        QuoteWriter quote = FAKE.domain(5);
        quote.bodyType = 2;
        rejected(Reason.MALFORMED, FAKE.verify(quote));
        quote.bodyType = 3;
        quote.body = Arrays.copyOf(quote.body, 647);
        rejected(Reason.MALFORMED, FAKE.verify(quote));
    }

    @Test
    void rejectsReservedHeaderBytesSinceVersion4() {
        QuoteWriter quote = FAKE.domain(4);
        quote.headerSvns = 1;
        rejected(Reason.EVIDENCE_FIELD_INVALID, FAKE.verify(quote));
        QuoteWriter enclave = FAKE.enclave();
        enclave.headerSvns = 0x000b0008;
        simulated(FAKE.verify(enclave));
    }

    @Test
    void rejectsCertificationDataOfOtherTypes() {
        for (int type : new int[] {0, 4, 6, 7}) {
            refused(Reason.QUOTE_CERTIFICATION_TYPE, quote -> quote.certificationType = type);
        }
        QuoteWriter outer = FAKE.domain(4);
        outer.outerCertificationType = 5;
        rejected(Reason.QUOTE_CERTIFICATION_TYPE, FAKE.verify(outer));
    }

    @Test
    void rejectsCertificationDataThatIsLongerThanItsType() {
        refused(Reason.MALFORMED, quote -> {
            quote.certificationType = 1;
            quote.certificationData = new byte[37];
        });
    }

    @Test
    void rejectsMoreBytesThanAnyQuoteHas() {
        rejected(Reason.TOO_LARGE, DcapEvidence.parse(new byte[DcapEvidence.MAX_BYTES + 1]));
    }

    @Test
    void rejectsEveryTruncation() {
        byte[] quote = FAKE.domain(5).quote();
        for (int length = 0; length < quote.length; length++) {
            rejected(Reason.MALFORMED, DcapEvidence.parse(Arrays.copyOf(quote, length)));
        }
    }

    @Test
    void acceptsZeroPaddingAndNothingElseBehindAQuote() {
        QuoteWriter quote = FAKE.domain(4);
        quote.padding = new byte[8000 - quote.quote().length];
        simulated(FAKE.verify(quote));
        quote.padding[quote.padding.length - 1] = 1;
        rejected(Reason.MALFORMED, FAKE.verify(quote));
    }

    @Test
    void rejectsLengthsBeyondTheQuoteWithoutAllocatingThem() {
        byte[] quote = FAKE.enclave().quote();
        for (int i = 0; i < 4; i++) {
            quote[432 + i] = (byte) 0xFF;
        }
        rejected(Reason.MALFORMED, DcapEvidence.parse(quote));
    }

    @Test
    void rejectsAttestationKeysThatAreNoPoint() {
        byte[] quote = FAKE.enclave().quote();
        Arrays.fill(quote, 436 + 64, 436 + 128, (byte) 7);
        assertTrue(Fake.reasons(
                        DcapVerifier.verify(quote, FAKE.intel.endorsements(QuoteWriter.SGX), FAKE.anchors(), Fake.NOW))
                .contains(Reason.QUOTE_KEY_INVALID));
    }
}
