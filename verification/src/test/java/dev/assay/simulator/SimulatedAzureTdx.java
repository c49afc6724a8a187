package dev.assay.simulator;

import dev.assay.verification.tee.tpm.TpmHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * A simulated Azure confidential VM on a simulated Intel processor: a paravisor's report with a TDREPORT, the quote of the
 * same domain and a quote of the virtual TPM. Tests change one of its parts before they are put together.
 */
public final class SimulatedAzureTdx {

    /** Where the fields of a quote's report (TDX 1.0) are in a TDREPORT: from, to and length. */
    private static final int[][] FIELDS = {{0, 264, 16}, {16, 280, 48}, {64, 328, 48}, {112, 376, 8}, {120, 512, 400}};

    /** Where a quote of TDX 1.5 says it, behind all that one of TDX 1.0 says. */
    private static final int TEE_TCB_SVN_2 = 584;

    /** Its TPM and claims; its processor is not asked. */
    private final SimulatedAzureVtpm vm;

    private final SimulatedDcap platform;

    public SimulatedAzureTdx(SimulatedAzureVtpm vm, SimulatedDcap platform) {
        this.vm = vm;
        this.platform = platform;
    }

    /** A quote over the claims, of version 4 or 5. */
    public QuoteWriter quote(int version) {
        Map<String, byte[]> registers = new HashMap<>();
        byte filler = 1;
        for (String name : new String[] {"mrtd", "rtmr0", "rtmr1", "rtmr2", "rtmr3"}) {
            registers.put(name, filled(filler++));
        }
        byte[] hash = TpmHash.SHA256.digest(vm.claims().getBytes(StandardCharsets.UTF_8));
        return platform.domain(version, registers, Arrays.copyOf(hash, 64));
    }

    private static byte[] filled(byte value) {
        byte[] bytes = new byte[48];
        Arrays.fill(bytes, value);
        return bytes;
    }

    /** The TDREPORT that a quoting enclave makes this quote of. */
    public byte[] tdReport(QuoteWriter quote) {
        byte[] report = new byte[1024];
        report[0] = (byte) 0x81;
        System.arraycopy(quote.body, 520, report, 128, 64);
        for (int[] field : FIELDS) {
            System.arraycopy(quote.body, field[0], report, field[1], field[2]);
        }
        if (quote.body.length > TEE_TCB_SVN_2) {
            System.arraycopy(quote.body, TEE_TCB_SVN_2, report, 384, 16);
        }
        return report;
    }

    /** Evidence as most attesters write it. */
    public String attest(byte[] nonce, byte[] tdReport, byte[] quote) {
        return evidence(nonce, tdReport, ",\"td_quote\":\"" + base64(quote) + "\"");
    }

    /** Evidence without the quote. */
    public String attestWithoutQuote(byte[] nonce, byte[] tdReport) {
        return evidence(nonce, tdReport, "");
    }

    private String evidence(byte[] nonce, byte[] tdReport, String quote) {
        byte[] report = new HclReportWriter(4, tdReport, vm.claims().getBytes(StandardCharsets.UTF_8)).toByteArray();
        return "{\"version\":1,\"tpm_quote\":" + vm.quote(nonce) + ",\"hcl_report\":\"" + base64(report) + "\"" + quote
                + "}";
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
