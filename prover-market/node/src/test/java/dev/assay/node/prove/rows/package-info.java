@NullMarked
package dev.assay.node.prove.rows;

import org.jspecify.annotations.NullMarked;
