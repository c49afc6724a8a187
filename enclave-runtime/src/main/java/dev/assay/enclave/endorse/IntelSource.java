package dev.assay.enclave.endorse;

import java.net.URI;
import java.util.Optional;

/**
 * Where Intel's collateral comes from: Intel's own service (PCS), or a cache of it (PCCS) that a cloud or an operator runs.
 *
 * @param service to which {@code /sgx/certification/v4} and {@code /tdx/certification/v4} are added
 * @param rootCrl the root CA's revocation list, in DER, PEM or hexadecimal digits
 * @param tcb which TCB recovery
 * @param key for PCK certificates alone, which Intel's own service gives only to subscribers
 */
public record IntelSource(URI service, URI rootCrl, TcbSelection tcb, Optional<ServiceKey> key) {

    /** @throws IllegalArgumentException if an address is not of the web, or a key would be sent in the clear */
    public IntelSource {
        service = Addresses.base(service);
        rootCrl = Addresses.web(rootCrl);
        Addresses.checkConfidential(service, key);
    }

    /** Intel's own: no key, the standard TCB recovery. */
    public static IntelSource pcs() {
        return new IntelSource(
                URI.create("https://api.trustedservices.intel.com"),
                URI.create("https://certificates.trustedservices.intel.com/IntelSGXRootCA.der"),
                TcbSelection.Update.STANDARD,
                Optional.empty());
    }

    /** A PCCS, which gives the root's list too. */
    public static IntelSource pccs(URI service) {
        URI base = Addresses.base(service);
        return new IntelSource(
                base,
                URI.create(base + "/sgx/certification/v4/rootcacrl"),
                TcbSelection.Update.STANDARD,
                Optional.empty());
    }

    public IntelSource withTcb(TcbSelection selection) {
        return new IntelSource(service, rootCrl, selection, key);
    }

    public IntelSource withKey(ServiceKey subscription) {
        return new IntelSource(service, rootCrl, tcb, Optional.of(subscription));
    }
}
