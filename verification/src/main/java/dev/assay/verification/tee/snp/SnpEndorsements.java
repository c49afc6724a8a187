package dev.assay.verification.tee.snp;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.tee.EndorsementParts;
import java.util.Set;

/**
 * AMD's certificates for a report, and its revocation list, as the attester or the caller has them: raw, and believed in
 * nothing. An absent one is empty bytes. Each certificate is DER, or one in PEM.
 */
public sealed interface SnpEndorsements {

    /** Five certificates of about 2 KiB, and the rest of their pages. */
    int MAX_TABLE_BYTES = 64 << 10;

    /** The names of the parts. */
    Set<String> NAMES = Set.of("table", "vcek", "vlek", "intermediate", "root", "crl");

    /**
     * As evidence carries them: {@code table}, or {@code vcek} or {@code vlek} with {@code intermediate} and {@code root};
     * and {@code crl}.
     *
     * @throws Rejection if a part is unknown or comes twice, or there are a table and certificates beside it
     */
    static SnpEndorsements of(EndorsementParts parts) {
        EndorsementParts known = parts.only(NAMES);
        SnpEndorsements certificates = known.one("table").isPresent() ? table(onlyTable(known)) : certificates(known);
        return certificates.withRevocationList(known.oneOrEmpty("crl"));
    }

    private static byte[] onlyTable(EndorsementParts parts) {
        if (parts.parts().keySet().stream()
                .anyMatch(name -> !Set.of("table", "crl").contains(name))) {
            throw new Rejection(Reason.MALFORMED, "a certificate table, and certificates beside it");
        }
        return parts.oneOrEmpty("table");
    }

    private static SnpEndorsements certificates(EndorsementParts parts) {
        if (parts.one("vcek").isPresent() && parts.one("vlek").isPresent()) {
            throw new Rejection(Reason.MALFORMED, "a VCEK and a VLEK for one report");
        }
        byte[] intermediate = parts.oneOrEmpty("intermediate");
        byte[] root = parts.oneOrEmpty("root");
        return parts.one("vlek")
                .map(vlek -> vlek(vlek, intermediate, root))
                .orElseGet(() -> vcek(parts.oneOrEmpty("vcek"), intermediate, root));
    }

    /** What {@link #of} reads back. */
    EndorsementParts parts();

    /** The same certificates, with the list that AMD's root key signs of the keys that it revoked, in DER. */
    SnpEndorsements withRevocationList(byte[] der);

    /** DER; empty if there is none. */
    byte[] revocationList();

    /**
     * The certificates for a report that this kind of key signed.
     *
     * @throws Rejection if they are of another kind, or not there at all
     */
    Certificates certificates(SnpSigningKey key);

    /** The key of a chip (VCEK), the ASK that issued it, and the root (ARK). */
    static SnpEndorsements vcek(byte[] vcek, byte[] ask, byte[] ark) {
        return new Certificates(SnpSigningKey.VCEK, vcek.clone(), ask.clone(), ark.clone(), new byte[0]);
    }

    /** The key of a cloud (VLEK), the ASVK that issued it, and the root (ARK). */
    static SnpEndorsements vlek(byte[] vlek, byte[] asvk, byte[] ark) {
        return new Certificates(SnpSigningKey.VLEK, vlek.clone(), asvk.clone(), ark.clone(), new byte[0]);
    }

    /**
     * The certificate table that comes with an extended report (AMD 56421, GHCB, section 4.1.8.1): what the host's operator
     * put there.
     *
     * @param table at most 64 KiB
     */
    static SnpEndorsements table(byte[] table) {
        return new Table(table.clone(), new byte[0]);
    }

    /** Nothing: no report is verified with it. */
    static SnpEndorsements none() {
        return table(new byte[0]);
    }

    /**
     * By their places, which say what each must be.
     *
     * @param key of which kind the first one is
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Certificates(
            SnpSigningKey key, byte[] endorsementKey, byte[] intermediate, byte[] root, byte[] revocationList)
            implements SnpEndorsements {

        @Override
        public EndorsementParts parts() {
            return EndorsementParts.none()
                    .with(key == SnpSigningKey.VLEK ? "vlek" : "vcek", endorsementKey)
                    .with("intermediate", intermediate)
                    .with("root", root)
                    .with("crl", revocationList);
        }

        @Override
        public SnpEndorsements withRevocationList(byte[] der) {
            return new Certificates(key, endorsementKey, intermediate, root, der.clone());
        }

        @Override
        public Certificates certificates(SnpSigningKey wanted) {
            if (key != wanted) {
                throw new Rejection(Reason.SNP_SIGNING_KEY, "signed by a " + wanted + ", endorsed is a " + key);
            }
            return this;
        }
    }

    /** By the identifiers in the table, which may hold a revocation list too; whichever key signed the report is taken. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Table(byte[] table, byte[] revocationList) implements SnpEndorsements {

        @Override
        public EndorsementParts parts() {
            return EndorsementParts.none().with("table", table).with("crl", revocationList);
        }

        @Override
        public SnpEndorsements withRevocationList(byte[] der) {
            return new Table(table, der.clone());
        }

        @Override
        public Certificates certificates(SnpSigningKey key) {
            CertificateTable entries = CertificateTable.parse(table);
            byte[] list = revocationList.length == 0 ? entries.revocationList() : revocationList;
            return new Certificates(key, entries.endorsementKey(key), entries.intermediate(), entries.root(), list);
        }
    }
}
