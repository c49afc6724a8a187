/** Reference values as their providers publish them: CoRIM manifests (draft-ietf-rats-corim). */
@NullMarked
package dev.assay.verification.corim;

import org.jspecify.annotations.NullMarked;
