/**
 * What PLONK and FFLONK share: the domain of a circuit's rows, the transcript of the challenges, and polynomial commitments
 * (Kate, Zaverucha, Goldberg, "Constant-Size Commitments to Polynomials and Their Applications", Asiacrypt 2010).
 */
@NullMarked
package dev.assay.verification.proof.kzg;

import org.jspecify.annotations.NullMarked;
