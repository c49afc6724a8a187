@NullMarked
package dev.assay.node.link;

import org.jspecify.annotations.NullMarked;
