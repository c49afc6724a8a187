/** How long the verification of proofs takes, beside others on the same inputs. */
@NullMarked
package dev.assay.bench.verify;

import org.jspecify.annotations.NullMarked;
