package dev.assay.enclave.endorse;

import dev.assay.verification.tee.dcap.CollateralQuery;
import dev.assay.verification.tee.dcap.DcapEndorsements;
import dev.assay.verification.tee.dcap.PckIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;

/** Intel's provisioning certification service, PCS or PCCS (Intel SGX and TDX PCS REST API, version 4). */
final class IntelService {

    private static final int MAX_JSON = 512 << 10;
    private static final int MAX_CERTIFICATE = 64 << 10;
    /** 1 MiB in hexadecimal digits. */
    private static final int MAX_LIST = (2 << 20) + 2;

    /** RSA-3072-OAEP: the one form that Intel looks up. */
    private static final int ENCRYPTED_PPID_BYTES = 384;

    private static final Duration CERTIFICATE_KEPT = Duration.ofDays(30);
    private static final HexFormat HEX = HexFormat.of();

    private final IntelSource source;
    private final Collateral collateral;

    IntelService(IntelSource source, Collateral collateral) {
        this.source = source;
        this.collateral = collateral;
    }

    /** All but the PCK certificate that the quote brings; the questions go out together as far as one needs no other. */
    DcapEndorsements collect(byte[] quote) throws IOException {
        CollateralQuery query = Evidence.read(CollateralQuery.of(quote));
        Pending rootCrl = collateral.ask(
                Question.get("Intel's root revocation list", source.rootCrl().toString(), MAX_LIST),
                (answer, fetched) -> Reading.revocationList(answer));
        Pending qeIdentity = collateral.ask(
                json(
                                "the quoting enclave's identity",
                                query.kind(),
                                "/qe/identity?" + source.tcb().query())
                        .expectingChain("SGX-Enclave-Identity-Issuer-Chain"),
                (answer, fetched) -> Reading.signedJson(answer, "enclaveIdentity"));
        DcapEndorsements.Builder collected = DcapEndorsements.builder();
        byte[] pckChain = switch (query) {
            case CollateralQuery.Chain chain -> chain.pckChain();
            case CollateralQuery.Lookup lookup -> {
                byte[] pem = pckChain(lookup);
                collected.pckChain(pem);
                yield pem;
            }
        };
        PckIdentity platform = Evidence.read(PckIdentity.of(pckChain));
        Pending tcbInfo = collateral.ask(
                tcbInfo(query.kind(), platform), (answer, fetched) -> Reading.signedJson(answer, "tcbInfo"));
        Pending pckCrl = collateral.ask(pckCrl(platform), (answer, fetched) -> Reading.revocationList(answer));
        return collected
                .tcbInfo(tcbInfo.await().body())
                .tcbInfoIssuerChain(tcbInfo.await().chainPem())
                .qeIdentity(qeIdentity.await().body())
                .qeIdentityIssuerChain(qeIdentity.await().chainPem())
                .pckCrl(Reading.revocationListDer(pckCrl.await().body()))
                .rootCrl(Reading.revocationListDer(rootCrl.await().body()))
                .build();
    }

    private Question tcbInfo(CollateralQuery.Kind kind, PckIdentity platform) {
        return json(
                        "the TCB info of FMSPC " + platform.fmspc(),
                        kind,
                        "/tcb?fmspc=" + platform.fmspc() + "&" + source.tcb().query())
                .expectingChain("TCB-Info-Issuer-Chain", "SGX-TCB-Info-Issuer-Chain");
    }

    private Question pckCrl(PckIdentity platform) {
        return Question.get(
                "the revocation list of Intel's " + platform.ca() + " CA",
                sgx("/pckcrl?ca=" + platform.ca() + "&encoding=der"),
                MAX_LIST);
    }

    /** A cache of Intel's service finds the platform by the identifier of its quoting enclave, Intel's own does without. */
    private byte[] pckChain(CollateralQuery.Lookup lookup) throws IOException {
        if (lookup.ppid().length != ENCRYPTED_PPID_BYTES) {
            throw new IOException("the quote names its platform by a PPID of " + lookup.ppid().length
                    + " bytes, which no service looks up: the quoting enclave must give its certificate, or a PPID of "
                    + ENCRYPTED_PPID_BYTES);
        }
        Question question = Question.get(
                        "the PCK certificate",
                        sgx("/pckcert?encrypted_ppid=" + HEX.formatHex(lookup.ppid()) + "&cpusvn="
                                + HEX.formatHex(lookup.cpuSvn()) + "&pcesvn=" + littleEndian(lookup.pceSvn())
                                + "&pceid=" + HEX.formatHex(lookup.pceId()) + "&qeid=" + HEX.formatHex(lookup.qeId())),
                        MAX_CERTIFICATE)
                .expectingChain("SGX-PCK-Certificate-Issuer-Chain")
                .keptFor(CERTIFICATE_KEPT);
        Question asked = source.key()
                .map(key -> question.withHeader("Ocp-Apim-Subscription-Key", key.value()))
                .orElse(question);
        Answer answer = collateral.ask(asked, IntelService::pckLife).await();
        ByteArrayOutputStream chain = new ByteArrayOutputStream();
        chain.writeBytes(answer.body());
        chain.writeBytes("\n".getBytes(StandardCharsets.US_ASCII));
        chain.writeBytes(answer.chainPem());
        return chain.toByteArray();
    }

    private static Life pckLife(Answer answer, Instant fetched) throws MalformedAnswer {
        Reading.checkIssuers(answer);
        return Reading.life(Reading.certificates(answer.body()));
    }

    /** Two bytes (PCS API v4, "Get PCK Certificate"). */
    private static String littleEndian(int pceSvn) {
        return HEX.toHexDigits((byte) pceSvn) + HEX.toHexDigits((byte) (pceSvn >> 8));
    }

    private Question json(String what, CollateralQuery.Kind kind, String path) {
        String tee = kind.name().toLowerCase(Locale.ROOT);
        return Question.get(what + " for " + kind, source.service() + "/" + tee + "/certification/v4" + path, MAX_JSON);
    }

    private String sgx(String path) {
        return source.service() + "/sgx/certification/v4" + path;
    }
}
