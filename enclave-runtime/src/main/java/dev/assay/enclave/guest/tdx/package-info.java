/** What an Intel TDX guest has besides quotes: local reports, runtime registers, the log of its firmware. */
@NullMarked
package dev.assay.enclave.guest.tdx;

import org.jspecify.annotations.NullMarked;
