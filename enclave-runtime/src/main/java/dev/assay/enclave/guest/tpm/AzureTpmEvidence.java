package dev.assay.enclave.guest.tpm;

import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.tee.tpm.PcrBank;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an Azure confidential VM's TPM gave.
 *
 * @param report of the paravisor, with the hardware's report in it
 * @param quotation by the attestation key, PKCS #1 with SHA-256
 * @param certificate of the attestation key, DER
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record AzureTpmEvidence(byte[] report, TpmQuotation quotation, Optional<byte[]> certificate) {

    /** TPMI_ALG_SIG_SCHEME, TPMI_ALG_HASH and the length of the signature. */
    private static final int SIGNATURE_HEAD_BYTES = 6;

    /** The hardware vendor's part, which only the host has: its metadata service gives it. */
    public enum Hardware {
        /** SNP: the certificate of the chip's key, DER ({@code /metadata/THIM/amd/certification}). */
        VCEK("vcek"),
        /** TDX: the quote of the report's TDREPORT; {@code /acc/tdquote} of the metadata service. */
        TD_QUOTE("td_quote");

        private final String member;

        Hardware(String member) {
            this.member = member;
        }
    }

    /** The JSON that {@code AzureVtpmVerifier} takes. Registers that were not quoted are given as zero. */
    public byte[] json(Hardware kind, byte[] hardware) {
        Map<String, JsonValue> quote = new LinkedHashMap<>();
        quote.put("signature", hex(bareSignature()));
        quote.put("message", hex(quotation.message()));
        quote.put("pcrs", registers());
        Map<String, JsonValue> evidence = new LinkedHashMap<>();
        evidence.put("version", new JsonNumber("1"));
        evidence.put("tpm_quote", new JsonObject(quote));
        evidence.put("hcl_report", base64(report));
        evidence.put(kind.member, base64(hardware));
        return Json.canonical(new JsonObject(evidence)).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] bareSignature() {
        ByteBuffer in = ByteBuffer.wrap(quotation.signature());
        byte[] bare = new byte[Math.max(0, in.remaining() - SIGNATURE_HEAD_BYTES)];
        in.position(in.remaining() - bare.length).get(bare);
        return bare;
    }

    private JsonArray registers() {
        PcrBank bank = quotation.registers();
        List<JsonValue> values = new ArrayList<>();
        for (int index = 0; index <= bank.indices().last(); index++) {
            values.add(
                    hex(bank.values().getOrDefault(index, new byte[bank.hash().sizeBytes()])));
        }
        return new JsonArray(values);
    }

    private static JsonString hex(byte[] bytes) {
        return new JsonString(HexFormat.of().formatHex(bytes));
    }

    private static JsonString base64(byte[] bytes) {
        return new JsonString(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
