package dev.assay.enclave.endorse;

import java.net.URI;
import java.util.Optional;

/**
 * Where NVIDIA's endorsements come from.
 *
 * @param manifests to which {@code /v1/rim/<id>} is added
 * @param ocsp the responder for devices and manifests
 * @param key for the manifests, where the service asks for one
 */
public record NvidiaSource(URI manifests, URI ocsp, Optional<ServiceKey> key) {

    /** @throws IllegalArgumentException if an address is not of the web, or a key would be sent in the clear */
    public NvidiaSource {
        manifests = Addresses.base(manifests);
        ocsp = Addresses.web(ocsp);
        Addresses.checkConfidential(manifests, key);
    }

    /** NVIDIA's own, without a key. */
    public static NvidiaSource nvidia() {
        return new NvidiaSource(
                URI.create("https://rim.attestation.nvidia.com"),
                URI.create("https://ocsp.ndis.nvidia.com"),
                Optional.empty());
    }

    public NvidiaSource withKey(ServiceKey subscription) {
        return new NvidiaSource(manifests, ocsp, Optional.of(subscription));
    }
}
