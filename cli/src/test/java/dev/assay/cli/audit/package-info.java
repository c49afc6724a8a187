/** Audits of logs in folders. */
@NullMarked
package dev.assay.cli.audit;

import org.jspecify.annotations.NullMarked;
