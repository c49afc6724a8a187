package dev.assay.verification.tee.snp;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.assay.simulator.AmdCertificate;
import dev.assay.simulator.SimulatedSnp;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** AMD's extensions are read in their exact encodings, and in no other. */
class EndorsementKeyTest {

    private static Verdict<GenuineSnp> verify(
            SnpProduct product, SnpSigningKey key, UnaryOperator<AmdCertificate> leaf) {
        return new FaultySnp(product, key).leaf(leaf).verify();
    }

    private static Verdict<GenuineSnp> milan(UnaryOperator<AmdCertificate> leaf) {
        return verify(SnpProduct.MILAN, SnpSigningKey.VCEK, leaf);
    }

    @Test
    void rejectsExtensionsThatAreAbsent() {
        for (String mandatory : new String[] {"2", "3.1", "3.2", "3.3", "3.8", "4"}) {
            rejected(Reason.SNP_CERTIFICATE_EXTENSION, milan(leaf -> leaf.without(mandatory)));
        }
        rejected(
                Reason.SNP_CERTIFICATE_EXTENSION,
                verify(SnpProduct.TURIN, SnpSigningKey.VCEK, leaf -> leaf.without("3.9")));
        rejected(
                Reason.SNP_CERTIFICATE_EXTENSION,
                verify(SnpProduct.MILAN, SnpSigningKey.VLEK, leaf -> leaf.without("5")));
    }

    @Test
    void rejectsVersionsThatAreNotIntegersOfOneByteInDer() {
        for (byte[] encoding : new byte[][] {
            {},
            {2, 1},
            {2, 1, (byte) 0xDB},
            {2, 2, 0, 0x18},
            {2, 2, 1, 0x18},
            {2, 3, 0, 0, 0x18},
            {4, 1, 0x18},
            {0x18},
            {2, 1, 0x18, 0}
        }) {
            rejected(Reason.SNP_CERTIFICATE_EXTENSION, milan(leaf -> leaf.extension("3.3", encoding)));
        }
    }

    @Test
    void rejectsReservedVersionsThatAreNotZero() {
        rejected(Reason.SNP_CERTIFICATE_EXTENSION, milan(leaf -> leaf.extension("3.5", SimulatedSnp.integer(1))));
    }

    @Test
    void rejectsVersionsOfPartsThatTheProductDoesNotHave() {
        rejected(Reason.SNP_CERTIFICATE_EXTENSION, milan(leaf -> leaf.extension("3.9", SimulatedSnp.integer(0))));
    }

    @Test
    void takesAChipIdThatBeginsAsDerForTheRawBytesThatItIs() {
        FaultySnp snp = new FaultySnp();
        assertArrayEquals(snp.chipId(), snp.genuine().chain().chipId());
        FaultySnp turin = new FaultySnp(SnpProduct.TURIN, SnpSigningKey.VCEK);
        assertArrayEquals(turin.chipId(), turin.genuine().chain().chipId());
    }

    @Test
    void takesAnOctetStringOfTheWholeChipIdToo() {
        byte[] id = new FaultySnp().chipId();
        byte[] wrapped = new byte[id.length + 2];
        wrapped[0] = 4;
        wrapped[1] = (byte) id.length;
        System.arraycopy(id, 0, wrapped, 2, id.length);
        verified(milan(leaf -> leaf.extension("4", wrapped)));
        byte[] otherTag = wrapped.clone();
        otherTag[0] = 2;
        rejected(Reason.SNP_CERTIFICATE_EXTENSION, milan(leaf -> leaf.extension("4", otherTag)));
        byte[] otherLength = wrapped.clone();
        otherLength[1]--;
        rejected(Reason.SNP_CERTIFICATE_EXTENSION, milan(leaf -> leaf.extension("4", otherLength)));
    }

    @Test
    void rejectsChipIdsOfAnotherLength() {
        byte[] id = new FaultySnp().chipId();
        for (int size : new int[] {0, 8, 63, 65}) {
            rejected(Reason.SNP_CERTIFICATE_EXTENSION, milan(leaf -> leaf.extension("4", Arrays.copyOf(id, size))));
        }
        rejected(
                Reason.SNP_CERTIFICATE_EXTENSION,
                verify(SnpProduct.TURIN, SnpSigningKey.VCEK, leaf -> leaf.extension("4", id)));
    }

    @Test
    void rejectsKeysOfAnotherProduct() {
        for (String name : new String[] {"Genoa", "Milan2", "milan", "Mil"}) {
            rejected(Reason.SNP_PRODUCT_MISMATCH, milan(leaf -> leaf.extension("2", SimulatedSnp.ia5(name))));
        }
        for (byte[] encoding :
                new byte[][] {{0x0C, 5, 'M', 'i', 'l', 'a', 'n'}, {'M'}, {0x16, 1, (byte) 0x80}, {0x16, 2, 'M'}}) {
            rejected(Reason.SNP_CERTIFICATE_EXTENSION, milan(leaf -> leaf.extension("2", encoding)));
        }
    }

    @Test
    void rejectsWhatIsForTheOtherKindOfKey() {
        rejected(Reason.SNP_CERTIFICATE_EXTENSION, milan(leaf -> leaf.extension("5", SimulatedSnp.ia5("cloud"))));
        rejected(
                Reason.SNP_CERTIFICATE_EXTENSION,
                verify(SnpProduct.MILAN, SnpSigningKey.VLEK, leaf -> leaf.extension("4", new byte[64])));
    }
}
