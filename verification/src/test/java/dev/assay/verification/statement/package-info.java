@NullMarked
package dev.assay.verification.statement;

import org.jspecify.annotations.NullMarked;
