package dev.assay.enclave.endorse;

import dev.assay.verification.Rejection;
import dev.assay.verification.tee.vtpm.AkEndorsements;
import dev.assay.verification.x509.Certificate;
import dev.assay.verification.x509.PublishedAt;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Authorities behind the key of a virtual TPM, by the addresses in certificates, as far as the configuration allows them. */
final class AuthorityService {

    private static final int MAX_CERTIFICATE = 32 << 10;
    private static final int MAX_LIST = 1 << 20;

    /** Leaf and root included, as the verifier has it. */
    private static final int MAX_LENGTH = 5;

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final AuthoritySource source;
    private final Collateral collateral;

    AuthorityService(AuthoritySource source, Collateral collateral) {
        this.source = source;
        this.collateral = collateral;
    }

    /**
     * Follows the certificates up to one that issued itself.
     *
     * @param given DER: of the key first, then those that the evidence brings; none if it has none
     */
    AkEndorsements collect(List<byte[]> given) throws IOException {
        List<byte[]> authorities = new ArrayList<>();
        List<Pending> lists = new ArrayList<>();
        if (!given.isEmpty()) {
            Certificate current = parsed(given.getFirst());
            List<Certificate> candidates = candidates(given);
            for (int length = 1; !current.isIssuedBy(current); length++) {
                if (length == MAX_LENGTH) {
                    throw new IOException("more than " + MAX_LENGTH + " certificates up to a root");
                }
                PublishedAt addresses = Evidence.read(PublishedAt.of(current.der()));
                if (source.revocation() == Revocation.COLLECTED) {
                    lists.add(list(current, addresses));
                }
                current = issuer(current, addresses, candidates);
                authorities.add(current.der());
            }
        }
        return endorsements(authorities, lists);
    }

    private AkEndorsements endorsements(List<byte[]> authorities, List<Pending> pending) throws IOException {
        if (source.revocation() == Revocation.INSECURE_OMITTED) {
            return AkEndorsements.insecureWithoutRevocation(authorities);
        }
        List<byte[]> lists = new ArrayList<>();
        for (Pending list : pending) {
            lists.add(Reading.revocationListDer(list.await().body()));
        }
        return AkEndorsements.withRevocation(authorities, lists);
    }

    /** What the evidence brings, and what is configured; what cannot be read is as if it were not there. */
    private List<Certificate> candidates(List<byte[]> given) {
        List<byte[]> all = new ArrayList<>(given.subList(1, given.size()));
        all.addAll(source.known());
        List<Certificate> candidates = new ArrayList<>();
        for (byte[] der : all) {
            try {
                candidates.add(Certificate.parse(der));
            } catch (Rejection rejection) {
                // the verifier says so
            }
        }
        return candidates;
    }

    private static Certificate parsed(byte[] der) throws IOException {
        try {
            return Reading.certificates(der).getFirst();
        } catch (Rejection rejection) {
            throw new IOException("the evidence cannot be read, so nothing was asked for: " + rejection.detail());
        }
    }

    private Certificate issuer(Certificate subject, PublishedAt addresses, List<Certificate> candidates)
            throws IOException {
        Optional<Certificate> at = candidates.stream()
                .filter(candidate -> subject.isIssuedBy(candidate) && subject.isSignedBy(candidate))
                .findFirst();
        return at.isPresent() ? at.get() : published(subject, addresses);
    }

    private Certificate published(Certificate subject, PublishedAt addresses) throws IOException {
        URI address = allowed("the certificate of " + subject.issuer(), addresses.issuers());
        Answer answer = collateral
                .ask(
                        Question.get("the certificate of " + subject.issuer(), address.toString(), MAX_CERTIFICATE),
                        (given, fetched) -> Reading.life(List.of(only(given, subject))))
                .await();
        return only(answer, subject);
    }

    private static Certificate only(Answer answer, Certificate subject) throws MalformedAnswer {
        List<Certificate> certificates = Reading.certificates(answer.body());
        if (certificates.size() != 1 || !subject.isIssuedBy(certificates.getFirst())) {
            throw new MalformedAnswer("not the certificate of " + subject.issuer());
        }
        return certificates.getFirst();
    }

    private Pending list(Certificate subject, PublishedAt addresses) throws IOException {
        String what = "the revocation list of " + subject.issuer();
        return collateral.ask(
                Question.get(what, allowed(what, addresses.revocationLists()).toString(), MAX_LIST),
                (answer, fetched) -> Reading.revocationList(answer));
    }

    /** The first address at a host that is configured, and where that host is reached. */
    private URI allowed(String what, List<String> addresses) throws IOException {
        for (String address : addresses) {
            URI there = place(address);
            if (there != null) {
                return there;
            }
        }
        throw new IOException(
                addresses.isEmpty()
                        ? "the evidence's certificates do not say where " + what + " is: configure it"
                        : "the evidence's certificates send us to " + addresses + " for " + what
                                + ", and no such host is allowed: nothing was asked for");
    }

    private @Nullable URI place(String address) {
        try {
            URI asked = new URI(address);
            String scheme = asked.getScheme();
            String host = asked.getHost();
            boolean isPlain =
                    ("http".equals(scheme) && isPort(asked, HTTP)) || ("https".equals(scheme) && isPort(asked, HTTPS));
            if (!isPlain || host == null || asked.getRawUserInfo() != null) {
                return null;
            }
            URI base = source.hosts().get(host.toLowerCase(Locale.ROOT));
            String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
            return base == null ? null : URI.create(base + asked.getRawPath() + query);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static boolean isPort(URI address, int usual) {
        return address.getPort() == -1 || address.getPort() == usual;
    }
}
