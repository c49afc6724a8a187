package dev.assay.simulator;

import dev.assay.verification.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * A simulated NVIDIA: it makes devices whose reports have the real format, with a chain of five certificates, and signs
 * reference manifests and OCSP responses, all under throw-away roots. Names and a critical extension of every certificate
 * say SIMULATED, so only anchors built with {@code insecureSimulated} accept it.
 */
public final class SimulatedNvidia {

    /** Enough for every golden value that NVIDIA publishes. */
    private static final int GPU_MEASUREMENTS = 64;

    private static final int SWITCH_MEASUREMENTS = 31;

    private static final String UNIT = ",OU=SIMULATED,O=Assay";
    private static final String COMPOSITE_DEVICE_ID = "2.23.133.5.4.1";
    private static final byte[] ON = {(byte) 0xAA};

    private final Instant notBefore;
    private final NvidiaCertificate deviceRoot;
    private final NvidiaCertificate family;
    private final NvidiaCertificate provisioner;
    private final List<NvidiaCertificate> rimChain;

    private SimulatedNvidia(Instant now) {
        notBefore = now.minus(Duration.ofDays(365));
        deviceRoot = NvidiaCertificate.root("CN=SIMULATED-NVIDIA Device Identity CA" + UNIT, notBefore);
        family = deviceRoot.authority("CN=NVIDIA GH100 Identity" + UNIT, notBefore);
        provisioner = family.authority("CN=NVIDIA GH100 Provisioner ICA 1" + UNIT, notBefore);
        NvidiaCertificate root = NvidiaCertificate.root("CN=SIMULATED-NVIDIA CoRIM signing Root CA" + UNIT, notBefore);
        NvidiaCertificate product = root.authority("CN=NVIDIA Reference Value GH100 CA" + UNIT, notBefore);
        NvidiaCertificate level3 = product.authority("CN=NVIDIA Reference Value L3 GH100 001" + UNIT, notBefore);
        NvidiaCertificate signer =
                level3.leaf("CN=RIM L4 Signer" + UNIT, notBefore, notBefore.plus(Duration.ofDays(730)));
        rimChain = List.of(signer, level3, product, root);
    }

    /** All certificates start one year before {@code now}; the signer's of manifests ends one year after. */
    public static SimulatedNvidia create(Instant now) {
        return new SimulatedNvidia(now);
    }

    /** SHA-256 of the root of devices: what {@code TrustAnchors.insecureSimulated} takes. */
    public Digest deviceRootDigest() {
        return Digest.sha256(deviceRoot.der());
    }

    /** SHA-256 of the root of manifests. */
    public Digest rimRootDigest() {
        return Digest.sha256(rimChain.getLast().der());
    }

    /** The signer first and the root last. */
    public List<NvidiaCertificate> rimChain() {
        return rimChain;
    }

    /**
     * A Hopper GPU with driver 580.1, VBIOS 96.00.74.00.20, for itself, with measurement {@code i} of bytes {@code i}.
     *
     * @param id 16 hexadecimal digits, by which switches know it
     */
    public SimulatedNvidiaDevice gpu(String id) {
        byte[] firmware = sha384(id);
        return new SimulatedNvidiaDevice(chain("GH100 A01 GSP", "41" + id, firmware), GPU_MEASUREMENTS)
                .text(3, "580.1")
                .field(6, HexFormat.of().parseHex("0074009620000000"))
                .field(11, ON)
                .text(15, "862")
                .text(17, "1010")
                .text(18, "0205")
                .field(20, firmware)
                .field(36, new byte[] {0, 0});
    }

    /**
     * An LS10 switch with BIOS 96.10.55.00.01.
     *
     * @param id 16 hexadecimal digits, by which GPUs know it
     */
    public SimulatedNvidiaDevice nvSwitch(String id) {
        return new SimulatedNvidiaDevice(chain("LS_10 A01 FSP", "50" + id, sha384(id)), SWITCH_MEASUREMENTS)
                .text(6, "96.10.55.00.01")
                .field(22, HexFormat.of().parseHex(id));
    }

    /** Boot ROM and leaf of one device, and the certificates above them. */
    public List<NvidiaCertificate> chain(String processor, String serial, byte[] firmware) {
        String upper = serial.toUpperCase(Locale.ROOT);
        NvidiaCertificate bootRom =
                provisioner.authority("CN=" + processor + " BROM,SERIALNUMBER=" + upper + UNIT, notBefore);
        NvidiaCertificate leaf = bootRom.leaf(
                "CN=" + processor + " FMC LF" + UNIT,
                notBefore,
                NvidiaCertificate.NO_END,
                new NvidiaCertificate.More(COMPOSITE_DEVICE_ID, compositeDeviceId(bootRom, firmware)));
        return List.of(leaf, bootRom, provisioner, family, deviceRoot);
    }

    /** {version, the boot ROM's key, FWID}. */
    public static ASN1Encodable compositeDeviceId(NvidiaCertificate bootRom, byte[] firmware) {
        return new DERSequence(new ASN1Encodable[] {
            new ASN1Integer(1),
            SubjectPublicKeyInfo.getInstance(bootRom.keys().getPublic().getEncoded()),
            fwid(firmware)
        });
    }

    public static ASN1Encodable fwid(byte[] firmware) {
        return new DERSequence(new ASN1Encodable[] {NISTObjectIdentifiers.id_sha384, new DEROctetString(firmware)});
    }

    /** SHA-384 of a text: any firmware identifier will do. */
    public static byte[] sha384(String text) {
        try {
            return MessageDigest.getInstance("SHA-384").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-384", e);
        }
    }

    /** A manifest of a GPU's driver or VBIOS, signed; golden values by index, which starts at 0. */
    public byte[] gpuRim(String version, Map<Integer, List<byte[]>> golden) {
        return new SimulatedRim("GPU", "GH100", version).golden(golden).signed(rimChain);
    }

    /** A manifest of a switch's BIOS, signed. */
    public byte[] switchRim(String version, Map<Integer, List<byte[]>> golden) {
        return new SimulatedRim("SWITCH", "LS10", version).golden(golden).signed(rimChain);
    }
}
