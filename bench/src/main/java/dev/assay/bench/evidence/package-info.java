/** What evidence of each kind of TEE costs to verify, beside the signatures of the JDK and of OpenSSL. */
@NullMarked
package dev.assay.bench.evidence;

import org.jspecify.annotations.NullMarked;
