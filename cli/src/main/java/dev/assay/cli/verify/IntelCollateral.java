package dev.assay.cli.verify;

import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.dcap.DcapEndorsements;
import dev.assay.verification.tee.dcap.VerifiedCollateral;
import dev.assay.verification.x509.RevocationList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Collateral of Intel's for trust domains, as a folder keeps it from many days: {@code tcbinfo-tdx-*.json},
 * {@code qeidentity-TD_QE-*.json}, {@code pckcrl-platform-*.der}, {@code rootcrl-*.der} and {@code tcbsigning-chain-*.pem}.
 * It finds what was valid at a time, and leaves out what was not there; whether it is genuine is for the verifier, which
 * it asks only to choose between signers.
 *
 * @param folder may be missing
 */
record IntelCollateral(Path folder, TrustAnchors anchors, Instant time) {

    private static final Pattern ISSUED = Pattern.compile("\"issueDate\"\\s*:\\s*\"([^\"]{1,40})\"");
    private static final Pattern NEXT = Pattern.compile("\"nextUpdate\"\\s*:\\s*\"([^\"]{1,40})\"");

    /** A file and its own time of validity. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Dated(byte[] bytes, Instant from, Instant until) {

        boolean covers(Instant time) {
            return !time.isBefore(from) && !time.isAfter(until);
        }
    }

    /** One after the other for each TCB info of that time, the youngest first; one without any if there is none. */
    List<DcapEndorsements> candidates() throws IOException {
        List<byte[]> chains = valid("tcbsigning-chain-*.pem", IntelCollateral::chain);
        List<DcapEndorsements> candidates = new ArrayList<>();
        for (byte[] tcbInfo : valid("tcbinfo-tdx-*.json", IntelCollateral::signed)) {
            candidates.add(signed(common().tcbInfo(tcbInfo), chains));
        }
        return candidates.isEmpty() ? List.of(signed(common(), chains)) : candidates;
    }

    /**
     * With the chains that make it verify: while Intel changes its signer, two are valid, and what the older one signed
     * counts until its own time ends. With the youngest where none does, so that the verifier says what is wrong.
     */
    private DcapEndorsements signed(DcapEndorsements.Builder builder, List<byte[]> chains) {
        if (chains.isEmpty()) {
            return builder.build();
        }
        for (byte[] ofTcbInfo : chains) {
            for (byte[] ofQeIdentity : chains) {
                DcapEndorsements candidate = builder.tcbInfoIssuerChain(ofTcbInfo)
                        .qeIdentityIssuerChain(ofQeIdentity)
                        .build();
                if (!(VerifiedCollateral.verify(candidate, anchors, time) instanceof Verdict.Rejected)) {
                    return candidate;
                }
            }
        }
        return builder.issuerChain(chains.getFirst()).build();
    }

    private DcapEndorsements.Builder common() throws IOException {
        DcapEndorsements.Builder builder = DcapEndorsements.builder();
        youngest("qeidentity-TD_QE-*.json", IntelCollateral::signed, builder::qeIdentity);
        youngest("pckcrl-platform-*.der", IntelCollateral::list, builder::pckCrl);
        youngest("rootcrl-*.der", IntelCollateral::list, builder::rootCrl);
        return builder;
    }

    private interface Reader {
        Optional<Dated> read(byte[] bytes);
    }

    private void youngest(String names, Reader reader, Consumer<byte[]> then) throws IOException {
        valid(names, reader).stream().findFirst().ifPresent(then);
    }

    private List<byte[]> valid(String names, Reader reader) throws IOException {
        List<Dated> valid = new ArrayList<>();
        for (byte[] bytes : files(names)) {
            reader.read(bytes).filter(dated -> dated.covers(time)).ifPresent(valid::add);
        }
        valid.sort(Comparator.comparing(Dated::from).reversed());
        return valid.stream().map(Dated::bytes).toList();
    }

    private List<byte[]> files(String names) throws IOException {
        List<byte[]> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, names)) {
                for (Path path : paths) {
                    files.add(Files.readAllBytes(path));
                }
            }
        }
        return files;
    }

    private static Optional<Dated> signed(byte[] json) {
        String text = new String(json, StandardCharsets.UTF_8);
        Matcher issued = ISSUED.matcher(text);
        Matcher next = NEXT.matcher(text);
        try {
            return issued.find() && next.find()
                    ? Optional.of(new Dated(json, Instant.parse(issued.group(1)), Instant.parse(next.group(1))))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Dated> list(byte[] der) {
        try {
            RevocationList list = RevocationList.parse(der);
            return Optional.of(new Dated(der, list.thisUpdate(), list.nextUpdate()));
        } catch (Rejection rejection) {
            return Optional.empty();
        }
    }

    /** The signer is the first. */
    private static Optional<Dated> chain(byte[] pem) {
        try {
            X509Certificate signer = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
            return Optional.of(new Dated(
                    pem, signer.getNotBefore().toInstant(), signer.getNotAfter().toInstant()));
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }
}
