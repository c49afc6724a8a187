/** Everything that is signed outside a TEE document: one EIP-712 struct for each statement. */
@NullMarked
package dev.assay.verification.statement;

import org.jspecify.annotations.NullMarked;
