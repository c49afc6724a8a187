/** What can be run: the canonical manifests of programs and circuits. */
@NullMarked
package dev.assay.verification.workload;

import org.jspecify.annotations.NullMarked;
