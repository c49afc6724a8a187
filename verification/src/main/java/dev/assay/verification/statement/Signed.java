package dev.assay.verification.statement;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.Secp256k1;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.SigningKey;
import java.util.Optional;

/** A statement whose signature is good: it cannot be had without the check. */
public final class Signed<S extends Statement> {

    private final S statement;
    private final byte[] signature;
    private final Address signer;
    private final Digest digest;

    private Signed(S statement, byte[] signature, Address signer, Digest digest) {
        this.statement = statement;
        this.signature = signature;
        this.signer = signer;
        this.digest = digest;
    }

    public static <S extends Statement> Signed<S> sign(S statement, SigningKey key, SigningDomain domain) {
        Digest digest = statement.digest(domain);
        return new Signed<>(statement, key.sign(digest), key.address(), digest);
    }

    /**
     * Checks that the expected signer signed this statement for this domain.
     *
     * @return {@link Reason#BAD_SIGNATURE} if the 65 bytes are no strict signature (see {@link Secp256k1#recover}),
     *     {@link Reason#WRONG_SIGNER} if another key made it or another statement or domain was signed
     */
    public static <S extends Statement> Verdict<Signed<S>> verify(
            S statement, byte[] signature, Address expectedSigner, SigningDomain domain) {
        Digest digest = statement.digest(domain);
        Optional<Address> signer = Secp256k1.recover(digest, signature);
        if (signer.isEmpty()) {
            return new Verdict.Rejected<>(Reason.BAD_SIGNATURE, "not a canonical secp256k1 signature");
        }
        if (!signer.get().equals(expectedSigner)) {
            return new Verdict.Rejected<>(
                    Reason.WRONG_SIGNER, "signed by " + signer.get() + ", expected " + expectedSigner);
        }
        return new Verdict.Verified<>(new Signed<>(statement, signature.clone(), expectedSigner, digest));
    }

    public S statement() {
        return statement;
    }

    public byte[] signature() {
        return signature.clone();
    }

    public Address signer() {
        return signer;
    }

    /** What was signed; of a request, its id. */
    public Digest digest() {
        return digest;
    }
}
