package dev.assay.verification.tee.snp;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static dev.assay.verification.tee.snp.FaultySnp.FROM;
import static dev.assay.verification.tee.snp.FaultySnp.NOW;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CertificateTableTest {

    static final String VCEK = "63da758de6644564adc5f4b93be8accd";
    static final String VLEK = "a8074bc2a25a483eaae639c045a0b8a1";
    static final String ASK = "4ab7b379bbac4fe4a02f05aef327c782";
    static final String ARK = "c0b406a4a80349529743" + "3fb6014cd0ae";
    static final String CRL = "92f81bc358114d3d97ffd19f88dc67ea";

    private static final FaultySnp SNP = new FaultySnp();
    private static final byte[] REPORT = SNP.reportBytes();

    /** Entries, the end, contents, and zeros to a whole page. */
    static byte[] table(Map<String, byte[]> entries) {
        ByteBuffer head = ByteBuffer.allocate(24 * (entries.size() + 1)).order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        entries.forEach((id, content) -> {
            head.put(HexFormat.of().parseHex(id));
            head.putInt(head.capacity() + contents.size()).putInt(content.length);
            contents.writeBytes(content);
        });
        byte[] table = Arrays.copyOf(head.array(), 4096 * 3);
        System.arraycopy(contents.toByteArray(), 0, table, head.capacity(), contents.size());
        return table;
    }

    static Map<String, byte[]> whole() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(ARK, SNP.rootDer());
        entries.put(ASK, SNP.intermediateDer());
        entries.put(VCEK, SNP.leafDer());
        entries.put("00112233445566778899aabbccddeeff", new byte[] {1, 2, 3});
        return entries;
    }

    private static Verdict<GenuineSnp> verify(byte[] table) {
        return SnpVerifier.verify(REPORT, SnpEndorsements.table(table), SNP.anchors(), NOW);
    }

    @Test
    void readsTheTableOfAnExtendedReport() {
        verified(verify(table(whole())));
    }

    @Test
    void takesTheKeyThatSigned() {
        Map<String, byte[]> entries = whole();
        entries.put(VLEK, new byte[] {1});
        verified(verify(table(entries)));
        entries.remove(VCEK);
        rejected(Reason.ENDORSEMENT_MISSING, verify(table(entries)));
    }

    @Test
    void readsTheRevocationListToo() {
        Map<String, byte[]> entries = whole();
        entries.put(CRL, FaultySnp.list("ARK-Milan", FaultySnp.ROOT_KEYS, FROM, NOW.plusSeconds(9), 7));
        assertTrue(verified(verify(table(entries))).chain().isRevocationChecked());
        entries.put(
                CRL, FaultySnp.list("ARK-Milan", FaultySnp.ROOT_KEYS, FROM, NOW.plusSeconds(9), FaultySnp.ASK_SERIAL));
        rejected(Reason.CERTIFICATE_REVOKED, verify(table(entries)));
    }

    @Test
    void reportsWhatIsMissing() {
        rejected(Reason.ENDORSEMENT_MISSING, verify(new byte[0]));
        rejected(Reason.ENDORSEMENT_MISSING, verify(new byte[4096]));
        for (String id : new String[] {ARK, ASK, VCEK}) {
            Map<String, byte[]> entries = whole();
            entries.remove(id);
            rejected(Reason.ENDORSEMENT_MISSING, verify(table(entries)));
        }
    }

    @Test
    void rejectsEntriesOutsideRepeatedOverlappingOrWithoutEnd() {
        rejected(Reason.SNP_CERTIFICATE_TABLE, verify(changed(16, Integer.MAX_VALUE)));
        rejected(Reason.SNP_CERTIFICATE_TABLE, verify(changed(16, -1)));
        rejected(Reason.SNP_CERTIFICATE_TABLE, verify(changed(20, -1)));
        rejected(Reason.SNP_CERTIFICATE_TABLE, verify(changed(20, 4096 * 3)));
        rejected(Reason.SNP_CERTIFICATE_TABLE, verify(changed(16, 0)));
        rejected(Reason.SNP_CERTIFICATE_TABLE, verify(changed(16, 24 * 5 + 1)));
        byte[] repeated = table(whole());
        System.arraycopy(repeated, 0, repeated, 24, 16);
        rejected(Reason.SNP_CERTIFICATE_TABLE, verify(repeated));
        byte[] endless = new byte[4096];
        for (int i = 0; i < endless.length / 24; i++) {
            endless[24 * i] = (byte) (i + 1);
        }
        rejected(Reason.SNP_CERTIFICATE_TABLE, verify(endless));
        rejected(Reason.SNP_CERTIFICATE_TABLE, verify(new byte[23]));
    }

    private static byte[] changed(int at, int value) {
        byte[] table = table(whole());
        ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        return table;
    }

    @Test
    void rejectsTablesThatAreTooLarge() {
        rejected(Reason.TOO_LARGE, verify(new byte[SnpEndorsements.MAX_TABLE_BYTES + 1]));
    }
}
