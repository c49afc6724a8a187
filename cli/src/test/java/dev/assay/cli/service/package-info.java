@NullMarked
package dev.assay.cli.service;

import org.jspecify.annotations.NullMarked;
