package dev.assay.verification.tee.nvidia;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static dev.assay.verification.Verdicts.verified;
import static dev.assay.verification.tee.nvidia.NvidiaSample.ANCHORS;
import static dev.assay.verification.tee.nvidia.NvidiaSample.NONCE;
import static dev.assay.verification.tee.nvidia.NvidiaSample.NOW;
import static dev.assay.verification.tee.nvidia.NvidiaSample.NVIDIA;
import static dev.assay.verification.tee.nvidia.NvidiaSample.gpu;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.simulator.NvidiaCertificate;
import dev.assay.simulator.NvidiaCertificate.More;
import dev.assay.simulator.SimulatedNvidia;
import dev.assay.simulator.SimulatedNvidiaDevice;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.junit.jupiter.api.Test;

/** Step 2: whose reports are genuine. */
class NvidiaChainTest {

    private static final String COMPOSITE = "2.23.133.5.4.1";
    private static final String TCB_INFO = "2.23.133.5.4.1.1";
    private static final Instant START = NOW.minus(Duration.ofDays(365));
    private static final String UNIT = ",OU=SIMULATED";

    private static final SimulatedNvidiaDevice GPU = gpu();
    private static final List<NvidiaCertificate> CHAIN = GPU.chain();

    @Test
    void rejectsReportsSignedByAnotherKey() {
        byte[] report = NVIDIA.gpu("00000000000000aa").report(NONCE.bytes());
        rejected(Reason.EVIDENCE_SIGNATURE, verify(report, CHAIN));
    }

    @Test
    void rejectsReportsChangedAfterSigning() {
        byte[] report = GPU.report(NONCE.bytes());
        report[4] ^= 1; // the nonce
        rejected(Reason.EVIDENCE_SIGNATURE, verify(report, CHAIN));
        byte[] measured = GPU.report(NONCE.bytes());
        measured[60] ^= 1; // a measurement
        rejected(Reason.EVIDENCE_SIGNATURE, verify(measured, CHAIN));
    }

    /** CVE-2022-21449. */
    @Test
    void rejectsSignaturesOfZero() {
        byte[] report = GPU.report(NONCE.bytes());
        Arrays.fill(report, report.length - 96, report.length, (byte) 0);
        rejected(Reason.EVIDENCE_SIGNATURE, verify(report, CHAIN));
    }

    @Test
    void rejectsChainsOfAnotherLength() {
        rejected(Reason.CERTIFICATE_CHAIN_LENGTH, verify(CHAIN.get(1), CHAIN.get(2), CHAIN.get(3), CHAIN.get(4)));
        List<NvidiaCertificate> long6 = new ArrayList<>(CHAIN);
        long6.add(3, CHAIN.get(3));
        rejected(Reason.CERTIFICATE_CHAIN_LENGTH, verify(report(), long6));
    }

    /** A root that is only named like NVIDIA's, as in go-sev-guest's issue 185 for another vendor. */
    @Test
    void rejectsForgedRootsOfTheSameName() {
        SimulatedNvidiaDevice forged = SimulatedNvidia.create(NOW).gpu(NvidiaSample.GPU_ID);
        rejected(Reason.ROOT_UNTRUSTED, verify(forged.report(NONCE.bytes()), forged.chain()));
        List<NvidiaCertificate> genuineRoot = new ArrayList<>(forged.chain());
        genuineRoot.set(4, CHAIN.get(4));
        rejected(Reason.CERTIFICATE_SIGNATURE, verify(forged.report(NONCE.bytes()), genuineRoot));
    }

    @Test
    void rejectsCertificatesInAnotherOrder() {
        rejected(Reason.ROOT_UNTRUSTED, verify(CHAIN.get(4), CHAIN.get(3), CHAIN.get(2), CHAIN.get(1), CHAIN.get(0)));
        rejected(
                Reason.CERTIFICATE_ISSUER,
                verify(CHAIN.get(0), CHAIN.get(2), CHAIN.get(1), CHAIN.get(3), CHAIN.get(4)));
    }

    @Test
    void rejectsEveryCertificateOutOfItsTime() {
        rejected(Reason.CERTIFICATE_NOT_YET_VALID, verify(GPU, START.minusSeconds(1)));
        simulated(verify(GPU, START));
        simulated(verify(GPU, NvidiaCertificate.NO_END));
        rejected(Reason.CERTIFICATE_EXPIRED, verify(GPU, NvidiaCertificate.NO_END.plusSeconds(1)));
    }

    @Test
    void rejectsLeavesThatAreAuthorities() {
        NvidiaCertificate leaf = bootRom().authority("CN=GH100 A01 GSP FMC LF" + UNIT, START);
        rejected(Reason.CERTIFICATE_ROLE, verify(deviceOf(leaf)));
    }

    @Test
    void rejectsAuthoritiesThatAreLeaves() {
        NvidiaCertificate bootRom = CHAIN.get(2).leaf("CN=GH100 A01 GSP BROM" + UNIT, START, NvidiaCertificate.NO_END);
        rejected(Reason.CERTIFICATE_ROLE, verify(deviceUnder(bootRom, "GH100 A01 GSP FMC LF")));
    }

    /** Another key of the same device is not for reports. */
    @Test
    void rejectsLeavesOfAnotherName() {
        for (String name : List.of("GH100 A01 GSP BROM", "GH100 A01 GSP FMC AK", "GH100", "gh100 A01 GSP FMC LF")) {
            rejected(Reason.CERTIFICATE_NAME, verify(deviceUnder(bootRom(), name)));
        }
    }

    @Test
    void rejectsBootRomsOfAnotherChip() {
        rejected(Reason.CERTIFICATE_NAME, verify(deviceUnder(bootRom(), "GB100 A01 GSP FMC LF")));
    }

    @Test
    void rejectsChipsThatAreNotKnown() {
        NvidiaCertificate bootRom = CHAIN.get(2).authority("CN=GA100 A01 GSP BROM" + UNIT, START);
        rejected(Reason.DEVICE_ARCHITECTURE, verify(deviceUnder(bootRom, "GA100 A01 GSP FMC LF")));
    }

    @Test
    void rejectsArchitecturesThatAreClaimedWrongly() {
        Base64.Encoder base64 = Base64.getEncoder();
        String json = "[{\"arch\": \"BLACKWELL\", \"nonce\": \"%s\", \"evidence\": \"%s\", \"certificate\": \"%s\"}]"
                .formatted(NONCE.hex(), base64.encodeToString(report()), base64.encodeToString(GPU.chainPem()));
        NvidiaEvidence evidence = verified(NvidiaEvidence.parseJson(json.getBytes(StandardCharsets.UTF_8)))
                .getFirst();
        rejected(Reason.DEVICE_ARCHITECTURE, NvidiaVerifier.verify(evidence, NvidiaEndorsements.none(), ANCHORS, NOW));
    }

    @Test
    void rejectsReportsOfOtherFirmwareThanTheLeafs() {
        rejected(Reason.DEVICE_IDENTITY, verify(gpu().field(20, SimulatedNvidia.sha384("other"))));
        rejected(Reason.DEVICE_IDENTITY, verify(gpu().field(20, new byte[0])));
    }

    /** Reports of old firmware do not name it; the certificate does. */
    @Test
    void acceptsReportsThatDoNotNameTheirFirmware() {
        GenuineNvidia genuine = simulated(verify(gpu().without(20)));
        assertArrayEquals(SimulatedNvidia.sha384(NvidiaSample.GPU_ID), genuine.firmwareId());
    }

    @Test
    void rejectsLeavesThatNameAnotherDevice() {
        ASN1Encodable other = SimulatedNvidia.compositeDeviceId(CHAIN.get(2), firmware());
        rejected(Reason.DEVICE_IDENTITY, verify(deviceWith(new More(COMPOSITE, other))));
    }

    @Test
    void rejectsLeavesWithoutOneDiceIdentity() {
        rejected(Reason.DEVICE_IDENTITY, verify(deviceWith()));
        More composite = new More(COMPOSITE, SimulatedNvidia.compositeDeviceId(bootRom(), firmware()));
        rejected(
                Reason.DEVICE_IDENTITY,
                verify(deviceWith(composite, new More(TCB_INFO, tcbInfo(SimulatedNvidia.fwid(firmware()))))));
        for (ASN1Encodable malformed :
                List.<ASN1Encodable>of(new DERUTF8String("x"), new DERSequence(), new DERSequence(new ASN1Encodable[] {
                    new ASN1Integer(1), new ASN1Integer(1), new ASN1Integer(1)
                }))) {
            rejected(Reason.DEVICE_IDENTITY, verify(deviceWith(new More(COMPOSITE, malformed))));
        }
        for (ASN1Encodable malformed : List.<ASN1Encodable>of(
                tcbInfo(),
                new DERSequence(),
                tcbInfo(SimulatedNvidia.fwid(new byte[32])),
                tcbInfo(new DERSequence(
                        new ASN1Encodable[] {NISTObjectIdentifiers.id_sha256, new DEROctetString(firmware())})))) {
            rejected(Reason.DEVICE_IDENTITY, verify(deviceWith(new More(TCB_INFO, malformed))));
        }
    }

    @Test
    void readsTheFirstFirmwareOfABlackwellsLeaf() {
        NvidiaCertificate bootRom =
                CHAIN.get(2).authority("CN=GB100 A01 GSP BROM,SERIALNUMBER=410000000000000001" + UNIT, START);
        More info = new More(TCB_INFO, tcbInfo(SimulatedNvidia.fwid(firmware()), SimulatedNvidia.fwid(new byte[48])));
        NvidiaCertificate leaf = bootRom.leaf("CN=GB100 A01 GSP FMC LF" + UNIT, START, NvidiaCertificate.NO_END, info);
        GenuineNvidia genuine = simulated(verify(leaf, bootRom, CHAIN.get(2), CHAIN.get(3), CHAIN.get(4)));
        assertEquals(NvidiaArchitecture.BLACKWELL, genuine.architecture());
        assertArrayEquals(firmware(), genuine.firmwareId());
    }

    private static ASN1Encodable tcbInfo(ASN1Encodable... fwids) {
        return new DERSequence(new ASN1Encodable[] {
            new DERTaggedObject(false, 0, new DERUTF8String("NVIDIA")),
            new DERTaggedObject(false, 6, new DERSequence(fwids))
        });
    }

    private static byte[] firmware() {
        return SimulatedNvidia.sha384(NvidiaSample.GPU_ID);
    }

    private static NvidiaCertificate bootRom() {
        return CHAIN.get(1);
    }

    private static List<NvidiaCertificate> deviceWith(More... extensions) {
        return deviceOf(bootRom().leaf("CN=GH100 A01 GSP FMC LF" + UNIT, START, NvidiaCertificate.NO_END, extensions));
    }

    private static List<NvidiaCertificate> deviceOf(NvidiaCertificate leaf) {
        return List.of(leaf, bootRom(), CHAIN.get(2), CHAIN.get(3), CHAIN.get(4));
    }

    private static List<NvidiaCertificate> deviceUnder(NvidiaCertificate bootRom, String name) {
        More identity = new More(COMPOSITE, SimulatedNvidia.compositeDeviceId(bootRom, firmware()));
        NvidiaCertificate leaf = bootRom.leaf("CN=" + name + UNIT, START, NvidiaCertificate.NO_END, identity);
        return List.of(leaf, bootRom, CHAIN.get(2), CHAIN.get(3), CHAIN.get(4));
    }

    private static Verdict<GenuineNvidia> verify(NvidiaCertificate... chain) {
        return verify(List.of(chain));
    }

    /** A report that this chain's leaf signs. */
    private static Verdict<GenuineNvidia> verify(List<NvidiaCertificate> chain) {
        byte[] unsigned = Arrays.copyOf(report(), report().length - 96);
        return verify(chain.getFirst().sign(unsigned), chain);
    }

    private static Verdict<GenuineNvidia> verify(byte[] report, List<NvidiaCertificate> chain) {
        NvidiaEvidence evidence = verified(NvidiaEvidence.parse(report, SimulatedNvidiaDevice.pem(chain)));
        return NvidiaVerifier.verify(evidence, NvidiaEndorsements.none(), ANCHORS, NOW);
    }

    private static Verdict<GenuineNvidia> verify(SimulatedNvidiaDevice device) {
        return verify(device, NOW);
    }

    private static Verdict<GenuineNvidia> verify(SimulatedNvidiaDevice device, Instant now) {
        return NvidiaVerifier.verify(NvidiaSample.evidence(device), NvidiaEndorsements.none(), ANCHORS, now);
    }

    private static byte[] report() {
        return GPU.report(NONCE.bytes());
    }
}
