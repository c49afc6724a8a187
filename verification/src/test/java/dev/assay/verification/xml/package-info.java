@NullMarked
package dev.assay.verification.xml;

import org.jspecify.annotations.NullMarked;
