/** The embedded network: every service in one process, with its data in one folder. */
@NullMarked
package dev.assay.cli.network;

import org.jspecify.annotations.NullMarked;
