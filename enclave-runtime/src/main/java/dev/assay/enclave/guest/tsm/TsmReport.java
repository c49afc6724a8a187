package dev.assay.enclave.guest.tsm;

/**
 * What the kernel gave for one request.
 *
 * @param provider the driver that answered
 * @param evidence the attribute {@code outblob}: a TDX quote, an SNP report or a CCA token
 * @param auxiliary the attribute {@code auxblob}: the host's certificate table of SNP; empty where there is none
 * @param manifest the attribute {@code manifestblob}: the services of an SVSM; empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TsmReport(TsmProvider provider, byte[] evidence, byte[] auxiliary, byte[] manifest) {}
