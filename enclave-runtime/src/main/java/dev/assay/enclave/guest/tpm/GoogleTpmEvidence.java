package dev.assay.enclave.guest.tpm;

import dev.assay.verification.tee.tpm.PcrBank;
import java.util.List;
import java.util.Optional;

/**
 * What a Google VM's TPM gave.
 *
 * @param key TPMT_PUBLIC of the attestation key
 * @param certificate of it, DER
 * @param quotes one a bank
 * @param eventLog of the firmware, as the kernel shows it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record GoogleTpmEvidence(byte[] key, byte[] certificate, List<TpmQuotation> quotes, Optional<byte[]> eventLog) {

    /**
     * The message {@code attest.Attestation} (google/go-tpm-tools, proto/attest.proto), which {@code GcpVtpmVerifier}
     * takes.
     *
     * @param intermediates the certificates between the key's and Google's root, DER, which the certificates say
     *     where to fetch
     */
    public byte[] attestation(List<byte[]> intermediates) {
        ProtoMessage message = new ProtoMessage().bytes(1, key);
        quotes.forEach(quote -> message.bytes(2, quote(quote)));
        eventLog.ifPresent(log -> message.bytes(3, log));
        message.bytes(6, certificate);
        intermediates.forEach(each -> message.bytes(7, each));
        return message.encoded();
    }

    /** The message {@code tpm.Quote} (proto/tpm.proto). */
    private static byte[] quote(TpmQuotation quote) {
        return new ProtoMessage()
                .bytes(1, quote.message())
                .bytes(2, quote.signature())
                .bytes(3, registers(quote.registers()))
                .encoded();
    }

    /** The message {@code tpm.PCRs}, whose map is a list of pairs. */
    private static byte[] registers(PcrBank bank) {
        ProtoMessage message = new ProtoMessage().number(1, bank.hash().id());
        bank.values()
                .forEach((index, value) -> message.bytes(
                        2, new ProtoMessage().number(1, index).bytes(2, value).encoded()));
        return message.encoded();
    }
}
