package dev.assay.enclave.endorse;

import dev.assay.verification.Rejection;
import dev.assay.verification.tee.snp.EndorsementQuery;
import dev.assay.verification.tee.snp.SnpEndorsements;
import dev.assay.verification.tee.snp.SnpProduct;
import dev.assay.verification.tee.snp.SnpSigningKey;
import dev.assay.verification.tee.snp.SnpTcb;
import dev.assay.verification.x509.Certificate;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** AMD's key distribution service (AMD 57230, section 4). */
final class AmdService {

    private static final Logger LOG = LoggerFactory.getLogger(AmdService.class);

    private static final int MAX_CERTIFICATE = 16 << 10;
    private static final int MAX_CHAIN = 64 << 10;
    private static final int MAX_LIST = 1 << 20;

    /** The key of a chip at one version of its firmware never changes, and AMD answers seldom. */
    private static final Duration CERTIFICATE_KEPT = Duration.ofDays(30);

    private static final byte[] NONE = {};

    private final AmdSource source;
    private final Collateral collateral;

    AmdService(AmdSource source, Collateral collateral) {
        this.source = source;
        this.collateral = collateral;
    }

    /** An endorsement key with its product line. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Found(SnpProduct product, byte[] key) {}

    /**
     * What stands in the table and fits comes from there, the rest from the service; the revocation list always from the
     * service, since the table is as old as the host likes.
     *
     * @param table as it came with the extended report; empty if it did not
     */
    SnpEndorsements collect(byte[] report, byte[] table) throws IOException {
        EndorsementQuery query = Evidence.read(EndorsementQuery.of(report));
        SnpEndorsements.Certificates given = given(table, query.key());
        Optional<SnpProduct> fitting = query.productOf(given.endorsementKey());
        Found found = fitting.isPresent() ? new Found(fitting.get(), given.endorsementKey()) : endorsementKey(query);
        return collect(found, query.key(), given);
    }

    /** Authorities and list for a VCEK that the evidence brings. */
    SnpEndorsements.Certificates authoritiesOf(byte[] report, byte[] vcek) throws IOException {
        EndorsementQuery query = Evidence.read(EndorsementQuery.of(report));
        SnpProduct product = query.productOf(vcek)
                .orElseThrow(
                        () -> new IOException("the VCEK in the evidence is not of the report's chip and firmware"));
        return collect(new Found(product, vcek), SnpSigningKey.VCEK, absent(SnpSigningKey.VCEK))
                .certificates(SnpSigningKey.VCEK);
    }

    private SnpEndorsements collect(Found found, SnpSigningKey key, SnpEndorsements.Certificates given)
            throws IOException {
        Optional<Pending> list = list(key, found.product());
        List<byte[]> chain = isLinked(found.key(), given) ? List.of(given.intermediate(), given.root()) : List.of();
        if (chain.isEmpty()) {
            chain = authorities(key, found.product());
        }
        SnpEndorsements collected = key == SnpSigningKey.VCEK
                ? SnpEndorsements.vcek(found.key(), chain.getFirst(), chain.getLast())
                : SnpEndorsements.vlek(found.key(), chain.getFirst(), chain.getLast());
        return list.isPresent()
                ? collected.withRevocationList(
                        Reading.revocationListDer(list.get().await().body()))
                : collected;
    }

    private Optional<Pending> list(SnpSigningKey key, SnpProduct product) {
        if (source.revocation() == Revocation.INSECURE_OMITTED) {
            return Optional.empty();
        }
        Question question = Question.get("AMD's revocation list for " + product, path(key, product) + "crl", MAX_LIST);
        return Optional.of(collateral.ask(question, (answer, fetched) -> Reading.revocationList(answer)));
    }

    private static SnpEndorsements.Certificates given(byte[] table, SnpSigningKey key) {
        try {
            return SnpEndorsements.table(table).certificates(key);
        } catch (Rejection rejection) {
            LOG.warn("the host's certificate table is left out: {}", rejection.detail());
            return absent(key);
        }
    }

    private static SnpEndorsements.Certificates absent(SnpSigningKey key) {
        return new SnpEndorsements.Certificates(key, NONE, NONE, NONE, NONE);
    }

    /** A host may have the authorities of another product line, or none. */
    private static boolean isLinked(byte[] key, SnpEndorsements.Certificates given) {
        try {
            Certificate intermediate =
                    Reading.certificates(given.intermediate()).getFirst();
            Certificate root = Reading.certificates(given.root()).getFirst();
            return Reading.certificates(key).getFirst().isIssuedBy(intermediate) && intermediate.isIssuedBy(root);
        } catch (Rejection rejection) {
            return false;
        }
    }

    private Found endorsementKey(EndorsementQuery query) throws IOException {
        if (query.key() == SnpSigningKey.VLEK) {
            throw new IOException(
                    "AMD gives the key of a cloud (VLEK) to that cloud alone: it must come in the certificate"
                            + " table of the extended report, and none that fits the report is there");
        }
        if (query.isChipMasked()) {
            throw new IOException("the report hides its chip, so AMD cannot be asked for its key: it must come in the"
                    + " certificate table of the extended report, and none that fits the report is there");
        }
        return vcek(query);
    }

    /** Of a report that does not say its product line, each that it may be of; AMD knows the chip in one alone. */
    private Found vcek(EndorsementQuery query) throws IOException {
        IOException last = new IOException("the report is of a processor that is not known here");
        for (SnpProduct product : query.products()) {
            try {
                return new Found(product, vcek(query, product));
            } catch (SourceFailure failure) {
                if (failure.status() != 400 && failure.status() != 404) {
                    throw failure;
                }
                last = failure;
            }
        }
        throw last;
    }

    private byte[] vcek(EndorsementQuery query, SnpProduct product) throws IOException {
        return collateral
                .ask(
                        Question.get(
                                        "the VCEK",
                                        path(SnpSigningKey.VCEK, product) + vcekPath(query, product),
                                        MAX_CERTIFICATE)
                                .keptFor(CERTIFICATE_KEPT),
                        (answer, fetched) -> Reading.life(Reading.certificates(answer.body())))
                .await()
                .body();
    }

    private static String vcekPath(EndorsementQuery query, SnpProduct product) throws IOException {
        try {
            SnpTcb tcb = query.tcb(product);
            String fmc = product == SnpProduct.TURIN ? "fmcSPL=" + tcb.fmc() + "&" : "";
            return query.chipId(product) + "?" + fmc + "blSPL=" + tcb.bootloader() + "&teeSPL=" + tcb.tee() + "&snpSPL="
                    + tcb.snp() + "&ucodeSPL=" + tcb.microcode();
        } catch (Rejection rejection) {
            throw new IOException("the evidence cannot be read, so nothing was asked for: " + rejection.detail());
        }
    }

    /** ASK or ASVK, then ARK. */
    private List<byte[]> authorities(SnpSigningKey key, SnpProduct product) throws IOException {
        Answer answer = collateral
                .ask(
                        Question.get("AMD's authorities for " + product, path(key, product) + "cert_chain", MAX_CHAIN),
                        (given, fetched) -> Reading.life(pair(given)))
                .await();
        return pair(answer).stream().map(Certificate::der).toList();
    }

    private static List<Certificate> pair(Answer answer) throws MalformedAnswer {
        List<Certificate> pair = Reading.certificates(answer.body());
        if (pair.size() != 2) {
            throw new MalformedAnswer(pair.size() + " certificates in place of intermediate and root");
        }
        return pair;
    }

    private String path(SnpSigningKey key, SnpProduct product) {
        return source.service() + "/" + key.name().toLowerCase(Locale.ROOT) + "/v1/" + product.amdName() + "/";
    }
}
