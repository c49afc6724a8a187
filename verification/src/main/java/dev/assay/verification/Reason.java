package dev.assay.verification;

/**
 * Why something was rejected: one constant for each check, grouped by what is checked. A constant's comment is for those who
 * read the checks, its text for those who did not.
 */
public enum Reason {
    // --- Shape: the bytes are not what they claim to be ---
    /** Not the format at all: bad CBOR, JSON, DER, lengths, or bytes left over. */
    MALFORMED("The bytes are not of this format. Check that it is the right file, and whole and unchanged."),
    /** Larger than the format allows. */
    TOO_LARGE("There is more than the format allows. Check that it is the right file; larger ones are not verified."),

    // --- Signatures ---
    /** Not a canonical secp256k1 signature: wrong length, r or s out of range, s in the upper half, v not 27 or 28. */
    BAD_SIGNATURE("The signature is not written in its one valid form. Have it made again by a current signer."),
    /** A good signature, but of another key, or over another statement, role, chain or deployment. */
    WRONG_SIGNER("Somebody else signed, or signed something else. Check address, chain and deployment;"
            + " trust nothing in it."),

    // --- Manifests ---
    /** The manifest is not canonical, lacks a field, has an unknown one, or a value out of range. */
    MANIFEST_INVALID(
            "The manifest lacks a field, has an unknown one or a wrong value. Publish it again in canonical form."),

    // --- Verifier plugins ---
    /** The plugin that the circuit names says that the proof does not hold. */
    PLUGIN_REJECTED("The circuit's own verifier says that the proof does not hold. Do not use the result."),
    /** The plugin decided nothing: it trapped, broke a limit, or is no module of the documented form. */
    PLUGIN_FAILED(
            "The circuit's own verifier did not decide. Nothing is known about the proof; do not use the result."),

    // --- Receipts ---
    /** The receipt is for another request. */
    RECEIPT_REQUEST_MISMATCH(
            "The receipt is for another request. Ask for the one of your request; this one proves nothing about it."),
    /** The receipt is for another workload. */
    RECEIPT_WORKLOAD_MISMATCH("Another program ran than the one that you asked for. Do not use the output."),
    /** The receipt is for another input. */
    RECEIPT_INPUT_MISMATCH("The program ran on another input than yours. Do not use the output."),
    /** The output is not the one that the receipt names. */
    RECEIPT_OUTPUT_MISMATCH("The output was changed after it was signed. Fetch it again, or run the request again."),
    /** The receipt names other evidence. */
    RECEIPT_EVIDENCE_MISMATCH(
            "The evidence is not that which the receipt names. Ask for the receipt together with its evidence."),
    /** The evidence attests no Assay enclave key. */
    RECEIPT_KEY_UNATTESTED(
            "The evidence vouches for no signing key, so the signature is anybody's. Ask another enclave."),
    /** The receipt's signer is not the attested key. */
    RECEIPT_SIGNER_MISMATCH(
            "The receipt was not signed by the key that the evidence vouches for. Do not use the output."),
    /** The receipt names another kind of TEE than the evidence, or calls a simulated one real. */
    RECEIPT_TEE_MISMATCH("Receipt and evidence name different kinds of hardware. Do not use the output."),
    /** The receipt's times run backwards, lie in the future, or outside the key's life. */
    RECEIPT_TIME_INVALID("The times in the receipt cannot be true. Check your clock and the time that you verify at."),
    /** The status is none of those defined. */
    RECEIPT_STATUS_UNKNOWN("The receipt ends in a status that this version does not know. Update, then verify again."),

    // --- TEE evidence: kind ---
    /** Evidence of a kind of TEE that the policy does not name. */
    EVIDENCE_KIND_REFUSED("The evidence is of a kind of hardware that the policy does not take."
            + " Change the policy, or ask elsewhere."),

    // --- TEE evidence: shape ---
    /** The COSE protected header is not exactly {1: -35}, which is ES384 (RFC 9053, section 2.1). */
    EVIDENCE_ALGORITHM("The evidence is signed in another way than its maker does. Treat it as a forgery."),
    /** A mandatory field of the attestation document is absent or null. */
    EVIDENCE_FIELD_MISSING(
            "The evidence lacks something that its maker always writes. Treat it as a forgery or as cut off."),
    /** A field of the attestation document has another type, length or value than its specification allows. */
    EVIDENCE_FIELD_INVALID(
            "The evidence has a value that its maker never writes. Treat it as a forgery or as damaged."),

    // --- TEE evidence: certificates and signature ---
    /** A certificate is not one DER X.509 version 3 certificate with nothing around it. */
    CERTIFICATE_MALFORMED("A certificate cannot be read. Fetch the evidence again with all of its certificates."),
    /** A certificate has a key that is not of the curve, or a signature that is not of the algorithm, that the TEE uses. */
    CERTIFICATE_ALGORITHM(
            "A certificate has a kind of key or signature that the vendor does not use. Treat it as a forgery."),
    /** A certificate has a critical extension that is not understood (RFC 5280, section 4.2). */
    CERTIFICATE_EXTENSION_UNKNOWN(
            "A certificate has a condition that this version does not know. Update, then verify again."),
    /** A certificate says, in its CA flag or key usage, that it is not for its place in the chain. */
    CERTIFICATE_ROLE("A certificate is used for what it was not issued for. Treat the evidence as a forgery."),
    /** More CA certificates follow than a certificate's path length allows, or a leaf has a path length. */
    CERTIFICATE_PATH_LENGTH(
            "There are more certificates in a row than their issuer allows. Treat the evidence as a forgery."),
    /** A certificate names another issuer than the certificate before it. */
    CERTIFICATE_ISSUER("A certificate was issued by another authority than the one before it. Fetch the right chain."),
    /** A certificate is not signed by the one before it. */
    CERTIFICATE_SIGNATURE("A certificate was not signed by its issuer. Treat the evidence as a forgery."),
    /** A certificate's validity starts after the time of verification. */
    CERTIFICATE_NOT_YET_VALID("A certificate is not valid yet. Check your clock and the time that you verify at."),
    /** A certificate's validity ended before the time of verification. */
    CERTIFICATE_EXPIRED("A certificate is no longer valid."
            + " Ask for fresh evidence, or verify old evidence at the time it was made."),
    /** The chain ends in a root that is not among the trust anchors. */
    ROOT_UNTRUSTED(
            "The certificates end in a root that you do not trust. Pin the vendor's root, or treat it as a forgery."),
    /** The evidence is of a simulated TEE, but the trust anchors are for hardware. */
    EVIDENCE_SIMULATED(
            "The TEE is simulated: no hardware stands behind it. Use it for development only, and say so explicitly."),
    /** The trust anchors are for simulated TEEs, but the root does not say that it is simulated. */
    EVIDENCE_NOT_SIMULATED(
            "You trust simulated TEEs only and this claims to be a real one. Use the trust of production."),
    /** The evidence is not signed by its certificate's key, or the signature has another length or r or s out of range. */
    EVIDENCE_SIGNATURE(
            "The evidence was changed after it was signed, or was never signed by this hardware. Do not rely on it."),

    // --- TEE evidence: appraisal ---
    /** The enclave runs in debug mode, so that its operator reads its memory. */
    EVIDENCE_DEBUG(
            "The enclave runs in debug mode, where its operator reads everything. Ask for one in production mode."),
    /** The enclave runs code that the policy does not name. */
    EVIDENCE_MEASUREMENT(
            "The enclave runs other code than your policy names. Compare the builds, and do not rely on this one."),
    /** The evidence was made later than now. */
    EVIDENCE_IN_FUTURE("The evidence was made later than now. Check your clock."),
    /** The evidence is older than the policy accepts. */
    EVIDENCE_STALE("The evidence is older than your policy takes. Ask for fresh evidence."),
    /** The policy demands a nonce and the evidence has none. */
    EVIDENCE_NONCE_MISSING(
            "The evidence does not answer your nonce, so it may be a replay. Ask for evidence with the nonce."),
    /** The evidence has another nonce than the verifier's. */
    EVIDENCE_NONCE_MISMATCH(
            "The evidence answers somebody else's nonce, so it may be a replay. Ask again with a new nonce."),
    /** The policy limits the evidence's age, and neither the evidence nor keys that it binds have a time. */
    EVIDENCE_AGE_UNKNOWN("This kind of evidence has no time in it, so an old recording looks the same."
            + " Demand a nonce of your own, or take evidence that binds an enclave's keys."),
    /** The evidence claims to bind enclave keys, but they are not well formed. */
    ENCLAVE_KEYS_MALFORMED("The keys that the evidence vouches for cannot be read. Ask an enclave of this version."),
    /** The evidence's public key is not the signing key that its enclave keys name. */
    ENCLAVE_KEYS_MISMATCH("The evidence names two different signing keys. Do not rely on either."),
    /** The enclave keys' time has not come. */
    ENCLAVE_KEYS_NOT_YET_VALID("The enclave's keys are not valid yet. Check your clock."),
    /** The enclave keys' time is over. */
    ENCLAVE_KEYS_EXPIRED(
            "The enclave's keys are no longer valid. Ask for fresh evidence, or verify old evidence at its time."),

    // --- Certificates and revocation lists of any TEE ---
    /** A chain of certificates has more or fewer certificates than the format says. */
    CERTIFICATE_CHAIN_LENGTH(
            "There are more or fewer certificates than the vendor's chain has. Fetch the right chain."),
    /** A certificate has another name than its role in the vendor's PKI demands. */
    CERTIFICATE_NAME(
            "A certificate has another name than the vendor's for its place. Treat the evidence as a forgery."),
    /** A certificate was revoked by its issuer. */
    CERTIFICATE_REVOKED(
            "The vendor withdrew a certificate. Do not rely on this hardware until its owner has updated it."),
    /** A revocation list is not one DER list of version 2 with nothing around it. */
    CRL_MALFORMED("A list of withdrawn certificates cannot be read. Fetch it again from the vendor."),
    /** A revocation list is of another issuer than the certificate that it must speak of. */
    CRL_ISSUER("A list of withdrawn certificates is of another authority. Fetch the one of the right authority."),
    /** A revocation list is not signed by its issuer. */
    CRL_SIGNATURE("A list of withdrawn certificates was not signed by its authority. Fetch it again from the vendor."),
    /** A revocation list is not for use yet, or a newer one is due. */
    CRL_NOT_CURRENT("A list of withdrawn certificates is too old or not valid yet. Fetch the current one."),
    /** What the vendor publishes, and a verifier needs, was not given: nothing is assumed in its place. */
    ENDORSEMENT_MISSING("Something that the vendor signs about this hardware is not there. Fetch it and verify again."),

    // --- Intel SGX and TDX ---
    /** The quote is of another version than 3, 4 and 5. */
    QUOTE_VERSION("The quote is of a version that is not verified. Send a quote of version 3, 4 or 5."),
    /** The attestation key is of another kind than ECDSA over P-256. */
    QUOTE_KEY_TYPE("The quote is signed by a kind of key that is not verified."
            + " Quote with Intel's ECDSA P-256 quoting enclave."),
    /** The quote's TEE is none that its version knows, or its body is another TEE's. */
    QUOTE_TEE_TYPE("The quote does not agree with itself on which TEE it is of. Check that it is whole and unchanged."),
    /** The quoting enclave is of another vendor than Intel. */
    QUOTE_QE_VENDOR("The quote was made by a quoting enclave that is not Intel's. Quote with Intel's."),
    /** The certification data is of a type that is not defined, or not in its place. */
    QUOTE_CERTIFICATION_TYPE(
            "The quote names its platform in a way that is not verified. Quote with the PCK certificate chain inside."),
    /** The attestation key is no point of its curve. */
    QUOTE_KEY_INVALID("The key that should have signed the quote is no key. The quote was changed or made up:"
            + " do not rely on it."),
    /** The quoting enclave's report does not name the attestation key. */
    QE_REPORT_DATA("The quoting enclave does not vouch for the key that signed the quote. The quote is forged:"
            + " do not rely on it."),
    /** The quoting enclave's report is not signed by the PCK certificate's key. */
    QE_REPORT_SIGNATURE("The quoting enclave's report is not signed by the platform's key. The quote is forged:"
            + " do not rely on it."),
    /** The PCK certificate does not say of its platform what Intel's profile demands. */
    PCK_EXTENSION_INVALID(
            "The platform's certificate does not say which platform it is. Get the certificate from Intel again."),
    /** The PCK certificate is not of the platform, or not for the TCB, that the quote names. */
    PCK_PLATFORM_MISMATCH("The certificate is of another platform, or of another state of it."
            + " Get the one for the platform that the quote names."),
    /** The quote's certificates and the collateral's chain to two roots. */
    COLLATERAL_ROOT_MISMATCH("The quote and the collateral come from two authorities."
            + " Get collateral from the service that certified the platform."),
    /** The TCB info is not what Intel's specification says: fields, components, levels. */
    TCB_INFO_MALFORMED("The TCB info is not what Intel publishes. Get it again, and keep every byte of it."),
    /** The TCB info is not signed by the TCB signing key. */
    TCB_INFO_SIGNATURE("The TCB info is not Intel's, or was changed, were it only a space."
            + " Get it again, and keep every byte of it."),
    /** The TCB info is not for use yet, or a newer one is due. */
    TCB_INFO_NOT_CURRENT("The TCB info is out of its time. Get the current one, or verify old evidence at its time."),
    /** The TCB info is for the other TEE. */
    TCB_INFO_TEE_MISMATCH(
            "The TCB info is for the other kind of Intel's TEEs. Get the one for SGX or TDX, as the quote is."),
    /** The TCB info is for another family of platforms than the PCK certificate's. */
    TCB_INFO_FMSPC_MISMATCH(
            "The TCB info is for another family of platforms. Get the one for the FMSPC of the quote's certificate."),
    /** The TCB info is for another PCE than the PCK certificate's. */
    TCB_INFO_PCEID_MISMATCH(
            "The TCB info is for another provisioning enclave. Get the one for the quote's certificate."),
    /** A TCB status is none of those defined. */
    TCB_STATUS_UNKNOWN("Intel uses a status that this version does not know. Update the verifier;"
            + " until then the platform is refused."),
    /** The QE identity is not what Intel's specification says. */
    QE_IDENTITY_MALFORMED("The QE identity is not what Intel publishes. Get it again, and keep every byte of it."),
    /** The QE identity is not signed by the TCB signing key. */
    QE_IDENTITY_SIGNATURE(
            "The QE identity is not Intel's, or was changed, were it only a space. Get it again, as it was sent."),
    /** The QE identity is not for use yet, or a newer one is due. */
    QE_IDENTITY_NOT_CURRENT(
            "The QE identity is out of its time. Get the current one, or verify old evidence at its time."),
    /** The QE identity is of the quoting enclave for the other TEE. */
    QE_IDENTITY_TEE_MISMATCH(
            "The QE identity is for the other kind of Intel's TEEs. Get QE for SGX and TD_QE for TDX."),
    /** The quoting enclave has another MISCSELECT than its identity says. */
    QE_MISCSELECT_MISMATCH(
            "The quoting enclave is set up otherwise than Intel's. Do not rely on quotes of this machine."),
    /** The quoting enclave has other attributes than its identity says, such as debug mode. */
    QE_ATTRIBUTES_MISMATCH("The quoting enclave runs in another mode than Intel's, such as debug."
            + " Do not rely on quotes of this machine."),
    /** The quoting enclave has another signer than its identity says. */
    QE_SIGNER_MISMATCH("The quoting enclave is not signed by Intel. Do not rely on quotes of this machine."),
    /** The quoting enclave is another product than its identity says. */
    QE_PRODUCT_MISMATCH(
            "Another enclave of Intel's poses as the quoting enclave. Do not rely on quotes of this machine."),
    /** The TCB info does not know the version of the TDX module. */
    TDX_MODULE_UNKNOWN(
            "Intel does not name this version of the TDX module. Get newer TCB info, or do not rely on the machine."),
    /** The TDX module has another signer than the TCB info says. */
    TDX_MODULE_SIGNER_MISMATCH(
            "The TDX module is not Intel's, so nothing that it says counts. Do not rely on the machine."),
    /** The TDX module has other attributes than the TCB info says, such as debug mode. */
    TDX_MODULE_ATTRIBUTES_MISMATCH(
            "The TDX module runs in a mode that shows what domains keep secret. Do not rely on the machine."),
    /** The platform's, the TDX module's or the quoting enclave's TCB was revoked; no policy can allow it. */
    TCB_REVOKED("Intel no longer trusts the machine in this state."
            + " Move to another, or have it updated and certified again."),
    /** The TCB is below every level that Intel knows; no policy can allow it. */
    TCB_NOT_SUPPORTED(
            "The machine is older than everything that Intel still judges. Have it updated, or move to another."),
    /** The TCB has a status that the policy does not accept. */
    TCB_STATUS_NOT_ACCEPTED("The machine lacks updates or settings that the policy demands."
            + " Have it updated, or name the status in the policy."),
    /** A security advisory applies to the TCB that the policy does not allow. */
    TCB_ADVISORY_NOT_ALLOWED("A known weakness applies to the machine."
            + " Read the advisory, then update the machine or allow it in the policy."),
    /** The TCB was judged by an older TCB recovery than the policy's minimum. */
    TCB_EVALUATION_TOO_OLD(
            "The collateral judges by an older TCB recovery than the policy demands. Get newer collateral."),
    /** TCB info and QE identity are of two TCB recoveries. */
    TCB_EVALUATION_MISMATCH("TCB info and QE identity judge by two TCB recoveries. Get both at the same time."),
    /** The trust domain has an attribute that no specification defines, or one that lets somebody look inside. */
    TD_ATTRIBUTES_RESERVED(
            "The domain was started with an attribute that nobody defined, or that looks inside. Start it without."),
    /** The trust domain's host can inject exceptions (SEPT_VE_DISABLE is not set). */
    TD_SEPT_VE("The host can disturb the domain by taking its pages away. Start the domain with SEPT_VE_DISABLE."),
    /** Service domains may migrate or service the trust domain, and the policy does not know them. */
    TD_SERVICE_TD("Another domain may move or serve this one. Start it without, or name that domain in the policy."),
    /** The platform is not among those that the policy allows, or among those that it denies. */
    PLATFORM_NOT_ALLOWED("The machine is not one that the policy allows. Check whose machine answered."),
    /** The enclave or domain is of a signer that the policy denies. */
    SIGNER_DENIED(
            "The code is signed by a key that the policy denies, as one that has leaked. Sign it with another key."),
    /** The report data is not what the policy demands. */
    EVIDENCE_REPORT_DATA(
            "The evidence was made for somebody else, or for another time. Ask for evidence that binds what you sent."),

    // --- AMD SEV-SNP ---
    /** The report is of another version than 2 to 5. */
    SNP_VERSION("The AMD report is of a version that is not read here. Use a newer verifier."),
    /** The report is not signed with ECDSA on P-384 and SHA-384. */
    SNP_ALGORITHM("The AMD report names another signature algorithm than AMD's. Do not rely on it."),
    /** A bit or byte that the report's version reserves is not what it must be. */
    SNP_RESERVED("The AMD report has set what its version leaves empty. Check that it is unchanged."),
    /** The report was asked for from a privilege level that does not exist, or not by the guest. */
    SNP_VMPL_INVALID("The AMD report was not asked for by the guest. Have the guest ask for one."),
    /** The report says that no key signed it, or another kind of key than the endorsement is for. */
    SNP_SIGNING_KEY(
            "The AMD report was signed by another kind of key than was certified. Fetch the right certificates."),
    /** A certificate table has overlapping, repeated or too many entries, or such that lie outside it. */
    SNP_CERTIFICATE_TABLE("The AMD certificate table cannot be read. Have the machine's operator write it again."),
    /** AMD's extensions of an endorsement key are absent, encoded otherwise, or of another kind of key. */
    SNP_CERTIFICATE_EXTENSION("The chip's certificate lacks what AMD writes into it. Fetch it again from AMD."),
    /** The report, the endorsement key and its chain are of different product lines. */
    SNP_PRODUCT_MISMATCH("Report and certificates are of different processors. Fetch those of the right line."),
    /** The endorsement key is for another version of the firmware than the report says. */
    SNP_TCB_MISMATCH("The chip's certificate is for another version of the firmware. Fetch the one for the report's."),
    /** The report's committed or reported firmware is newer than its current one. */
    SNP_TCB_INCONSISTENT("The AMD report contradicts itself about the firmware's version. Do not rely on it."),
    /** The endorsement key is another chip's. */
    SNP_CHIP_MISMATCH("The report is of another chip than the certificate. Fetch the certificate of its own chip."),
    /** The policy does not accept the processor's product line. */
    SNP_PRODUCT_REFUSED("The guest runs on a processor that you do not accept. Use another machine, or name its line."),
    /** The firmware has a lower security version than the policy demands. */
    SNP_TCB_TOO_LOW("The processor's firmware is below the version that you demand. Have it updated."),
    /** The guest was launched under a firmware of a lower security version than the policy demands. */
    SNP_LAUNCH_TCB_TOO_LOW("The guest was started under an old firmware. Have it started again under the current one."),
    /** The firmware is older than the policy demands. */
    SNP_FIRMWARE_TOO_OLD("The firmware of the processor is older than you accept. Have it updated."),
    /** The firmware is provisional: its operator may still go back to an older one. */
    SNP_FIRMWARE_PROVISIONAL("The operator can still go back to an older firmware. Have the current one committed."),
    /** The policy does not accept this kind of endorsement key. */
    SNP_KEY_REFUSED("The report was signed by a kind of key that you do not accept. Choose other machines."),
    /** The endorsement key is of a cloud that the policy does not name. */
    SNP_CLOUD_REFUSED("The report was signed by a cloud's key that you do not name. Check who runs the machine."),
    /** The report hides its chip, so that nothing binds it to the endorsement key's. */
    SNP_CHIP_MASKED("The report does not say which chip made it. Have its operator unmask the chip."),
    /** The policy does not name the chip. */
    SNP_CHIP_REFUSED("The guest runs on a chip that you do not name. Check whose machine it is."),
    /** The report is of a privilege level that the policy does not name. */
    SNP_VMPL_REFUSED("Another layer of the guest asked for the report. Check which of its layers should."),
    /** The guest may be moved by a migration agent, which learns its memory. */
    SNP_MIGRATION_AGENT("The guest may be moved by software that reads its memory. Have it started without."),
    /** The guest's launch policy lacks what the policy requires, allows what it refuses, or asks for an older ABI. */
    SNP_GUEST_POLICY("The guest was started with weaker rules than you demand. Have it started with the right ones."),
    /** The platform lacks what the policy requires, or has what it refuses, such as an unfinished alias check. */
    SNP_PLATFORM("The machine lacks a protection that you demand, or has what you refuse. Have it set up anew."),
    /** A mitigation that the policy requires is not in force, or was not when the guest was launched. */
    SNP_MITIGATION("A known weakness was not mitigated. Have the firmware updated and the guest started again."),
    /** The guest's ID block is not signed by a key that the policy names. */
    SNP_ID_KEY("The guest was not signed by a key that you name. Check who built it."),
    /** The ID block's key is not signed by an author's key that the policy names. */
    SNP_AUTHOR_KEY("The guest's signing key was not approved by an author that you name. Check for whom it was built."),
    /** The guest's family or image is not one that the policy names. */
    SNP_IMAGE("The guest is of another family or image than you name. Start the right one."),
    /** The guest has a lower security version number than the policy demands. */
    SNP_GUEST_SVN_TOO_LOW("The guest is of an older version than you accept. Start a newer one."),
    /** The host gave the guest other data at launch than the policy names. */
    SNP_HOST_DATA("The machine gave the guest another configuration than you name. Check how it was started."),
    /** The report is of another guest, or of another migration agent, than the policy names. */
    SNP_REPORT_ID("The report is of another guest than the one that you name. Ask the right one."),

    // --- NVIDIA GPUs and switches ---
    /** The request did not ask for every measurement, signed, of certificate slot 0. */
    SPDM_REQUEST("The device was not asked for all of its measurements, signed. Ask it again as the format says."),
    /** The response's measurements or fields contradict the counts and lengths that it gives, or come twice. */
    SPDM_RESPONSE("The device's answer contradicts itself. Ask it again, and do not rely on this report."),
    /** The leaf names another device than its issuer's key, or another firmware than the report. */
    DEVICE_IDENTITY("The report and its certificates are of different devices or firmware."
            + " Collect both again from one device."),
    /** The device is of another architecture than it claims, or than the policy accepts. */
    DEVICE_ARCHITECTURE("The device is of another kind than expected."
            + " Check which device it is, and which kinds the policy accepts."),
    /** The device runs a driver or firmware of a version that the policy does not name. */
    DEVICE_VERSION(
            "The device runs a driver or firmware that the policy does not name. Update the device, or the policy."),
    /** The GPU trusts its switches (protected PCIe), but those were not verified with it. */
    DEVICE_MODE("The GPU sends its data in the clear through switches that were not verified."
            + " Verify the switches together with it."),
    /** GPUs and switches do not name each other, or do not share one nonce. */
    DEVICE_TOPOLOGY("The GPUs and switches do not belong together."
            + " Collect all of them again from one machine, with one nonce."),
    /** A reference manifest is not the XML that NVIDIA publishes: a document type, comments, or another structure. */
    RIM_MALFORMED(
            "The reference manifest is not XML of the kind that NVIDIA publishes. Get it again from NVIDIA's service."),
    /** A reference manifest has more than its one enveloped signature, or one by other algorithms or over other parts. */
    RIM_SIGNATURE_FORM(
            "The reference manifest is signed in another way than NVIDIA signs. Treat it as forged, and get it again."),
    /** A reference manifest was changed after signing, or is signed by another key than its certificate's. */
    RIM_SIGNATURE("The reference manifest was changed, or NVIDIA did not sign it."
            + " Do not use it, and get it again from NVIDIA's service."),
    /** A reference manifest lacks a value, has one twice or out of range, or is a supplement or a patch. */
    RIM_SCHEMA("The reference manifest lacks what it must say. Get it again, or report it to NVIDIA."),
    /** A reference manifest is for another product or version than the device reports. */
    RIM_VERSION("The reference manifest is for another product or version. Get the one that the device names."),
    /** Two reference manifests give golden values for the same measurement. */
    RIM_CONFLICT(
            "Two reference manifests speak of the same measurement. Staple one for the driver and one for the VBIOS."),
    /** An OCSP response is no successful basic response in DER. */
    OCSP_MALFORMED("The revocation answer cannot be read. Ask the responder again."),
    /** An OCSP response is of a responder that the certificate's issuer did not authorise. */
    OCSP_RESPONDER("Nobody who may do so gave the revocation answer. Ask the responder that the issuer names."),
    /** An OCSP response is not signed by its responder. */
    OCSP_SIGNATURE("The revocation answer is not signed by its responder. Do not use it, and ask again."),
    /** An OCSP response is not for use yet, or a newer one is due. */
    OCSP_NOT_CURRENT("The revocation answer is out of its time. Ask again, or check the time of verification."),
    /** An OCSP response lacks the nonce that was asked with. */
    OCSP_NONCE("The revocation answer is to another question than the verifier's. Ask again with its nonce."),
    /** The OCSP responder does not know the certificate. */
    CERTIFICATE_STATUS_UNKNOWN(
            "The issuer does not know the certificate, so it may be forged. Do not rely on what it signed."),
    /** The certificate's issuer has put it on hold. */
    CERTIFICATE_ON_HOLD(
            "The issuer has put the certificate on hold. Update the device, or accept that in the policy by name."),

    // --- TPM quotes, and virtual TPMs of Azure and Google Cloud ---
    /** An algorithm, scheme or curve of a TPM that is not verified, or SHA-1 in a signature. */
    TPM_ALGORITHM("The TPM used an algorithm that is not verified here, or SHA-1."
            + " Use a key on P-256, P-384 or RSA with SHA-256."),
    /** What was signed does not begin as all that a TPM makes itself does: its key signs for others. */
    TPM_NOT_GENERATED(
            "What was signed was not made inside the TPM: anybody with the key wrote it. Do not trust the machine."),
    /** A TPM's statement of another kind than a quote. */
    TPM_NOT_A_QUOTE("The TPM signed another kind of statement. Ask the machine for a quote (TPM2_Quote)."),
    /** The key is not one that signs nothing but what its TPM has made. */
    TPM_KEY_ATTRIBUTES("The key signs whatever its owner wants, so its quotes prove nothing."
            + " Quote with a restricted signing key."),
    /** The attestation key is another than the one that is vouched for. */
    TPM_KEY_MISMATCH("The quote is by another key than the one that the cloud vouches for."
            + " Send the certificate of the key that signs."),
    /** The quote is over other registers than those that are shown. */
    TPM_PCR_SELECTION(
            "The registers shown are not those that were signed. Send exactly the registers that the quote selects."),
    /** The registers that are shown do not hash to the quote's digest. */
    TPM_PCR_DIGEST(
            "The registers were changed after they were signed, or read at another time. Read and quote them again."),
    /** The evidence has two quotes over the same bank of registers. */
    TPM_BANK("There are two quotes over one bank of registers, so which one counts is open. Send one for each bank."),
    /** The quotes of one piece of evidence have different nonces, or the TPM was reset between them. */
    TPM_QUOTES_DIFFER("The quotes were made for different nonces or boots, and show no machine that ever was."
            + " Quote again, all at once."),
    /** The HCL report's header is not that of a report of SNP or TDX. */
    HCL_HEADER("The paravisor's report is not one of SNP or TDX. Read index 0x01400001 of the virtual TPM again."),
    /** The hardware's report does not commit to the runtime claims, or to more. */
    HCL_CLAIMS_MISMATCH("The processor vouches for other runtime claims, so the key in these is anybody's."
            + " Do not trust the machine."),
    /** The runtime claims have no attestation key that is RSA, or two. */
    HCL_KEY("The runtime claims name no attestation key, or two. Read the report again;"
            + " without one nothing binds the quote."),
    /** The TD quote is of another TD than the report that the HCL keeps. */
    HCL_QUOTE_MISMATCH("The TD quote is of another machine than the report. Ask for the quote of this very report."),
    /** The report was asked for by a less privileged level than the one that has the virtual TPM. */
    HCL_VMPL("The guest asked for the report by itself, and could write the claims too."
            + " Use the report that the paravisor keeps."),
    /** The certificate of the attestation key names another instance than the policy. */
    VTPM_INSTANCE("It is a machine of the cloud, but not the one that the policy names. Check which machine answered."),

    // --- Event logs ---
    /** The log does not begin as a crypto-agile one does, or with hashes that its registers do not have. */
    EVENT_LOG_HEADER(
            "The file is no crypto-agile event log. Take binary_bios_measurements of a TPM 2.0, or the CCEL data."),
    /** An event is in a register that the log cannot speak of. */
    EVENT_LOG_REGISTER(
            "The log speaks of a register that it cannot measure into. Take the log of the same machine and kind."),
    /** The log's replay does not give the registers that were signed. */
    EVENT_LOG_REPLAY("The log is not that of this boot, or lacks events. Take log and quote together;"
            + " believe nothing in this one."),
    /** An event's digest is not of its data, where the specification says that it is. */
    EVENT_LOG_DIGEST("An event shows other data than was measured: its text was changed. Believe nothing in the log."),
    /** The log says twice, or not with yes or no, whether Secure Boot is on. */
    EVENT_LOG_SECURE_BOOT("The log contradicts itself about Secure Boot. Treat the machine as one without it."),
    /** The policy demands Secure Boot, and it is off, or nothing says that it is on. */
    SECURE_BOOT_OFF("The machine may have booted anything."
            + " Turn Secure Boot on, or name its registers in the policy and allow it."),
    /** The policy demands an event log, and there is none. */
    EVENT_LOG_MISSING(
            "The policy wants an event log over SHA-256 or better, and there is none. Send it, or allow its absence."),
    /** The ACPI table is no CCEL of Intel TDX, or its checksum is wrong. */
    CCEL_TABLE("The ACPI table is not the one that points to the event log of TDX. Check that it is the file CCEL."),

    // --- Arm CCA ---
    /** A token of the CCA collection is signed by an algorithm other than ES256 and ES384, or its header demands more. */
    CCA_ALGORITHM("The token is signed in a way that is not verified here. Ask for one of ES256 or ES384."),
    /** A profile that is not known, or a realm's that does not go with the platform's. */
    CCA_PROFILE("The token is of a version that is not verified here, or of two that do not go together."
            + " Ask its platform."),
    /** A mandatory claim is absent. */
    CCA_CLAIM_MISSING("The token does not say all that it must. Ask for one of a current platform."),
    /** A claim has another type, length or value than its specification allows. */
    CCA_CLAIM_INVALID("The token says something in a form that its specification does not have. Ask for another one."),
    /** The endorsement of the platform is of another implementation than the token names. */
    CCA_IMPLEMENTATION(
            "Its maker endorsed another kind of platform. Fetch the right endorsement, and rely on nothing till then."),
    /** The platform's maker stands by its endorsement no more. */
    CCA_ENDORSEMENT_EXPIRED(
            "The platform's maker vouched for it until an earlier time only. Fetch a current endorsement."),
    /** The platform vouches for another realm attestation key than the realm token's. */
    CCA_REALM_KEY("The platform vouches for another realm than the token is of. Do not rely on either part of it."),
    /** The realm token is not signed by the realm attestation key. */
    CCA_REALM_SIGNATURE("What the token says of the realm was not signed by the realm's key. Do not rely on it."),
    /** The platform is not in its secured state: it can be debugged, or was never provisioned. */
    CCA_LIFECYCLE(
            "The platform can be debugged or was never set up, so realms keep no secrets. Ask for a secured one."),
    /** The platform has other firmware, or another configuration, than the policy names. */
    CCA_PLATFORM_SOFTWARE(
            "The platform runs other firmware than your policy names. Compare it with its maker's current release."),
    /** The realm was created with another personalization value than the policy names. */
    CCA_PERSONALIZATION("The realm was created for somebody else, or set up in another way. Do not send it anything."),

    // --- Reference values ---
    /** A manifest has a condition, a kind of value or a digest that is not understood: ignoring it would accept more. */
    REFERENCE_VALUES_UNSUPPORTED(
            "The manifest has a condition that this version cannot check. Ask its provider for digests alone."),
    /** A manifest is not signed by the key that it must be signed by. */
    REFERENCE_VALUES_SIGNATURE(
            "The manifest is not signed by the provider's key. Get it again, and check that the key is the right one."),
    /** A manifest is not for use yet, or no longer. */
    REFERENCE_VALUES_NOT_CURRENT(
            "The manifest is out of its time. Get the provider's current one, or check the time of verification."),

    // --- What a client gets back ---
    /** The relay answered for another request than the one that was signed. */
    REQUEST_ID_MISMATCH("The relay answered for another request than the one that you signed. Use another relay."),
    /** The result is of another kind than was asked for, such as a proof in place of an attested run. */
    RESULT_KIND_MISMATCH("You got another kind of assurance than you asked for. Do not use the result."),
    /** An artifact does not have the hash that names it. */
    ARTIFACT_MISMATCH("A file is not the one that its hash names. Fetch it again, from elsewhere if need be."),

    // --- Groth16 proofs and their keys ---
    /** A proof system or curve that is not verified, or another than the key's or the circuit's. */
    PROOF_SYSTEM_UNSUPPORTED(
            "A proof or key is of a system or curve that is not verified here, or not its key's or circuit's."
                    + " Name the right key."),
    /** A coordinate is not a decimal number in its one spelling, or not below q: an alias of another one. */
    COORDINATE_NOT_CANONICAL(
            "A number of a point is not written in its one form, so that one proof would have many. Write it anew."),
    /** An encoded point's flags contradict its length, each other, or the rest of its bytes. */
    POINT_FLAGS_INVALID(
            "A point's spare bits contradict the rest of it. Check that the file is whole, and named as its format."),
    /** A point's third coordinate is not one: an alias of another form of it. */
    POINT_NOT_AFFINE(
            "A point is not written in its one form, with a third coordinate of one. Write it anew with its tool."),
    /** A point is infinity, where no honest proof or key has it. */
    POINT_AT_INFINITY("A point is infinity, which no honest tool writes there. Treat the file as a forgery."),
    /** A point is not on its curve. */
    POINT_NOT_ON_CURVE("A point is not on the curve. The file is damaged, a forgery, or of another curve or format."),
    /** A point is on the twist but not in the group of order r. */
    POINT_NOT_IN_SUBGROUP(
            "A point is outside of the group that the proof system is sound in. Treat the file as a forgery."),
    /** A public input is not a decimal number in its one spelling, or not below r: an alias of another one. */
    INPUT_NOT_CANONICAL(
            "A public input is not a number of the field in its one spelling. Reduce it, and check who wrote it."),
    /** More or fewer public inputs than the key asks for. */
    INPUT_COUNT_MISMATCH(
            "There are more or fewer public inputs than the key asks for. Name the inputs and the key of one circuit."),
    /** The pairing equation does not hold. */
    PROOF_INVALID(
            "The proof does not prove these public inputs under this key. One of the three is not what you think."),
    /** The key has not one IC point more than public inputs. */
    KEY_IC_COUNT_MISMATCH(
            "The key has not one point for each public input and one more. Export it again from its setup."),
    /** The key's gamma is its delta or the negative: with such a key anybody proves anything. */
    KEY_GAMMA_EQUALS_DELTA(
            "The key's second phase was skipped: with it anybody proves anything. Finish the setup; use no such key."),
    /** The key's beta is its gamma or delta or the negative of one: with such a key anybody proves anything. */
    KEY_BETA_REPEATED("Two secrets of the key are one: with it anybody proves anything. Make a new setup."),

    // --- PLONK and FFLONK proofs and their keys ---
    /** An evaluation or constant is not a decimal number in its one spelling, or not below r: an alias of another one. */
    SCALAR_NOT_CANONICAL(
            "A number in the proof or key is not written in its one form, so that one would have many. Write it anew."),
    /** FFLONK: the batched inverse is not the inverse of what the verifier divides by, so a contract would refuse it. */
    PROOF_INVERSE_MISMATCH(
            "A number that contracts need is wrong: the proof holds but no contract would take it. Prove again."),
    /** A challenge fell where the verifier would divide by zero: no honest proof has it but by a chance of 2^-240. */
    CHALLENGE_DEGENERATE(
            "The proof leads to a division by zero, which does not happen by chance. Treat it as a forgery."),
    /** The domain has fewer rows than the protocol needs, more than the field has roots of unity, or less than inputs. */
    KEY_DOMAIN_SIZE("The key's number of rows is none that its proof system can have. Export it again from its setup."),
    /** A root of unity in the key is not of the order that the protocol needs. */
    KEY_ROOT_OF_UNITY("A constant of the key is not what its size demands. Export it again from its setup."),
    /** k1 or k2 is zero, or the cosets H, k1 H and k2 H overlap: wires could be exchanged unseen. */
    KEY_COSETS_OVERLAP(
            "With this key wires could be exchanged unseen. Make a new setup with the tool's own constants."),
    /** The setup's tau is 1 or -1, as in a powers of tau without a contribution: anybody can prove anything. */
    KEY_TAU_KNOWN(
            "The setup's secret is known: with this key anybody proves anything. Use a ceremony with contributions."),

    // --- Formats of proofs, keys and public inputs, and conversions between them ---
    /** The file is of none of the formats that are read. */
    FORMAT_UNKNOWN("The file is of no format that is read here. Check that it is the right file, and whole."),
    /** The file is of several formats, in which it says different things. */
    FORMAT_AMBIGUOUS("The file can be read in several ways that say different things. Say which format it is of."),
    /** The format to convert to has no such curve, no keys, or holds more than the file does. */
    CONVERSION_IMPOSSIBLE(
            "The format to write needs something that the file does not have. Start from a file that has it."),

    // --- Proofs as gnark, RISC Zero and SP1 encode them ---
    /** A point's flag bits are not those of its one encoding, or a file mixes compressed and raw points. */
    POINT_ENCODING("A point is not written in its one form, or in two forms in one file. Write it anew with its tool."),
    /** The key's beta or delta in G1 is not the one in G2. */
    KEY_INCONSISTENT("Two parts of the key that must agree do not. Export it again from its setup."),
    /** The key commits to inputs that do not exist, or its commitment keys are fewer, repeated, trivial or over other bases. */
    KEY_COMMITMENT_INVALID("The key's commitments cannot bind what they should. Export it again with a current gnark."),
    /** The key has commitments where they are not verified: made by gnark before 0.11 (CVE-2024-45039), or in a zkVM's. */
    COMMITMENT_UNSUPPORTED(
            "The key has commitments that cannot be verified here. Make it with gnark 0.11 or later, for gnark."),
    /** The proof has more or fewer commitments than its key. */
    COMMITMENT_COUNT_MISMATCH(
            "The proof has more or fewer commitments than its key. Name the proof and the key of one circuit."),
    /** The proof of knowledge of what the commitments hold does not hold, or is there where nothing is committed. */
    COMMITMENT_INVALID("The prover did not show that it knows what it committed to. Do not rely on the proof."),
    /** The first four bytes name another verifier, or another function of it. */
    SELECTOR_MISMATCH(
            "The proof is for another verifier, release or function. Name the release that it was made with."),
    /** The program did not halt with exit code zero. */
    EXIT_CODE_NOT_ZERO("The program did not end well, so that its output means nothing. Find out why it failed."),
    /** The claim holds only if other claims hold, which nobody verified here. */
    CLAIM_CONDITIONAL("The proof depends on other proofs that nobody verified here. Ask for one that is resolved."),
    /** The claim commits to an input, which no version of the zkVM defines. */
    CLAIM_INPUT_NOT_ZERO("The proof commits to something that no release defines. Treat it as a forgery."),
    /** The proof was made with another set of recursion circuits than the verifier's. */
    VK_ROOT_MISMATCH("The proof was made with circuits that are not the vendor's."
            + " Name the right release, or do not rely on it."),

    // --- Transparency logs ---
    /** A verifier key of a kind that is neither Ed25519 notes (1) nor Ed25519 cosignatures (4). */
    LOG_KEY_KIND("The key signs in a way that is not verified here. Name a key for Ed25519."),
    /** The first line of the checkpoint names another log. */
    LOG_ORIGIN_MISMATCH("The checkpoint is of another log. Check address and name of the log."),
    /** No signature line names the log's key. */
    LOG_SIGNATURE_MISSING("The log did not sign the checkpoint. Check the log's key, and fetch the checkpoint again."),
    /** The log's signature line does not hold for the text. */
    LOG_SIGNATURE_INVALID("The checkpoint was changed after the log signed it. Treat it as a forgery."),
    /** A known witness's signature line does not hold for the text and its time. */
    LOG_COSIGNATURE_INVALID("What claims to be a witness's signature is none. Treat the checkpoint as a forgery."),
    /** A witness cosigned later than now. */
    LOG_COSIGNATURE_IN_FUTURE("A witness signed at a time that has not come. Check your clock and the witness."),
    /** Fewer witnesses cosigned than the policy asks for. */
    LOG_WITNESSES_MISSING("Too few witnesses vouch that everybody is shown the same log. Wait, or ask the log why."),
    /** The path does not lead from the entry to the root, or is for another size. */
    LOG_INCLUSION_INVALID(
            "It is not shown that the log has this entry. Ask for a proof again; if none comes, complain."),
    /** The hashes do not lead to both roots, or are for other sizes. */
    LOG_CONSISTENCY_INVALID("The log does not begin with what it was before: its history was rewritten."
            + " Keep both checkpoints: together they prove it."),
    /** The log is smaller than it was. */
    LOG_ROLLED_BACK("The log has fewer entries than it had. Keep both checkpoints, and ask why."),
    /** Two signed checkpoints of one size have two roots. */
    LOG_EQUIVOCATION("The log shows different histories to different people. Keep both checkpoints: they prove it."),
    /** Tiles or entries that the log serves do not make the root that it signed. */
    LOG_TILE_MISMATCH("What the log serves is not what it signed. Fetch it again; if it stays so, complain."),

    // --- Rounds of a market's auction, against its log ---
    /** The record's hash, or its job's, is not in the leaf. */
    ROUND_NOT_IN_LOG("The record was changed after the award. Keep it with the log's checkpoint: they prove it."),
    /** The book's hash is not the one in the record. */
    ROUND_BOOK_MISMATCH("The bids shown are not those of the round. Fetch them again; if they stay so, complain."),
    /** The requester's signature over the request does not hold. */
    ROUND_REQUEST_UNSIGNED("Nobody asked for this job. The market made it up, or changed what was asked for."),
    /** Reserve, tip, deadlines or slope are not those of the request. */
    ROUND_TERMS_MISMATCH("The auction was held on other terms than the requester signed. Complain to the market."),
    /** A bid's signature does not hold for its node. */
    ROUND_BID_UNSIGNED("A bid was changed or made up: its node did not sign it. Complain to the market."),
    /** A bid for another job, or a quote for another circuit or one that had run out. */
    ROUND_BID_ELSEWHERE("A bid counts here that was not made for this job. Complain to the market."),
    /** Two bids of one node. */
    ROUND_BID_TWICE("One node has two bids, so one of them lifts its own price. Complain to the market."),
    /** A bid that the market acknowledged is in no round of its job. */
    ROUND_BID_DROPPED("The market had a bid and left it out. Keep its acknowledgement: it proves it."),
    /** By the record's own rules somebody else won, or nobody. */
    ROUND_WINNER_WRONG("Another node should have won. Keep the record: anybody can compute it."),
    /** Of equal scores another one has the lowest lot. */
    ROUND_LOT_WRONG("Two bids were equal, and the lot fell on the other. Keep the record: anybody can compute it."),
    /** By the record's own rules the price is another one. */
    ROUND_PRICE_WRONG("The price is not what the rules give. Keep the record: anybody can compute it."),
    /** The opening is not what was committed to when a bid was acknowledged. */
    ROUND_SEED_MISMATCH("The market chose its lots after it had seen bids. Keep the acknowledgement: it proves it."),
    /** A record that should be public is not served. */
    ROUND_WITHHELD("A round that should be public is not shown. Ask again; if it stays so, complain.");

    private final String explanation;

    Reason(String explanation) {
        this.explanation = explanation;
    }

    /** What was wrong, and what to do, in a sentence each: for people who did not write the checks. */
    public String explanation() {
        return explanation;
    }
}
