package dev.assay.enclave.endorse;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** What an address of a source may be. */
final class Addresses {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private Addresses() {}

    /** @throws IllegalArgumentException unless it is one of the web, with a host and nothing that identifies a user */
    static URI web(URI address) {
        boolean isWeb = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
        if (!isWeb || address.getHost() == null || address.getUserInfo() != null || address.getFragment() != null) {
            throw new IllegalArgumentException("no address of the web: " + address);
        }
        return address;
    }

    /** The same without a slash at its end, and without a query, since paths are added to it. */
    static URI base(URI address) {
        if (web(address).getQuery() != null) {
            throw new IllegalArgumentException("an address to add to has no query: " + address);
        }
        return URI.create(address.toString().replaceFirst("/+$", ""));
    }

    /** A key is sent to its own service, encrypted, or to this machine. */
    static void checkConfidential(URI service, Optional<ServiceKey> key) {
        if (key.isPresent() && "http".equals(service.getScheme()) && !LOOPBACK.contains(service.getHost())) {
            throw new IllegalArgumentException("a service's key needs https: " + service);
        }
    }
}
