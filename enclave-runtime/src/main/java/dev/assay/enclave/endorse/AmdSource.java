package dev.assay.enclave.endorse;

import java.net.URI;

/**
 * Where AMD's certificates come from.
 *
 * @param service the key distribution service, to which {@code /vcek/v1} and {@code /vlek/v1} are added
 * @param revocation whether the list of what AMD's root revoked is collected
 */
public record AmdSource(URI service, Revocation revocation) {

    /** @throws IllegalArgumentException if the address is not of the web */
    public AmdSource {
        service = Addresses.base(service);
    }

    /** AMD's own; the list is collected. */
    public static AmdSource kds() {
        return new AmdSource(URI.create("https://kdsintf.amd.com"), Revocation.COLLECTED);
    }

    /** Another place with the same paths, such as a cache in front of AMD's, which answers seldom. */
    public AmdSource at(URI other) {
        return new AmdSource(other, revocation);
    }

    public AmdSource insecureWithoutRevocation() {
        return new AmdSource(service, Revocation.INSECURE_OMITTED);
    }
}
