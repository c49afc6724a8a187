@NullMarked
package dev.assay.node.engine;

import org.jspecify.annotations.NullMarked;
