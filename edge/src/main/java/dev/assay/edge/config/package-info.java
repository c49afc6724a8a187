/** Configuration: one record for each service, from a file and the environment. */
@NullMarked
package dev.assay.edge.config;

import org.jspecify.annotations.NullMarked;
