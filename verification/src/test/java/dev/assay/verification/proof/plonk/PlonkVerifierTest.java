package dev.assay.verification.proof.plonk;

class PlonkVerifierTest extends PlonkContract {}
