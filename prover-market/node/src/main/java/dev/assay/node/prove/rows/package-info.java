/**
 * Sums of points and transforms on rows of numbers, several at a time: what proves where no native engine is. The vector
 * instructions are behind one class; all else is written once, for rows of any width.
 */
@NullMarked
package dev.assay.node.prove.rows;

import org.jspecify.annotations.NullMarked;
