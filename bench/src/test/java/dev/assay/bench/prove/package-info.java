@NullMarked
package dev.assay.bench.prove;

import org.jspecify.annotations.NullMarked;
