/** Content-addressed artifacts: the folder that holds them and the client that moves them. */
@NullMarked
package dev.assay.edge.artifact;

import org.jspecify.annotations.NullMarked;
