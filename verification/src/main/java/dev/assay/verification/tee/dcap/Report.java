package dev.assay.verification.tee.dcap;

import java.util.SortedMap;

/** What the CPU says of what runs in it: the body of a quote. Signed, once the quote is verified. */
public sealed interface Report permits EnclaveReport, TdReport {

    /** The 64 bytes that the code chose; a copy. */
    byte[] reportData();

    /** The vendor's registers by name in lower case; copies. */
    SortedMap<String, byte[]> registers();

    /** Whoever runs the machine can read the memory. */
    boolean isDebug();
}
