package dev.assay.verification;

/** Why something was rejected: one constant for each check, grouped by what is checked. */
public enum Reason {
    // --- Shape: the bytes are not what they claim to be ---
    /** Not the format at all: bad CBOR, JSON, DER, lengths, or bytes left over. */
    MALFORMED,
    /** Larger than the format allows. */
    TOO_LARGE,

    // --- Signatures ---
    /** Not a canonical secp256k1 signature: wrong length, r or s out of range, s in the upper half, v not 27 or 28. */
    BAD_SIGNATURE,
    /** A good signature, but of another key, or over another statement, role, chain or deployment. */
    WRONG_SIGNER,

    // --- Manifests ---
    /** The manifest is not canonical, lacks a field, has an unknown one, or a value out of range. */
    MANIFEST_INVALID,

    // --- Receipts ---
    /** The receipt is for another request. */
    RECEIPT_REQUEST_MISMATCH,
    /** The receipt is for another workload. */
    RECEIPT_WORKLOAD_MISMATCH,
    /** The receipt is for another input. */
    RECEIPT_INPUT_MISMATCH,
    /** The output is not the one that the receipt names. */
    RECEIPT_OUTPUT_MISMATCH,
    /** The receipt names other evidence. */
    RECEIPT_EVIDENCE_MISMATCH,
    /** The evidence attests no Assay enclave key. */
    RECEIPT_KEY_UNATTESTED,
    /** The receipt's signer is not the attested key. */
    RECEIPT_SIGNER_MISMATCH,
    /** The receipt names another kind of TEE than the evidence, or calls a simulated one real. */
    RECEIPT_TEE_MISMATCH,
    /** The receipt's times run backwards, lie in the future, or outside the key's life. */
    RECEIPT_TIME_INVALID,
    /** The status is none of those defined. */
    RECEIPT_STATUS_UNKNOWN,

    // --- TEE evidence: kind ---
    /** Evidence of a kind of TEE that the policy does not name. */
    EVIDENCE_KIND_REFUSED,

    // --- TEE evidence: shape ---
    /** The COSE protected header is not exactly {1: -35}, which is ES384 (RFC 9053, section 2.1). */
    EVIDENCE_ALGORITHM,
    /** A mandatory field of the attestation document is absent or null. */
    EVIDENCE_FIELD_MISSING,
    /** A field of the attestation document has another type, length or value than its specification allows. */
    EVIDENCE_FIELD_INVALID,

    // --- TEE evidence: certificates and signature ---
    /** A certificate is not one DER X.509 version 3 certificate with nothing around it. */
    CERTIFICATE_MALFORMED,
    /** A certificate has a key that is not of the curve, or a signature that is not of the algorithm, that the TEE uses. */
    CERTIFICATE_ALGORITHM,
    /** A certificate has a critical extension that is not understood (RFC 5280, section 4.2). */
    CERTIFICATE_EXTENSION_UNKNOWN,
    /** A certificate says, in its CA flag or key usage, that it is not for its place in the chain. */
    CERTIFICATE_ROLE,
    /** More CA certificates follow than a certificate's path length allows, or a leaf has a path length. */
    CERTIFICATE_PATH_LENGTH,
    /** A certificate names another issuer than the certificate before it. */
    CERTIFICATE_ISSUER,
    /** A certificate is not signed by the one before it. */
    CERTIFICATE_SIGNATURE,
    /** A certificate's validity starts after the time of verification. */
    CERTIFICATE_NOT_YET_VALID,
    /** A certificate's validity ended before the time of verification. */
    CERTIFICATE_EXPIRED,
    /** The chain ends in a root that is not among the trust anchors. */
    ROOT_UNTRUSTED,
    /** The evidence is of a simulated TEE, but the trust anchors are for hardware. */
    EVIDENCE_SIMULATED,
    /** The trust anchors are for simulated TEEs, but the root does not say that it is simulated. */
    EVIDENCE_NOT_SIMULATED,
    /** The evidence is not signed by its certificate's key, or the signature has another length or r or s out of range. */
    EVIDENCE_SIGNATURE,

    // --- TEE evidence: appraisal ---
    /** The enclave runs in debug mode, so that its operator reads its memory. */
    EVIDENCE_DEBUG,
    /** The enclave runs code that the policy does not name. */
    EVIDENCE_MEASUREMENT,
    /** The evidence was made later than now. */
    EVIDENCE_IN_FUTURE,
    /** The evidence is older than the policy accepts. */
    EVIDENCE_STALE,
    /** The policy demands a nonce and the evidence has none. */
    EVIDENCE_NONCE_MISSING,
    /** The evidence has another nonce than the verifier's. */
    EVIDENCE_NONCE_MISMATCH,
    /** The policy limits the evidence's age, and neither the evidence nor keys that it binds have a time. */
    EVIDENCE_AGE_UNKNOWN,
    /** The evidence claims to bind enclave keys, but they are not well formed. */
    ENCLAVE_KEYS_MALFORMED,
    /** The evidence's public key is not the signing key that its enclave keys name. */
    ENCLAVE_KEYS_MISMATCH,
    /** The enclave keys' time has not come. */
    ENCLAVE_KEYS_NOT_YET_VALID,
    /** The enclave keys' time is over. */
    ENCLAVE_KEYS_EXPIRED,

    // --- Certificates and revocation lists of any TEE ---
    /** A chain of certificates has more or fewer certificates than the format says. */
    CERTIFICATE_CHAIN_LENGTH,
    /** A certificate has another name than its role in the vendor's PKI demands. */
    CERTIFICATE_NAME,
    /** A certificate was revoked by its issuer. */
    CERTIFICATE_REVOKED,
    /** A revocation list is not one DER list of version 2 with nothing around it. */
    CRL_MALFORMED,
    /** A revocation list is of another issuer than the certificate that it must speak of. */
    CRL_ISSUER,
    /** A revocation list is not signed by its issuer. */
    CRL_SIGNATURE,
    /** A revocation list is not for use yet, or a newer one is due. */
    CRL_NOT_CURRENT,
    /** What the vendor publishes, and a verifier needs, was not given: nothing is assumed in its place. */
    ENDORSEMENT_MISSING,

    // --- Intel SGX and TDX ---
    /** The quote is of another version than 3, 4 and 5. */
    QUOTE_VERSION,
    /** The attestation key is of another kind than ECDSA over P-256. */
    QUOTE_KEY_TYPE,
    /** The quote's TEE is none that its version knows, or its body is another TEE's. */
    QUOTE_TEE_TYPE,
    /** The quoting enclave is of another vendor than Intel. */
    QUOTE_QE_VENDOR,
    /** The certification data is of a type that is not defined, or not in its place. */
    QUOTE_CERTIFICATION_TYPE,
    /** The attestation key is no point of its curve. */
    QUOTE_KEY_INVALID,
    /** The quoting enclave's report does not name the attestation key. */
    QE_REPORT_DATA,
    /** The quoting enclave's report is not signed by the PCK certificate's key. */
    QE_REPORT_SIGNATURE,
    /** The PCK certificate does not say of its platform what Intel's profile demands. */
    PCK_EXTENSION_INVALID,
    /** The PCK certificate is not of the platform, or not for the TCB, that the quote names. */
    PCK_PLATFORM_MISMATCH,
    /** The quote's certificates and the collateral's chain to two roots. */
    COLLATERAL_ROOT_MISMATCH,
    /** The TCB info is not what Intel's specification says: fields, components, levels. */
    TCB_INFO_MALFORMED,
    /** The TCB info is not signed by the TCB signing key. */
    TCB_INFO_SIGNATURE,
    /** The TCB info is not for use yet, or a newer one is due. */
    TCB_INFO_NOT_CURRENT,
    /** The TCB info is for the other TEE. */
    TCB_INFO_TEE_MISMATCH,
    /** The TCB info is for another family of platforms than the PCK certificate's. */
    TCB_INFO_FMSPC_MISMATCH,
    /** The TCB info is for another PCE than the PCK certificate's. */
    TCB_INFO_PCEID_MISMATCH,
    /** A TCB status is none of those defined. */
    TCB_STATUS_UNKNOWN,
    /** The QE identity is not what Intel's specification says. */
    QE_IDENTITY_MALFORMED,
    /** The QE identity is not signed by the TCB signing key. */
    QE_IDENTITY_SIGNATURE,
    /** The QE identity is not for use yet, or a newer one is due. */
    QE_IDENTITY_NOT_CURRENT,
    /** The QE identity is of the quoting enclave for the other TEE. */
    QE_IDENTITY_TEE_MISMATCH,
    /** The quoting enclave has another MISCSELECT than its identity says. */
    QE_MISCSELECT_MISMATCH,
    /** The quoting enclave has other attributes than its identity says, such as debug mode. */
    QE_ATTRIBUTES_MISMATCH,
    /** The quoting enclave has another signer than its identity says. */
    QE_SIGNER_MISMATCH,
    /** The quoting enclave is another product than its identity says. */
    QE_PRODUCT_MISMATCH,
    /** The TCB info does not know the version of the TDX module. */
    TDX_MODULE_UNKNOWN,
    /** The TDX module has another signer than the TCB info says. */
    TDX_MODULE_SIGNER_MISMATCH,
    /** The TDX module has other attributes than the TCB info says, such as debug mode. */
    TDX_MODULE_ATTRIBUTES_MISMATCH,
    /** The platform's, the TDX module's or the quoting enclave's TCB was revoked; no policy can allow it. */
    TCB_REVOKED,
    /** The TCB is below every level that Intel knows; no policy can allow it. */
    TCB_NOT_SUPPORTED,
    /** The TCB has a status that the policy does not accept. */
    TCB_STATUS_NOT_ACCEPTED,
    /** A security advisory applies to the TCB that the policy does not allow. */
    TCB_ADVISORY_NOT_ALLOWED,
    /** The TCB was judged by an older TCB recovery than the policy's minimum. */
    TCB_EVALUATION_TOO_OLD,
    /** TCB info and QE identity are of two TCB recoveries. */
    TCB_EVALUATION_MISMATCH,
    /** The trust domain has an attribute that no specification defines, or one that lets somebody look inside. */
    TD_ATTRIBUTES_RESERVED,
    /** The trust domain's host can inject exceptions (SEPT_VE_DISABLE is not set). */
    TD_SEPT_VE,
    /** Service domains may migrate or service the trust domain, and the policy does not know them. */
    TD_SERVICE_TD,
    /** The platform is not among those that the policy allows, or among those that it denies. */
    PLATFORM_NOT_ALLOWED,
    /** The enclave or domain is of a signer that the policy denies. */
    SIGNER_DENIED,
    /** The report data is not what the policy demands. */
    EVIDENCE_REPORT_DATA,

    // --- AMD SEV-SNP ---
    /** The report is of another version than 2 to 5. */
    SNP_VERSION,
    /** The report is not signed with ECDSA on P-384 and SHA-384. */
    SNP_ALGORITHM,
    /** A bit or byte that the report's version reserves is not what it must be. */
    SNP_RESERVED,
    /** The report was asked for from a privilege level that does not exist, or not by the guest. */
    SNP_VMPL_INVALID,
    /** The report says that no key signed it, or another kind of key than the endorsement is for. */
    SNP_SIGNING_KEY,
    /** A certificate table has overlapping, repeated or too many entries, or such that lie outside it. */
    SNP_CERTIFICATE_TABLE,
    /** AMD's extensions of an endorsement key are absent, encoded otherwise, or of another kind of key. */
    SNP_CERTIFICATE_EXTENSION,
    /** The report, the endorsement key and its chain are of different product lines. */
    SNP_PRODUCT_MISMATCH,
    /** The endorsement key is for another version of the firmware than the report says. */
    SNP_TCB_MISMATCH,
    /** The report's committed or reported firmware is newer than its current one. */
    SNP_TCB_INCONSISTENT,
    /** The endorsement key is another chip's. */
    SNP_CHIP_MISMATCH,
    /** The policy does not accept the processor's product line. */
    SNP_PRODUCT_REFUSED,
    /** The firmware has a lower security version than the policy demands. */
    SNP_TCB_TOO_LOW,
    /** The guest was launched under a firmware of a lower security version than the policy demands. */
    SNP_LAUNCH_TCB_TOO_LOW,
    /** The firmware is older than the policy demands. */
    SNP_FIRMWARE_TOO_OLD,
    /** The firmware is provisional: its operator may still go back to an older one. */
    SNP_FIRMWARE_PROVISIONAL,
    /** The policy does not accept this kind of endorsement key. */
    SNP_KEY_REFUSED,
    /** The endorsement key is of a cloud that the policy does not name. */
    SNP_CLOUD_REFUSED,
    /** The report hides its chip, so that nothing binds it to the endorsement key's. */
    SNP_CHIP_MASKED,
    /** The policy does not name the chip. */
    SNP_CHIP_REFUSED,
    /** The report is of a privilege level that the policy does not name. */
    SNP_VMPL_REFUSED,
    /** The guest may be moved by a migration agent, which learns its memory. */
    SNP_MIGRATION_AGENT,
    /** The guest's launch policy lacks what the policy requires, allows what it refuses, or asks for an older ABI. */
    SNP_GUEST_POLICY,
    /** The platform lacks what the policy requires, or has what it refuses, such as an unfinished alias check. */
    SNP_PLATFORM,
    /** A mitigation that the policy requires is not in force, or was not when the guest was launched. */
    SNP_MITIGATION,
    /** The guest's ID block is not signed by a key that the policy names. */
    SNP_ID_KEY,
    /** The ID block's key is not signed by an author's key that the policy names. */
    SNP_AUTHOR_KEY,
    /** The guest's family or image is not one that the policy names. */
    SNP_IMAGE,
    /** The guest has a lower security version number than the policy demands. */
    SNP_GUEST_SVN_TOO_LOW,
    /** The host gave the guest other data at launch than the policy names. */
    SNP_HOST_DATA,
    /** The report is of another guest, or of another migration agent, than the policy names. */
    SNP_REPORT_ID,

    // --- NVIDIA GPUs and switches ---
    /** The request did not ask for every measurement, signed, of certificate slot 0. */
    SPDM_REQUEST,
    /** The response's measurements or fields contradict the counts and lengths that it gives, or come twice. */
    SPDM_RESPONSE,
    /** The leaf names another device than its issuer's key, or another firmware than the report. */
    DEVICE_IDENTITY,
    /** The device is of another architecture than it claims, or than the policy accepts. */
    DEVICE_ARCHITECTURE,
    /** The device runs a driver or firmware of a version that the policy does not name. */
    DEVICE_VERSION,
    /** The GPU trusts its switches (protected PCIe), but those were not verified with it. */
    DEVICE_MODE,
    /** GPUs and switches do not name each other, or do not share one nonce. */
    DEVICE_TOPOLOGY,
    /** A reference manifest is not the XML that NVIDIA publishes: a document type, comments, or another structure. */
    RIM_MALFORMED,
    /** A reference manifest has more than its one enveloped signature, or one by other algorithms or over other parts. */
    RIM_SIGNATURE_FORM,
    /** A reference manifest was changed after signing, or is signed by another key than its certificate's. */
    RIM_SIGNATURE,
    /** A reference manifest lacks a value, has one twice or out of range, or is a supplement or a patch. */
    RIM_SCHEMA,
    /** A reference manifest is for another product or version than the device reports. */
    RIM_VERSION,
    /** Two reference manifests give golden values for the same measurement. */
    RIM_CONFLICT,
    /** An OCSP response is no successful basic response in DER. */
    OCSP_MALFORMED,
    /** An OCSP response is of a responder that the certificate's issuer did not authorise. */
    OCSP_RESPONDER,
    /** An OCSP response is not signed by its responder. */
    OCSP_SIGNATURE,
    /** An OCSP response is not for use yet, or a newer one is due. */
    OCSP_NOT_CURRENT,
    /** An OCSP response lacks the nonce that was asked with. */
    OCSP_NONCE,
    /** The OCSP responder does not know the certificate. */
    CERTIFICATE_STATUS_UNKNOWN,
    /** The certificate's issuer has put it on hold. */
    CERTIFICATE_ON_HOLD,

    // --- TPM quotes, and virtual TPMs of Azure and Google Cloud ---
    /** An algorithm, scheme or curve of a TPM that is not verified, or SHA-1 in a signature. */
    TPM_ALGORITHM,
    /** What was signed does not begin as all that a TPM makes itself does: its key signs for others. */
    TPM_NOT_GENERATED,
    /** A TPM's statement of another kind than a quote. */
    TPM_NOT_A_QUOTE,
    /** The key is not one that signs nothing but what its TPM has made. */
    TPM_KEY_ATTRIBUTES,
    /** The attestation key is another than the one that is vouched for. */
    TPM_KEY_MISMATCH,
    /** The quote is over other registers than those that are shown. */
    TPM_PCR_SELECTION,
    /** The registers that are shown do not hash to the quote's digest. */
    TPM_PCR_DIGEST,
    /** The evidence has two quotes over the same bank of registers. */
    TPM_BANK,
    /** The quotes of one piece of evidence have different nonces, or the TPM was reset between them. */
    TPM_QUOTES_DIFFER,
    /** The HCL report's header is not that of a report of SNP or TDX. */
    HCL_HEADER,
    /** The hardware's report does not commit to the runtime claims, or to more. */
    HCL_CLAIMS_MISMATCH,
    /** The runtime claims have no attestation key that is RSA, or two. */
    HCL_KEY,
    /** The TD quote is of another TD than the report that the HCL keeps. */
    HCL_QUOTE_MISMATCH,
    /** The report was asked for by a less privileged level than the one that has the virtual TPM. */
    HCL_VMPL,
    /** The certificate of the attestation key names another instance than the policy. */
    VTPM_INSTANCE,

    // --- Event logs ---
    /** The log does not begin as a crypto-agile one does, or with hashes that its registers do not have. */
    EVENT_LOG_HEADER,
    /** An event is in a register that the log cannot speak of. */
    EVENT_LOG_REGISTER,
    /** The log's replay does not give the registers that were signed. */
    EVENT_LOG_REPLAY,
    /** An event's digest is not of its data, where the specification says that it is. */
    EVENT_LOG_DIGEST,
    /** The log says twice, or not with yes or no, whether Secure Boot is on. */
    EVENT_LOG_SECURE_BOOT,
    /** The policy demands Secure Boot, and it is off, or nothing says that it is on. */
    SECURE_BOOT_OFF,
    /** The policy demands an event log, and there is none. */
    EVENT_LOG_MISSING,
    /** The ACPI table is no CCEL of Intel TDX, or its checksum is wrong. */
    CCEL_TABLE,

    // --- Arm CCA ---
    /** A token of the CCA collection is signed by an algorithm other than ES256 and ES384, or its header demands more. */
    CCA_ALGORITHM,
    /** A profile that is not known, or a realm's that does not go with the platform's. */
    CCA_PROFILE,
    /** A mandatory claim is absent. */
    CCA_CLAIM_MISSING,
    /** A claim has another type, length or value than its specification allows. */
    CCA_CLAIM_INVALID,
    /** The endorsement of the platform is of another implementation than the token names. */
    CCA_IMPLEMENTATION,
    /** The platform's maker stands by its endorsement no more. */
    CCA_ENDORSEMENT_EXPIRED,
    /** The platform vouches for another realm attestation key than the realm token's. */
    CCA_REALM_KEY,
    /** The realm token is not signed by the realm attestation key. */
    CCA_REALM_SIGNATURE,
    /** The platform is not in its secured state: it can be debugged, or was never provisioned. */
    CCA_LIFECYCLE,
    /** The platform has other firmware, or another configuration, than the policy names. */
    CCA_PLATFORM_SOFTWARE,
    /** The realm was created with another personalization value than the policy names. */
    CCA_PERSONALIZATION,

    // --- Reference values ---
    /** A manifest has a condition, a kind of value or a digest that is not understood: ignoring it would accept more. */
    REFERENCE_VALUES_UNSUPPORTED,
    /** A manifest is not signed by the key that it must be signed by. */
    REFERENCE_VALUES_SIGNATURE,
    /** A manifest is not for use yet, or no longer. */
    REFERENCE_VALUES_NOT_CURRENT,

    // --- What a client gets back ---
    /** The relay answered for another request than the one that was signed. */
    REQUEST_ID_MISMATCH,
    /** The result is of another kind than was asked for, such as a proof in place of an attested run. */
    RESULT_KIND_MISMATCH,
    /** An artifact does not have the hash that names it. */
    ARTIFACT_MISMATCH,

    // --- Groth16 proofs and their keys ---
    /** A proof system or curve that is not verified, or another than the key's or the circuit's. */
    PROOF_SYSTEM_UNSUPPORTED,
    /** A coordinate is not a decimal number in its one spelling, or not below q: an alias of another one. */
    COORDINATE_NOT_CANONICAL,
    /** An encoded point's flags contradict its length, each other, or the rest of its bytes. */
    POINT_FLAGS_INVALID,
    /** A point's third coordinate is not one: an alias of another form of it. */
    POINT_NOT_AFFINE,
    /** A point is infinity, where no honest proof or key has it. */
    POINT_AT_INFINITY,
    /** A point is not on its curve. */
    POINT_NOT_ON_CURVE,
    /** A point is on the twist but not in the group of order r. */
    POINT_NOT_IN_SUBGROUP,
    /** A public input is not a decimal number in its one spelling, or not below r: an alias of another one. */
    INPUT_NOT_CANONICAL,
    /** More or fewer public inputs than the key asks for. */
    INPUT_COUNT_MISMATCH,
    /** The pairing equation does not hold. */
    PROOF_INVALID,
    /** The key has not one IC point more than public inputs. */
    KEY_IC_COUNT_MISMATCH,
    /** The key's gamma is its delta or the negative: with such a key anybody proves anything. */
    KEY_GAMMA_EQUALS_DELTA,
    /** The key's beta is its gamma or delta or the negative of one: with such a key anybody proves anything. */
    KEY_BETA_REPEATED,

    // --- PLONK and FFLONK proofs and their keys ---
    /** An evaluation or constant is not a decimal number in its one spelling, or not below r: an alias of another one. */
    SCALAR_NOT_CANONICAL,
    /** FFLONK: the batched inverse is not the inverse of what the verifier divides by, so a contract would refuse it. */
    PROOF_INVERSE_MISMATCH,
    /** A challenge fell where the verifier would divide by zero: no honest proof has it but by a chance of 2^-240. */
    CHALLENGE_DEGENERATE,
    /** The domain has fewer rows than the protocol needs, more than the field has roots of unity, or less than inputs. */
    KEY_DOMAIN_SIZE,
    /** A root of unity in the key is not of the order that the protocol needs. */
    KEY_ROOT_OF_UNITY,
    /** k1 or k2 is zero, or the cosets H, k1 H and k2 H overlap: wires could be exchanged unseen. */
    KEY_COSETS_OVERLAP,
    /** The setup's tau is 1 or -1, as in a powers of tau without a contribution: anybody can prove anything. */
    KEY_TAU_KNOWN,

    // --- Formats of proofs, keys and public inputs, and conversions between them ---
    /** The file is of none of the formats that are read. */
    FORMAT_UNKNOWN,
    /** The file is of several formats, in which it says different things. */
    FORMAT_AMBIGUOUS,
    /** The format to convert to has no such curve, no keys, or holds more than the file does. */
    CONVERSION_IMPOSSIBLE,

    // --- Proofs as gnark, RISC Zero and SP1 encode them ---
    /** A point's flag bits are not those of its one encoding, or a file mixes compressed and raw points. */
    POINT_ENCODING,
    /** The key's beta or delta in G1 is not the one in G2. */
    KEY_INCONSISTENT,
    /** The key commits to inputs that do not exist, or its commitment keys are fewer, repeated, trivial or over other bases. */
    KEY_COMMITMENT_INVALID,
    /** The key has commitments where they are not verified: made by gnark before 0.11 (CVE-2024-45039), or in a zkVM's. */
    COMMITMENT_UNSUPPORTED,
    /** The proof has more or fewer commitments than its key. */
    COMMITMENT_COUNT_MISMATCH,
    /** The proof of knowledge of what the commitments hold does not hold, or is there where nothing is committed. */
    COMMITMENT_INVALID,
    /** The first four bytes name another verifier, or another function of it. */
    SELECTOR_MISMATCH,
    /** The program did not halt with exit code zero. */
    EXIT_CODE_NOT_ZERO,
    /** The claim holds only if other claims hold, which nobody verified here. */
    CLAIM_CONDITIONAL,
    /** The claim commits to an input, which no version of the zkVM defines. */
    CLAIM_INPUT_NOT_ZERO,
    /** The proof was made with another set of recursion circuits than the verifier's. */
    VK_ROOT_MISMATCH,
}
