package dev.assay.verification.statement;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;

/**
 * Something that a party signs. Each kind is an EIP-712 struct of its own type, so that a signature made in one role means
 * nothing in another.
 */
public sealed interface Statement permits Attach, Bid, Cancel, InputVerdict, Quote, Receipt, Register, Remove, Request {

    /** What is signed: the EIP-712 digest. */
    Digest digest(SigningDomain domain);
}
