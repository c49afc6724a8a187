@NullMarked
package dev.assay.edge.config;

import org.jspecify.annotations.NullMarked;
