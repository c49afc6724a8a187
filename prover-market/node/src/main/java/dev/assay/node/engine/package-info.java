/**
 * Provers that are not ours: any executable that speaks a line-based protocol over its standard streams ({@code
 * docs/engines.md}), each job within limits, in a process that is killed when it breaks a rule.
 */
@NullMarked
package dev.assay.node.engine;

import org.jspecify.annotations.NullMarked;
