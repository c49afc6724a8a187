@NullMarked
package dev.assay.sandbox.plugin;

import org.jspecify.annotations.NullMarked;
