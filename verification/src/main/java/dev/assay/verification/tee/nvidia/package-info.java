/**
 * Evidence of NVIDIA GPUs and NVSwitches (SPDM 1.1 measurements, DMTF DSP0274), their certificates, and the reference
 * manifests and OCSP responses that NVIDIA publishes for them. A device's evidence says which firmware runs on which
 * device; that the device is the one that a TEE uses is for the TEE to say.
 */
@NullMarked
package dev.assay.verification.tee.nvidia;

import org.jspecify.annotations.NullMarked;
