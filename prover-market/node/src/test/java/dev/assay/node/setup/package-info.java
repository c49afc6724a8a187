@NullMarked
package dev.assay.node.setup;

import org.jspecify.annotations.NullMarked;
