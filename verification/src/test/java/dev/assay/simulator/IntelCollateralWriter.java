package dev.assay.simulator;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/**
 * TCB info and QE identity as Intel's service words them, for a platform whose latest components are all 5 and whose latest
 * TDX module is TDX_01 with SVN 5. Their texts may be edited before they are signed.
 */
public final class IntelCollateralWriter {

    private static final String TCB_DATE = ",\"tcbDate\":\"2026-05-13T00:00:00Z\",\"tcbStatus\":";

    public UnaryOperator<String> editTcbInfo = text -> text;
    public UnaryOperator<String> editQeIdentity = text -> text;
    public Duration life = Duration.ofDays(30);
    public KeyPair tcbInfoSigner;
    public KeyPair qeIdentitySigner;

    private final String fmspc;

    IntelCollateralWriter(KeyPair signer, byte[] fmspc) {
        tcbInfoSigner = signer;
        qeIdentitySigner = signer;
        this.fmspc = HexFormat.of().withUpperCase().formatHex(fmspc);
    }

    /** @param tee one of {@link QuoteWriter} */
    public byte[] tcbInfo(int tee, Instant now) {
        boolean tdx = tee == QuoteWriter.TDX;
        String body = "{\"id\":\"" + (tdx ? "TDX" : "SGX") + "\",\"version\":3," + dates(now)
                + ",\"fmspc\":\"" + fmspc + "\",\"pceId\":\"0000\",\"tcbType\":0,\"tcbEvaluationDataNumber\":20"
                + (tdx ? "," + modules() : "")
                + ",\"tcbLevels\":[" + level(tee, 5, "UpToDate\"") + ","
                + level(tee, 1, "OutOfDate\",\"advisoryIDs\":[\"INTEL-SA-00001\"]") + "]}";
        return signed("tcbInfo", editTcbInfo.apply(body), tcbInfoSigner);
    }

    private static String level(int tee, int svn, String status) {
        String sgx = components(Collections.nCopies(16, svn));
        String tdx = components(java.util.List.of(svn, 0, svn, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        return "{\"tcb\":{\"sgxtcbcomponents\":" + sgx + ",\"pcesvn\":" + (6 + svn)
                + (tee == QuoteWriter.TDX ? ",\"tdxtcbcomponents\":" + tdx : "") + "}" + TCB_DATE + "\"" + status + "}";
    }

    private static String components(java.util.List<Integer> svns) {
        StringBuilder out = new StringBuilder("[");
        svns.forEach(svn -> out.append(out.length() == 1 ? "" : ",")
                .append("{\"svn\":")
                .append(svn)
                .append("}"));
        return out.append("]").toString();
    }

    private static String modules() {
        String signer = "\"mrsigner\":\"" + "00".repeat(48)
                + "\",\"attributes\":\"0000000000000000\",\"attributesMask\":\"FFFFFFFFFFFFFFFF\"";
        return "\"tdxModule\":{" + signer + "},\"tdxModuleIdentities\":[{\"id\":\"TDX_01\"," + signer
                + ",\"tcbLevels\":[{\"tcb\":{\"isvsvn\":5}" + TCB_DATE + "\"UpToDate\"},{\"tcb\":{\"isvsvn\":2}"
                + TCB_DATE
                + "\"OutOfDate\",\"advisoryIDs\":[\"INTEL-SA-00002\"]}]}]";
    }

    /** @param tee one of {@link QuoteWriter} */
    public byte[] qeIdentity(int tee, Instant now) {
        String body = "{\"id\":\"" + (tee == QuoteWriter.TDX ? "TD_QE" : "QE") + "\",\"version\":2," + dates(now)
                + ",\"tcbEvaluationDataNumber\":20,\"miscselect\":\"00000000\",\"miscselectMask\":\"FFFFFFFF\""
                + ",\"attributes\":\"11000000000000000000000000000000\""
                + ",\"attributesMask\":\"FBFFFFFFFFFFFFFF0000000000000000\",\"mrsigner\":\"" + "8C".repeat(32)
                + "\",\"isvprodid\":1,\"tcbLevels\":[{\"tcb\":{\"isvsvn\":8}" + TCB_DATE
                + "\"UpToDate\"},{\"tcb\":{\"isvsvn\":5}"
                + TCB_DATE + "\"OutOfDate\"},{\"tcb\":{\"isvsvn\":2}" + TCB_DATE + "\"Revoked\"}]}";
        return signed("enclaveIdentity", editQeIdentity.apply(body), qeIdentitySigner);
    }

    private String dates(Instant now) {
        Instant issued = now.truncatedTo(ChronoUnit.SECONDS);
        return "\"issueDate\":\"" + issued + "\",\"nextUpdate\":\"" + issued.plus(life) + "\"";
    }

    private static byte[] signed(String name, String body, KeyPair signer) {
        String signature = HexFormat.of().formatHex(QuoteWriter.sign(signer, body.getBytes(StandardCharsets.UTF_8)));
        return ("{\"" + name + "\":" + body + ",\"signature\":\"" + signature + "\"}").getBytes(StandardCharsets.UTF_8);
    }
}
