@NullMarked
package dev.assay.verification.workload;

import org.jspecify.annotations.NullMarked;
