@NullMarked
package dev.assay.verification.tee.eventlog;

import org.jspecify.annotations.NullMarked;
