package dev.assay.enclave.endorse;

/**
 * A subscription's key for a vendor's service. Printed, it is masked.
 *
 * @param value as the vendor gave it
 */
public record ServiceKey(String value) {

    /** @throws IllegalArgumentException if it cannot stand in a header */
    public ServiceKey {
        if (!value.matches("[!-~]{1,512}")) {
            throw new IllegalArgumentException("a service's key is 1 to 512 printable characters");
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
