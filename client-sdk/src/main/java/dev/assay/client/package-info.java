/**
 * What an application imports: publish a workload, submit a request, await a result that has been verified here. Nothing
 * that the relay, an enclave or a node says is believed; there is no way to an output that was not verified.
 */
@NullMarked
package dev.assay.client;

import org.jspecify.annotations.NullMarked;
