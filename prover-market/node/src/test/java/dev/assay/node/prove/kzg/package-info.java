@NullMarked
package dev.assay.node.prove.kzg;

import org.jspecify.annotations.NullMarked;
