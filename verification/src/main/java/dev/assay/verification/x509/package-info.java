/** X.509 certificates and revocation lists (RFC 5280) as the vendors of TEEs use them: strict DER, few algorithms. */
@NullMarked
package dev.assay.verification.x509;

import org.jspecify.annotations.NullMarked;
