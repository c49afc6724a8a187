package dev.assay.enclave.endorse;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the certificates and revocation lists of the authorities behind a virtual TPM's key come from. A certificate says
 * itself where its issuer publishes; but the certificate came with the evidence, so its word alone must not send a machine
 * inside a cloud to an address of somebody else's choice.
 *
 * @param hosts the only hosts that are asked, by their names in certificates, and where each is reached
 * @param known certificates of authorities, DER: never asked for
 * @param revocation whether lists are collected
 */
public record AuthoritySource(Map<String, URI> hosts, List<byte[]> known, Revocation revocation) {

    /** Of Google's authorities, and of Microsoft's. */
    private static final List<String> CLOUDS = List.of(
            "pki.goog",
            "privateca-content-62d71773-0000-21da-852e-f4f5e80d7778.storage.googleapis.com",
            "www.microsoft.com",
            "crl.microsoft.com",
            "caissuers.microsoft.com");

    /** @throws IllegalArgumentException if an address is not of the web */
    public AuthoritySource {
        hosts = hosts.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        host -> host.getKey().toLowerCase(Locale.ROOT), host -> Addresses.base(host.getValue())));
        known = known.stream().map(byte[]::clone).toList();
    }

    /** Those of Google Cloud and Azure, as they are; lists are collected. */
    public static AuthoritySource clouds() {
        return new AuthoritySource(
                CLOUDS.stream().collect(Collectors.toMap(host -> host, host -> URI.create("http://" + host))),
                List.of(),
                Revocation.COLLECTED);
    }

    /** And these, DER, which need not be asked for. */
    public AuthoritySource knowing(List<byte[]> authorities) {
        return new AuthoritySource(
                hosts, Stream.concat(known.stream(), authorities.stream()).toList(), revocation);
    }

    /** Google's own verifier (go-tpm-tools) does without lists as well. */
    public AuthoritySource insecureWithoutRevocation() {
        return new AuthoritySource(hosts, known, Revocation.INSECURE_OMITTED);
    }
}
