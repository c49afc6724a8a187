/** secp256k1 keys, Ethereum addresses and EIP-712 typed data. */
@NullMarked
package dev.assay.verification.sign;

import org.jspecify.annotations.NullMarked;
