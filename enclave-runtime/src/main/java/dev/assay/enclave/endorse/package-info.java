/**
 * Collects what vendors publish about a machine, for evidence that it has made: {@link dev.assay.enclave.endorse.Endorser}.
 * Nothing that comes over the network is trusted here, nor needs to be: it is handed to {@code verification} as it came, which
 * decides. What is read here is read to know what to ask for, and until when it may be kept.
 */
@NullMarked
package dev.assay.enclave.endorse;

import org.jspecify.annotations.NullMarked;
