package dev.assay.verification.tee.nvidia;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static dev.assay.verification.tee.nvidia.NvidiaSample.NONCE;
import static dev.assay.verification.tee.nvidia.NvidiaSample.gpu;
import static dev.assay.verification.tee.nvidia.NvidiaSample.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.simulator.SimulatedNvidiaDevice;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Step 1: which bytes are a report, and which files evidence. */
class NvidiaReportTest {

    private static final SimulatedNvidiaDevice GPU = gpu();
    private static final String ASKED = "11e001ff" + NONCE.hex() + "00";
    private static final byte[] RECORD = SimulatedNvidiaDevice.record(Map.of(1, value(1)));
    private static final byte[] NO_FIELDS = new byte[0];

    @Test
    void readsReportsOfAnyMeasurements() {
        verified(parse(ASKED, 1, RECORD, NO_FIELDS));
        verified(parse(ASKED, 0, new byte[0], NO_FIELDS));
        verified(parse(
                ASKED,
                2,
                SimulatedNvidiaDevice.record(new TreeMap<>(Map.of(3, value(1), 250, new byte[0]))),
                NO_FIELDS));
    }

    @Test
    void rejectsOtherMessages() {
        rejected(Reason.MALFORMED, parse("12e001ff" + NONCE.hex() + "00", 1, RECORD, NO_FIELDS));
        rejected(Reason.MALFORMED, parse("11e101ff" + NONCE.hex() + "00", 1, RECORD, NO_FIELDS));
    }

    /** Unsigned, partial, or by another certificate than the one that is verified. */
    @Test
    void rejectsRequestsForLessThanEverythingSigned() {
        for (String header : List.of("11e000ff", "11e00101", "11e00100", "11e003ff")) {
            rejected(Reason.SPDM_REQUEST, parse(header + NONCE.hex() + "00", 1, RECORD, NO_FIELDS));
        }
        rejected(Reason.SPDM_REQUEST, parse("11e001ff" + NONCE.hex() + "01", 1, RECORD, NO_FIELDS));
    }

    @Test
    void rejectsResponsesOfAnotherSlot() {
        byte[] report = SimulatedNvidiaDevice.unsigned(hex(ASKED), 1, RECORD, NO_FIELDS);
        report[37 + 3] = 1;
        rejected(Reason.SPDM_RESPONSE, parse(GPU.sign(report)));
    }

    @Test
    void rejectsCountsThatAreNotTheRecords() {
        rejected(Reason.SPDM_RESPONSE, parse(ASKED, 2, RECORD, NO_FIELDS));
        rejected(Reason.SPDM_RESPONSE, parse(ASKED, 0, RECORD, NO_FIELDS));
    }

    @Test
    void rejectsMeasurementsThatComeTwiceOrOutOfOrder() {
        byte[] second = SimulatedNvidiaDevice.record(Map.of(2, value(2)));
        verified(parse(ASKED, 2, joined(RECORD, second), NO_FIELDS));
        rejected(Reason.SPDM_RESPONSE, parse(ASKED, 2, joined(second, RECORD), NO_FIELDS));
        rejected(Reason.SPDM_RESPONSE, parse(ASKED, 2, joined(RECORD, RECORD), NO_FIELDS));
        rejected(Reason.SPDM_RESPONSE, parse(ASKED, 1, SimulatedNvidiaDevice.record(Map.of(0, value(2))), NO_FIELDS));
    }

    @Test
    void rejectsMeasurementsOfAnotherSpecificationOrSize() {
        byte[] specification = RECORD.clone();
        specification[1] = 2;
        rejected(Reason.SPDM_RESPONSE, parse(ASKED, 1, specification, NO_FIELDS));
        byte[] size = RECORD.clone();
        size[2]++;
        rejected(Reason.SPDM_RESPONSE, parse(ASKED, 1, size, NO_FIELDS));
        byte[] valueSize = RECORD.clone();
        valueSize[5]++;
        rejected(Reason.MALFORMED, parse(ASKED, 1, valueSize, NO_FIELDS));
    }

    @Test
    void rejectsFieldsThatComeTwiceOrDoNotEnd() {
        byte[] field = SimulatedNvidiaDevice.opaque(Map.of(3, new byte[] {'1'}));
        verified(parse(ASKED, 1, RECORD, field));
        rejected(Reason.EVIDENCE_FIELD_INVALID, parse(ASKED, 1, RECORD, joined(field, field)));
        rejected(Reason.MALFORMED, parse(ASKED, 1, RECORD, Arrays.copyOf(field, field.length - 1)));
        rejected(Reason.MALFORMED, parse(ASKED, 1, RECORD, joined(field, new byte[] {1})));
        Map<Integer, byte[]> many = new TreeMap<>();
        for (int type = 0; type < 65; type++) {
            many.put(type, new byte[0]);
        }
        rejected(Reason.EVIDENCE_FIELD_INVALID, parse(ASKED, 1, RECORD, SimulatedNvidiaDevice.opaque(many)));
    }

    @Test
    void rejectsReportsThatEndTooEarlyOrTooLate() {
        byte[] report = GPU.report(NONCE.bytes());
        for (int length : new int[] {0, 1, 36, 37, 44, 45, 100, report.length - 97, report.length - 1}) {
            rejected(Reason.MALFORMED, parse(Arrays.copyOf(report, length)));
        }
        rejected(Reason.MALFORMED, parse(Arrays.copyOf(report, report.length + 1)));
        rejected(Reason.TOO_LARGE, parse(new byte[SpdmReport.MAX_BYTES + 1]));
    }

    @Test
    void rejectsCertificatesThatAreNotPem() {
        byte[] report = GPU.report(NONCE.bytes());
        rejected(Reason.MALFORMED, NvidiaEvidence.parse(report, new byte[0]));
        rejected(Reason.MALFORMED, NvidiaEvidence.parse(report, new byte[] {0x30}));
        byte[] twice = joined(GPU.chainPem(), GPU.chainPem());
        rejected(Reason.MALFORMED, NvidiaEvidence.parse(report, twice));
    }

    @Test
    void readsFilesOfSeveralDevices() {
        String device = json("HOPPER", NONCE.hex());
        assertEquals(2, verified(parseJson('[' + device + ',' + device + ']')).size());
        verified(parseJson('[' + json("HOPPER", NONCE.hex().toUpperCase(Locale.ROOT)) + ']'));
    }

    @Test
    void rejectsFilesThatAreNotOfDevices() {
        rejected(Reason.MALFORMED, parseJson("[]"));
        rejected(Reason.MALFORMED, parseJson("{}"));
        rejected(Reason.MALFORMED, parseJson("[1]"));
        rejected(Reason.MALFORMED, parseJson("[{}]"));
        rejected(Reason.MALFORMED, parseJson("[{\"arch\": \"HOPPER\", \"evidence\": \"%\"}]"));
        rejected(Reason.MALFORMED, parseJson('[' + "0,".repeat(64) + "0]"));
        rejected(Reason.TOO_LARGE, parseJson(" ".repeat((1 << 20) + 1)));
    }

    @Test
    void rejectsFilesThatClaimAnotherNonceOrAnUnknownDevice() {
        rejected(Reason.EVIDENCE_NONCE_MISMATCH, parseJson('[' + json("HOPPER", "00".repeat(32)) + ']'));
        rejected(Reason.DEVICE_ARCHITECTURE, parseJson('[' + json("AMPERE", NONCE.hex()) + ']'));
    }

    private static String json(String architecture, String nonce) {
        Base64.Encoder base64 = Base64.getEncoder();
        return "{\"arch\": \"%s\", \"nonce\": \"%s\", \"evidence\": \"%s\", \"certificate\": \"%s\", \"uuid\": 0}"
                .formatted(
                        architecture,
                        nonce,
                        base64.encodeToString(GPU.report(NONCE.bytes())),
                        base64.encodeToString(GPU.chainPem()));
    }

    private static Verdict<List<NvidiaEvidence>> parseJson(String json) {
        return NvidiaEvidence.parseJson(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Verdict<NvidiaEvidence> parse(String request, int blocks, byte[] record, byte[] fields) {
        return parse(GPU.sign(SimulatedNvidiaDevice.unsigned(hex(request), blocks, record, fields)));
    }

    private static Verdict<NvidiaEvidence> parse(byte[] report) {
        return NvidiaEvidence.parse(report, GPU.chainPem());
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    static byte[] joined(byte[] one, byte[] other) {
        byte[] joined = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }
}
