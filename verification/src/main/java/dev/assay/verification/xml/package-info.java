/**
 * The part of XML that signed reference manifests need: one strict reader without document types or entities, and the
 * canonical form of what it read, so that what is hashed is what is used.
 */
@NullMarked
package dev.assay.verification.xml;

import org.jspecify.annotations.NullMarked;
