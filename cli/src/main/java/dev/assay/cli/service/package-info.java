/** One service each, from a configuration file. */
@NullMarked
package dev.assay.cli.service;

import org.jspecify.annotations.NullMarked;
