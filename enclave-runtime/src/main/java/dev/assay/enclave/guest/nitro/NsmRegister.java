package dev.assay.enclave.guest.nitro;

/** A register of the security module. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NsmRegister(boolean locked, byte[] value) {}
