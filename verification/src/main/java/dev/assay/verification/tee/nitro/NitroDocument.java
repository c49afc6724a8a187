package dev.assay.verification.tee.nitro;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.cbor.Cbor;
import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.cbor.CborValue.Array;
import dev.assay.verification.cbor.CborValue.Bytes;
import dev.assay.verification.cbor.CborValue.Int;
import dev.assay.verification.cbor.CborValue.Mapping;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.ecdsa.NistCurve;
import dev.assay.verification.x509.Certificate;
import dev.assay.verification.x509.PublicKey;
import dev.assay.verification.x509.SignatureAlgorithm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The AttestationDocument of AWS (attestation_process.md, section 2.2), every field within its limits; not verified.
 *
 * @param pcrs index 0..31 to 48 bytes
 * @param certificates the field cabundle, root first, and then the field certificate
 */
record NitroDocument(
        String moduleId,
        Instant timestamp,
        SortedMap<Integer, byte[]> pcrs,
        NitroCertificates certificates,
        Optional<byte[]> publicKey,
        Optional<byte[]> userData,
        Optional<byte[]> nonce) {

    private static final String DIGEST = "SHA384";
    private static final int MAX_CERTIFICATE_BYTES = 1024;

    /** Not in the specification, where the payload's size is the only limit: real documents have four. */
    private static final int MAX_CABUNDLE = 8;

    /** The CDDL's limit (section 2.2): real documents fill it, so the 512 of section 3.2.2.2 cannot be meant. */
    private static final int MAX_USER_BYTES = 1024;

    /**
     * Whose registers a document holds. One root signs both kinds, and PCR 4 of an enclave is no PCR 4 of a TPM: the field's
     * name alone tells them apart, so each kind is refused where the other one is asked for.
     */
    enum Kind {
        ENCLAVE("pcrs"),
        /** Amazon EC2 User Guide, "Validate a NitroTPM Attestation Document". */
        NITRO_TPM("nitrotpm_pcrs");

        private final String pcrs;

        Kind(String pcrs) {
            this.pcrs = pcrs;
        }

        private void check(NitroFields fields) {
            for (Kind other : values()) {
                if (other != this && fields.has(other.pcrs)) {
                    throw NitroFields.invalid(other.pcrs, "is of another kind of document");
                }
            }
        }
    }

    /** Hypervisors since 2025 leave the length of the payload's map open, and no other. */
    static NitroDocument parse(Kind kind, byte[] payload) {
        NitroFields fields = NitroFields.of(Cbor.decode(payload, Cbor.Outermost.OPEN_MAP));
        kind.check(fields);
        return new NitroDocument(
                moduleId(fields),
                timestamp(fields),
                pcrs(kind.pcrs, fields),
                certificates(fields),
                fields.optionalBytes("public_key", MAX_USER_BYTES),
                fields.optionalBytes("user_data", MAX_USER_BYTES),
                fields.optionalBytes("nonce", MAX_USER_BYTES));
    }

    private static String moduleId(NitroFields fields) {
        String moduleId = fields.text("module_id");
        if (moduleId.isEmpty()) {
            throw NitroFields.invalid("module_id", "is empty");
        }
        return moduleId;
    }

    private static Instant timestamp(NitroFields fields) {
        if (fields.mandatory("timestamp") instanceof Int millis && millis.value() > 0) {
            return Instant.ofEpochMilli(millis.value());
        }
        throw NitroFields.invalid("timestamp", "is not an integer above zero");
    }

    private static SortedMap<Integer, byte[]> pcrs(String name, NitroFields fields) {
        if (!fields.text("digest").equals(DIGEST)) {
            throw NitroFields.invalid("digest", "is not " + DIGEST);
        }
        if (fields.mandatory(name) instanceof Mapping map && !map.entries().isEmpty()) {
            SortedMap<Integer, byte[]> pcrs = new TreeMap<>();
            map.entries().forEach((index, value) -> pcrs.put(pcrIndex(index), pcr(value)));
            return pcrs;
        }
        throw NitroFields.invalid(name, "is not a map with an entry");
    }

    /** Bounded by 32, not by the number of entries: the registers need not be contiguous. */
    private static int pcrIndex(CborValue key) {
        if (key instanceof Int index && index.value() >= 0 && index.value() < NitroMeasurements.MAX_PCRS) {
            return (int) index.value();
        }
        throw NitroFields.invalid("pcrs", "has an index that is not 0 to 31");
    }

    private static byte[] pcr(CborValue value) {
        if (value instanceof Bytes pcr && pcr.value().length == NitroMeasurements.PCR_BYTES) {
            return pcr.value();
        }
        throw NitroFields.invalid("pcrs", "has a register that is not the 48 bytes of a SHA-384");
    }

    private static NitroCertificates certificates(NitroFields fields) {
        CborValue leaf = fields.mandatory("certificate");
        if (!(fields.mandatory("cabundle") instanceof Array bundle)
                || bundle.items().isEmpty()
                || bundle.items().size() > MAX_CABUNDLE) {
            throw NitroFields.invalid("cabundle", "is not an array of 1 to " + MAX_CABUNDLE + " certificates");
        }
        List<Certificate> chain = new ArrayList<>();
        bundle.items().forEach(item -> chain.add(certificate("cabundle", item)));
        chain.add(certificate("certificate", leaf));
        return new NitroCertificates(List.copyOf(chain));
    }

    private static Certificate certificate(String field, CborValue value) {
        if (value instanceof Bytes der && der.value().length >= 1 && der.value().length <= MAX_CERTIFICATE_BYTES) {
            return p384(Certificate.parse(der.value()));
        }
        throw NitroFields.invalid(field, "holds no byte string of 1 to " + MAX_CERTIFICATE_BYTES);
    }

    private static Certificate p384(Certificate certificate) {
        boolean p384 = certificate.key() instanceof PublicKey.Ec(EcdsaKey point) && point.curve() == NistCurve.P384;
        if (!p384 || certificate.algorithm() != SignatureAlgorithm.ECDSA_SHA384) {
            throw new Rejection(
                    Reason.CERTIFICATE_ALGORITHM, certificate.subject() + " is not of P-384 with ecdsa-with-SHA384");
        }
        return certificate;
    }
}
