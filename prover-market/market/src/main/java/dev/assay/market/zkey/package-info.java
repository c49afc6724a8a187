/** The verification keys that the proving keys of snarkjs have inside, compared with ones that were examined. */
@NullMarked
package dev.assay.market.zkey;

import org.jspecify.annotations.NullMarked;
