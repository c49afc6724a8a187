/** Both ends of the wire: servers and channels, validation, errors, and wire types to domain types. */
@NullMarked
package dev.assay.edge;

import org.jspecify.annotations.NullMarked;
