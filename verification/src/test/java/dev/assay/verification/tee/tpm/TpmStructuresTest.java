package dev.assay.verification.tee.tpm;

import static dev.assay.verification.Verdicts.rejected;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.simulator.SoftwareTpm;
import dev.assay.simulator.TpmWriter;
import dev.assay.verification.Reason;
import dev.assay.verification.x509.PublicKey;
import dev.assay.verification.x509.RsaKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TpmStructuresTest {

    private static final byte[] NONCE = "nonce".getBytes(StandardCharsets.US_ASCII);

    private final SoftwareTpm tpm = SoftwareTpm.withEccKey(new SecureRandom());

    private byte[] quote() {
        return tpm.quote(NONCE, TpmHash.SHA256, new TreeSet<>(List.of(0, 7, 23)));
    }

    @Test
    void readsAQuote() {
        TpmQuote quote = TpmQuote.parse(quote());
        assertArrayEquals(NONCE, quote.extraData());
        assertEquals(List.of(new PcrSelection(TpmHash.SHA256, new TreeSet<>(List.of(0, 7, 23)))), quote.selections());
        assertEquals(1, quote.resetCount());
    }

    @Test
    void readsOneQuoteAndNothingAroundIt() {
        byte[] quote = quote();
        rejected(Reason.MALFORMED, () -> TpmQuote.parse(Arrays.copyOf(quote, quote.length + 1)));
        rejected(Reason.TOO_LARGE, () -> TpmQuote.parse(new byte[TpmQuote.MAX_BYTES + 1]));
    }

    @Test
    void refusesAQuoteCutAnywhere() {
        byte[] quote = quote();
        for (int length = 6; length < quote.length; length++) {
            byte[] cut = Arrays.copyOf(quote, length);
            rejected(Reason.MALFORMED, () -> TpmQuote.parse(cut));
        }
    }

    @Test
    void refusesSelectionsBeyondAllRegisters() {
        byte[] quote = quote();
        int count = 4 + 2 + 2 + 34 + 2 + NONCE.length + 17 + 8;
        byte[] manyBanks = quote.clone();
        manyBanks[count] = 1;
        rejected(Reason.MALFORMED, () -> TpmQuote.parse(manyBanks));
        byte[] wide = quote.clone();
        wide[count + 4 + 2] = 5;
        rejected(Reason.TPM_PCR_SELECTION, () -> TpmQuote.parse(wide));
        byte[] unknownHash = quote.clone();
        unknownHash[count + 5] = 0x12;
        rejected(Reason.TPM_ALGORITHM, () -> TpmQuote.parse(unknownHash));
    }

    @Test
    void refusesAClockThatIsNeitherSafeNorNot() {
        byte[] quote = quote();
        quote[4 + 2 + 2 + 34 + 2 + NONCE.length + 16] = 2;
        rejected(Reason.MALFORMED, () -> TpmQuote.parse(quote));
    }

    @Test
    void refusesSignaturesOfOtherSchemes() {
        byte[] hmac = new TpmWriter().u16(0x0005).u16(0x000B).raw(new byte[32]).toByteArray();
        rejected(Reason.TPM_ALGORITHM, () -> TpmSignature.parse(hmac));
        byte[] unknownHash =
                new TpmWriter().u16(0x0014).u16(0x0099).sized(new byte[256]).toByteArray();
        rejected(Reason.TPM_ALGORITHM, () -> TpmSignature.parse(unknownHash));
    }

    @Test
    void verifiesEverySchemeOfAnRsaKey() throws Exception {
        SoftwareTpm rsa = SoftwareTpm.withRsaKey(new SecureRandom());
        PublicKey key = TpmPublicKey.parse(rsa.publicArea()).key();
        TpmSignature.rsassaSha256(rsa.signRaw(NONCE)).check(key, NONCE);
        for (TpmHash hash : List.of(TpmHash.SHA256, TpmHash.SHA384)) {
            pss(rsa, hash).check(key, NONCE);
            rejected(Reason.EVIDENCE_SIGNATURE, () -> pss(rsa, hash).check(key, new byte[1]));
        }
    }

    private static TpmSignature pss(SoftwareTpm tpm, TpmHash hash) throws Exception {
        Signature signer = Signature.getInstance("RSASSA-PSS");
        boolean short256 = hash == TpmHash.SHA256;
        signer.setParameter(new PSSParameterSpec(
                short256 ? "SHA-256" : "SHA-384",
                "MGF1",
                short256 ? MGF1ParameterSpec.SHA256 : MGF1ParameterSpec.SHA384,
                hash.sizeBytes(),
                1));
        signer.initSign(tpm.keys().getPrivate());
        signer.update(NONCE);
        return TpmSignature.parse(new TpmWriter()
                .u16(TpmSignature.ALG_RSAPSS)
                .u16(hash.id())
                .sized(signer.sign())
                .toByteArray());
    }

    @Test
    void aSignatureIsNotOfAKeyOfAnotherKind() {
        PublicKey ec = TpmPublicKey.parse(tpm.publicArea()).key();
        TpmSignature rsa = TpmSignature.rsassaSha256(new byte[256]);
        rejected(Reason.EVIDENCE_SIGNATURE, () -> rsa.check(ec, NONCE));
    }

    @Test
    void readsThePublicAreaOfAKey() {
        TpmPublicKey key = TpmPublicKey.parse(tpm.publicArea());
        key.checkAttestationKey();
        assertEquals(34, key.name().length);
        byte[] sized = new TpmWriter().sized(tpm.publicArea()).toByteArray();
        assertEquals(key.key(), TpmPublicKey.parseSized(sized).key());
        rejected(Reason.MALFORMED, () -> TpmPublicKey.parseSized(Arrays.copyOf(sized, sized.length + 1)));
    }

    @Test
    void takesAnExponentOfZeroForTheUsualOne() {
        SoftwareTpm rsa = SoftwareTpm.withRsaKey(new SecureRandom());
        RSAPublicKey own = (RSAPublicKey) rsa.keys().getPublic();
        PublicKey expected = new PublicKey.Rsa(RsaKey.of(own.getModulus(), own.getPublicExponent()));
        assertEquals(expected, TpmPublicKey.parse(rsa.publicArea()).key());
    }

    @Test
    void refusesKeysThatDecryptToo() {
        tpm.attributes |= 1 << 17;
        rejected(
                Reason.TPM_KEY_ATTRIBUTES,
                () -> TpmPublicKey.parse(tpm.publicArea()).checkAttestationKey());
    }

    @Test
    void refusesAPointThatIsNotOnTheCurve() {
        byte[] area = tpm.publicArea();
        area[area.length - 1] ^= 1;
        rejected(Reason.MALFORMED, () -> TpmPublicKey.parse(area));
    }

    @Test
    void refusesRegistersOfAnotherLengthOrIndex() {
        rejected(Reason.TPM_PCR_SELECTION, () -> PcrBank.of(TpmHash.SHA256, Map.of(0, new byte[20])));
        rejected(Reason.TPM_PCR_SELECTION, () -> PcrBank.of(TpmHash.SHA256, Map.of(32, new byte[32])));
    }

    /** An empty selection hashes to the digest of nothing, which any TPM signs. */
    @Test
    void refusesAQuoteOverNothing() {
        byte[] message = tpm.quote(NONCE, TpmHash.SHA256, new TreeSet<>());
        PublicKey key = TpmPublicKey.parse(tpm.publicArea()).key();
        TpmSignature signature = TpmSignature.parse(tpm.sign(message));
        rejected(
                Reason.TPM_PCR_SELECTION,
                () -> QuotedPcrs.verify(key, TpmQuote.parse(message), signature, PcrBank.of(TpmHash.SHA256, Map.of())));
    }
}
