package dev.assay.verification;

import java.util.EnumMap;
import java.util.Map;

/** What a {@link Reason} means to people who did not write the checks: what was wrong, and what to do, in a sentence each. */
public final class Explanation {

    private static final String UNEXPLAINED = "A check failed; the detail says which. Do not rely on what was checked.";

    private static final Map<Reason, String> TEXTS = texts();

    private Explanation() {}

    /** One or two sentences. */
    public static String of(Reason reason) {
        return TEXTS.getOrDefault(reason, UNEXPLAINED);
    }

    /** Whether there are words for this one in particular. */
    static boolean isSpecific(Reason reason) {
        return TEXTS.containsKey(reason);
    }

    private static Map<Reason, String> texts() {
        Map<Reason, String> texts = new EnumMap<>(Reason.class);
        addShapes(texts);
        addReceipts(texts);
        addEvidence(texts);
        addCertificates(texts);
        addAppraisal(texts);
        addTpms(texts);
        addAzure(texts);
        addEventLogs(texts);
        addCca(texts);
        addQuotes(texts);
        addIntelCollateral(texts);
        addIntelTcb(texts);
        addSnpReports(texts);
        addSnpAppraisal(texts);
        addResults(texts);
        addPoints(texts);
        addKeys(texts);
        addFormats(texts);
        addZkvms(texts);
        addReferenceValues(texts);
        addDevices(texts);
        addManifests(texts);
        addOcsp(texts);
        return texts;
    }

    private static void addDevices(Map<Reason, String> texts) {
        texts.put(
                Reason.SPDM_REQUEST,
                "The device was not asked for all of its measurements, signed. Ask it again as the format says.");
        texts.put(
                Reason.SPDM_RESPONSE,
                "The device's answer contradicts itself. Ask it again, and do not rely on this report.");
        texts.put(
                Reason.DEVICE_IDENTITY,
                "The report and its certificates are of different devices or firmware. Collect both again from one device.");
        texts.put(
                Reason.DEVICE_ARCHITECTURE,
                "The device is of another kind than expected. Check which device it is, and which kinds the policy accepts.");
        texts.put(
                Reason.DEVICE_VERSION,
                "The device runs a driver or firmware that the policy does not name. Update the device, or the policy.");
        texts.put(
                Reason.DEVICE_MODE,
                "The GPU sends its data in the clear through switches that were not verified. Verify the switches together with it.");
        texts.put(
                Reason.DEVICE_TOPOLOGY,
                "The GPUs and switches do not belong together. Collect all of them again from one machine, with one nonce.");
    }

    private static void addManifests(Map<Reason, String> texts) {
        texts.put(
                Reason.RIM_MALFORMED,
                "The reference manifest is not XML of the kind that NVIDIA publishes. Get it again from NVIDIA's service.");
        texts.put(
                Reason.RIM_SIGNATURE_FORM,
                "The reference manifest is signed in another way than NVIDIA signs. Treat it as forged, and get it again.");
        texts.put(
                Reason.RIM_SIGNATURE,
                "The reference manifest was changed, or NVIDIA did not sign it. Do not use it, and get it again from NVIDIA's service.");
        texts.put(
                Reason.RIM_SCHEMA,
                "The reference manifest lacks what it must say. Get it again, or report it to NVIDIA.");
        texts.put(
                Reason.RIM_VERSION,
                "The reference manifest is for another product or version. Get the one that the device names.");
        texts.put(
                Reason.RIM_CONFLICT,
                "Two reference manifests speak of the same measurement. Staple one for the driver and one for the VBIOS.");
    }

    private static void addOcsp(Map<Reason, String> texts) {
        texts.put(Reason.OCSP_MALFORMED, "The revocation answer cannot be read. Ask the responder again.");
        texts.put(
                Reason.OCSP_RESPONDER,
                "Nobody who may do so gave the revocation answer. Ask the responder that the issuer names.");
        texts.put(
                Reason.OCSP_SIGNATURE,
                "The revocation answer is not signed by its responder. Do not use it, and ask again.");
        texts.put(
                Reason.OCSP_NOT_CURRENT,
                "The revocation answer is out of its time. Ask again, or check the time of verification.");
        texts.put(
                Reason.OCSP_NONCE,
                "The revocation answer is to another question than the verifier's. Ask again with its nonce.");
        texts.put(
                Reason.CERTIFICATE_STATUS_UNKNOWN,
                "The issuer does not know the certificate, so it may be forged. Do not rely on what it signed.");
        texts.put(
                Reason.CERTIFICATE_ON_HOLD,
                "The issuer has put the certificate on hold. Update the device, or accept that in the policy by name.");
    }

    private static void addReferenceValues(Map<Reason, String> texts) {
        texts.put(
                Reason.REFERENCE_VALUES_UNSUPPORTED,
                "The manifest has a condition that this version cannot check. Ask its provider for digests alone.");
        texts.put(
                Reason.REFERENCE_VALUES_SIGNATURE,
                "The manifest is not signed by the provider's key. Get it again, and check that the key is the right one.");
        texts.put(
                Reason.REFERENCE_VALUES_NOT_CURRENT,
                "The manifest is out of its time. Get the provider's current one, or check the time of verification.");
    }

    private static void addShapes(Map<Reason, String> texts) {
        texts.put(
                Reason.MALFORMED,
                "The bytes are not of this format. Check that it is the right file, and whole and unchanged.");
        texts.put(
                Reason.TOO_LARGE,
                "There is more than the format allows. Check that it is the right file; larger ones are not verified.");
        texts.put(
                Reason.BAD_SIGNATURE,
                "The signature is not written in its one valid form. Have it made again by a current signer.");
        texts.put(
                Reason.WRONG_SIGNER,
                "Somebody else signed, or signed something else. Check address, chain and deployment; trust nothing in it.");
        texts.put(
                Reason.MANIFEST_INVALID,
                "The manifest lacks a field, has an unknown one or a wrong value. Publish it again in canonical form.");
    }

    private static void addReceipts(Map<Reason, String> texts) {
        texts.put(
                Reason.RECEIPT_REQUEST_MISMATCH,
                "The receipt is for another request. Ask for the one of your request; this one proves nothing about it.");
        texts.put(
                Reason.RECEIPT_WORKLOAD_MISMATCH,
                "Another program ran than the one that you asked for. Do not use the output.");
        texts.put(Reason.RECEIPT_INPUT_MISMATCH, "The program ran on another input than yours. Do not use the output.");
        texts.put(
                Reason.RECEIPT_OUTPUT_MISMATCH,
                "The output was changed after it was signed. Fetch it again, or run the request again.");
        texts.put(
                Reason.RECEIPT_EVIDENCE_MISMATCH,
                "The evidence is not that which the receipt names. Ask for the receipt together with its evidence.");
        texts.put(
                Reason.RECEIPT_KEY_UNATTESTED,
                "The evidence vouches for no signing key, so the signature is anybody's. Ask another enclave.");
        texts.put(
                Reason.RECEIPT_SIGNER_MISMATCH,
                "The receipt was not signed by the key that the evidence vouches for. Do not use the output.");
        texts.put(
                Reason.RECEIPT_TEE_MISMATCH,
                "Receipt and evidence name different kinds of hardware. Do not use the output.");
        texts.put(
                Reason.RECEIPT_TIME_INVALID,
                "The times in the receipt cannot be true. Check your clock and the time that you verify at.");
        texts.put(
                Reason.RECEIPT_STATUS_UNKNOWN,
                "The receipt ends in a status that this version does not know. Update, then verify again.");
    }

    private static void addEvidence(Map<Reason, String> texts) {
        texts.put(
                Reason.EVIDENCE_KIND_REFUSED,
                "The evidence is of a kind of hardware that the policy does not take. Change the policy, or ask elsewhere.");
        texts.put(
                Reason.EVIDENCE_ALGORITHM,
                "The evidence is signed in another way than its maker does. Treat it as a forgery.");
        texts.put(
                Reason.EVIDENCE_FIELD_MISSING,
                "The evidence lacks something that its maker always writes. Treat it as a forgery or as cut off.");
        texts.put(
                Reason.EVIDENCE_FIELD_INVALID,
                "The evidence has a value that its maker never writes. Treat it as a forgery or as damaged.");
        texts.put(
                Reason.ROOT_UNTRUSTED,
                "The certificates end in a root that you do not trust. Pin the vendor's root, or treat it as a forgery.");
        texts.put(
                Reason.EVIDENCE_SIMULATED,
                "The TEE is simulated: no hardware stands behind it. Use it for development only, and say so explicitly.");
        texts.put(
                Reason.EVIDENCE_NOT_SIMULATED,
                "You trust simulated TEEs only and this claims to be a real one. Use the trust of production.");
        texts.put(
                Reason.EVIDENCE_SIGNATURE,
                "The evidence was changed after it was signed, or was never signed by this hardware. Do not rely on it.");
    }

    private static void addCertificates(Map<Reason, String> texts) {
        texts.put(
                Reason.CERTIFICATE_MALFORMED,
                "A certificate cannot be read. Fetch the evidence again with all of its certificates.");
        texts.put(
                Reason.CERTIFICATE_ALGORITHM,
                "A certificate has a kind of key or signature that the vendor does not use. Treat it as a forgery.");
        texts.put(
                Reason.CERTIFICATE_EXTENSION_UNKNOWN,
                "A certificate has a condition that this version does not know. Update, then verify again.");
        texts.put(
                Reason.CERTIFICATE_ROLE,
                "A certificate is used for what it was not issued for. Treat the evidence as a forgery.");
        texts.put(
                Reason.CERTIFICATE_PATH_LENGTH,
                "There are more certificates in a row than their issuer allows. Treat the evidence as a forgery.");
        texts.put(
                Reason.CERTIFICATE_ISSUER,
                "A certificate was issued by another authority than the one before it. Fetch the right chain.");
        texts.put(
                Reason.CERTIFICATE_SIGNATURE,
                "A certificate was not signed by its issuer. Treat the evidence as a forgery.");
        texts.put(
                Reason.CERTIFICATE_NOT_YET_VALID,
                "A certificate is not valid yet. Check your clock and the time that you verify at.");
        texts.put(
                Reason.CERTIFICATE_EXPIRED,
                "A certificate is no longer valid. Ask for fresh evidence, or verify old evidence at the time it was made.");
        texts.put(
                Reason.CERTIFICATE_CHAIN_LENGTH,
                "There are more or fewer certificates than the vendor's chain has. Fetch the right chain.");
        texts.put(
                Reason.CERTIFICATE_NAME,
                "A certificate has another name than the vendor's for its place. Treat the evidence as a forgery.");
        texts.put(
                Reason.CERTIFICATE_REVOKED,
                "The vendor withdrew a certificate. Do not rely on this hardware until its owner has updated it.");
        texts.put(
                Reason.CRL_MALFORMED,
                "A list of withdrawn certificates cannot be read. Fetch it again from the vendor.");
        texts.put(
                Reason.CRL_ISSUER,
                "A list of withdrawn certificates is of another authority. Fetch the one of the right authority.");
        texts.put(
                Reason.CRL_SIGNATURE,
                "A list of withdrawn certificates was not signed by its authority. Fetch it again from the vendor.");
        texts.put(
                Reason.CRL_NOT_CURRENT,
                "A list of withdrawn certificates is too old or not valid yet. Fetch the current one.");
        texts.put(
                Reason.ENDORSEMENT_MISSING,
                "Something that the vendor signs about this hardware is not there. Fetch it and verify again.");
    }

    private static void addAppraisal(Map<Reason, String> texts) {
        texts.put(
                Reason.EVIDENCE_DEBUG,
                "The enclave runs in debug mode, where its operator reads everything. Ask for one in production mode.");
        texts.put(
                Reason.EVIDENCE_MEASUREMENT,
                "The enclave runs other code than your policy names. Compare the builds, and do not rely on this one.");
        texts.put(Reason.EVIDENCE_IN_FUTURE, "The evidence was made later than now. Check your clock.");
        texts.put(Reason.EVIDENCE_STALE, "The evidence is older than your policy takes. Ask for fresh evidence.");
        texts.put(
                Reason.EVIDENCE_NONCE_MISSING,
                "The evidence does not answer your nonce, so it may be a replay. Ask for evidence with the nonce.");
        texts.put(
                Reason.EVIDENCE_NONCE_MISMATCH,
                "The evidence answers somebody else's nonce, so it may be a replay. Ask again with a new nonce.");
        texts.put(
                Reason.EVIDENCE_AGE_UNKNOWN,
                "This kind of evidence has no time in it, so an old recording looks the same. Demand a nonce of your own,"
                        + " or take evidence that binds an enclave's keys.");
        texts.put(
                Reason.ENCLAVE_KEYS_MALFORMED,
                "The keys that the evidence vouches for cannot be read. Ask an enclave of this version.");
        texts.put(
                Reason.ENCLAVE_KEYS_MISMATCH, "The evidence names two different signing keys. Do not rely on either.");
        texts.put(Reason.ENCLAVE_KEYS_NOT_YET_VALID, "The enclave's keys are not valid yet. Check your clock.");
        texts.put(
                Reason.ENCLAVE_KEYS_EXPIRED,
                "The enclave's keys are no longer valid. Ask for fresh evidence, or verify old evidence at its time.");
    }

    private static void addTpms(Map<Reason, String> texts) {
        texts.put(
                Reason.TPM_ALGORITHM,
                "The TPM used an algorithm that is not verified here, or SHA-1. Use a key on P-256, P-384 or RSA with SHA-256.");
        texts.put(
                Reason.TPM_NOT_GENERATED,
                "What was signed was not made inside the TPM: anybody with the key wrote it. Do not trust the machine.");
        texts.put(
                Reason.TPM_NOT_A_QUOTE,
                "The TPM signed another kind of statement. Ask the machine for a quote (TPM2_Quote).");
        texts.put(
                Reason.TPM_KEY_ATTRIBUTES,
                "The key signs whatever its owner wants, so its quotes prove nothing. Quote with a restricted signing key.");
        texts.put(
                Reason.TPM_KEY_MISMATCH,
                "The quote is by another key than the one that the cloud vouches for. Send the certificate of the key that signs.");
        texts.put(
                Reason.TPM_PCR_SELECTION,
                "The registers shown are not those that were signed. Send exactly the registers that the quote selects.");
        texts.put(
                Reason.TPM_PCR_DIGEST,
                "The registers were changed after they were signed, or read at another time. Read and quote them again.");
        texts.put(
                Reason.TPM_BANK,
                "There are two quotes over one bank of registers, so which one counts is open. Send one for each bank.");
        texts.put(
                Reason.TPM_QUOTES_DIFFER,
                "The quotes were made for different nonces or boots, and show no machine that ever was. Quote again, all at once.");
        texts.put(
                Reason.VTPM_INSTANCE,
                "It is a machine of the cloud, but not the one that the policy names. Check which machine answered.");
    }

    private static void addAzure(Map<Reason, String> texts) {
        texts.put(
                Reason.HCL_HEADER,
                "The paravisor's report is not one of SNP or TDX. Read index 0x01400001 of the virtual TPM again.");
        texts.put(
                Reason.HCL_CLAIMS_MISMATCH,
                "The processor vouches for other runtime claims, so the key in these is anybody's. Do not trust the machine.");
        texts.put(
                Reason.HCL_KEY,
                "The runtime claims name no attestation key, or two. Read the report again; without one nothing binds the quote.");
        texts.put(
                Reason.HCL_QUOTE_MISMATCH,
                "The TD quote is of another machine than the report. Ask for the quote of this very report.");
        texts.put(
                Reason.HCL_VMPL,
                "The guest asked for the report by itself, and could write the claims too. Use the report that the paravisor keeps.");
    }

    private static void addEventLogs(Map<Reason, String> texts) {
        texts.put(
                Reason.EVENT_LOG_HEADER,
                "The file is no crypto-agile event log. Take binary_bios_measurements of a TPM 2.0, or the CCEL data.");
        texts.put(
                Reason.EVENT_LOG_REGISTER,
                "The log speaks of a register that it cannot measure into. Take the log of the same machine and kind.");
        texts.put(
                Reason.EVENT_LOG_REPLAY,
                "The log is not that of this boot, or lacks events. Take log and quote together; believe nothing in this one.");
        texts.put(
                Reason.EVENT_LOG_DIGEST,
                "An event shows other data than was measured: its text was changed. Believe nothing in the log.");
        texts.put(
                Reason.EVENT_LOG_SECURE_BOOT,
                "The log contradicts itself about Secure Boot. Treat the machine as one without it.");
        texts.put(
                Reason.SECURE_BOOT_OFF,
                "The machine may have booted anything. Turn Secure Boot on, or name its registers in the policy and allow it.");
        texts.put(
                Reason.EVENT_LOG_MISSING,
                "The policy wants an event log over SHA-256 or better, and there is none. Send it, or allow its absence.");
        texts.put(
                Reason.CCEL_TABLE,
                "The ACPI table is not the one that points to the event log of TDX. Check that it is the file CCEL.");
    }

    private static void addCca(Map<Reason, String> texts) {
        texts.put(
                Reason.CCA_ALGORITHM,
                "The token is signed in a way that is not verified here. Ask for one of ES256 or ES384.");
        texts.put(
                Reason.CCA_PROFILE,
                "The token is of a version that is not verified here, or of two that do not go together. Ask its platform.");
        texts.put(
                Reason.CCA_CLAIM_MISSING,
                "The token does not say all that it must. Ask for one of a current platform.");
        texts.put(
                Reason.CCA_CLAIM_INVALID,
                "The token says something in a form that its specification does not have. Ask for another one.");
        texts.put(
                Reason.CCA_IMPLEMENTATION,
                "Its maker endorsed another kind of platform. Fetch the right endorsement, and rely on nothing till then.");
        texts.put(
                Reason.CCA_ENDORSEMENT_EXPIRED,
                "The platform's maker vouched for it until an earlier time only. Fetch a current endorsement.");
        texts.put(
                Reason.CCA_REALM_KEY,
                "The platform vouches for another realm than the token is of. Do not rely on either part of it.");
        texts.put(
                Reason.CCA_REALM_SIGNATURE,
                "What the token says of the realm was not signed by the realm's key. Do not rely on it.");
        texts.put(
                Reason.CCA_LIFECYCLE,
                "The platform can be debugged or was never set up, so realms keep no secrets. Ask for a secured one.");
        texts.put(
                Reason.CCA_PLATFORM_SOFTWARE,
                "The platform runs other firmware than your policy names. Compare it with its maker's current release.");
        texts.put(
                Reason.CCA_PERSONALIZATION,
                "The realm was created for somebody else, or set up in another way. Do not send it anything.");
    }

    private static void addQuotes(Map<Reason, String> texts) {
        texts.put(
                Reason.QUOTE_VERSION,
                "The quote is of a version that is not verified. Send a quote of version 3, 4 or 5.");
        texts.put(
                Reason.QUOTE_KEY_TYPE,
                "The quote is signed by a kind of key that is not verified. Quote with Intel's ECDSA P-256 quoting enclave.");
        texts.put(
                Reason.QUOTE_TEE_TYPE,
                "The quote does not agree with itself on which TEE it is of. Check that it is whole and unchanged.");
        texts.put(
                Reason.QUOTE_QE_VENDOR,
                "The quote was made by a quoting enclave that is not Intel's. Quote with Intel's.");
        texts.put(
                Reason.QUOTE_CERTIFICATION_TYPE,
                "The quote names its platform in a way that is not verified. Quote with the PCK certificate chain inside.");
        texts.put(
                Reason.QUOTE_KEY_INVALID,
                "The key that should have signed the quote is no key. The quote was changed or made up: do not rely on it.");
        texts.put(
                Reason.QE_REPORT_DATA,
                "The quoting enclave does not vouch for the key that signed the quote. The quote is forged: do not rely on it.");
        texts.put(
                Reason.QE_REPORT_SIGNATURE,
                "The quoting enclave's report is not signed by the platform's key. The quote is forged: do not rely on it.");
        texts.put(
                Reason.PCK_EXTENSION_INVALID,
                "The platform's certificate does not say which platform it is. Get the certificate from Intel again.");
        texts.put(
                Reason.PCK_PLATFORM_MISMATCH,
                "The certificate is of another platform, or of another state of it. Get the one for the platform that the quote names.");
        texts.put(
                Reason.COLLATERAL_ROOT_MISMATCH,
                "The quote and the collateral come from two authorities. Get collateral from the service that certified the platform.");
    }

    private static void addIntelCollateral(Map<Reason, String> texts) {
        texts.put(
                Reason.TCB_INFO_MALFORMED,
                "The TCB info is not what Intel publishes. Get it again, and keep every byte of it.");
        texts.put(
                Reason.TCB_INFO_SIGNATURE,
                "The TCB info is not Intel's, or was changed, were it only a space. Get it again, and keep every byte of it.");
        texts.put(
                Reason.TCB_INFO_NOT_CURRENT,
                "The TCB info is out of its time. Get the current one, or verify old evidence at its time.");
        texts.put(
                Reason.TCB_INFO_TEE_MISMATCH,
                "The TCB info is for the other kind of Intel's TEEs. Get the one for SGX or TDX, as the quote is.");
        texts.put(
                Reason.TCB_INFO_FMSPC_MISMATCH,
                "The TCB info is for another family of platforms. Get the one for the FMSPC of the quote's certificate.");
        texts.put(
                Reason.TCB_INFO_PCEID_MISMATCH,
                "The TCB info is for another provisioning enclave. Get the one for the quote's certificate.");
        texts.put(
                Reason.TCB_STATUS_UNKNOWN,
                "Intel uses a status that this version does not know. Update the verifier; until then the platform is refused.");
        texts.put(
                Reason.QE_IDENTITY_MALFORMED,
                "The QE identity is not what Intel publishes. Get it again, and keep every byte of it.");
        texts.put(
                Reason.QE_IDENTITY_SIGNATURE,
                "The QE identity is not Intel's, or was changed, were it only a space. Get it again, as it was sent.");
        texts.put(
                Reason.QE_IDENTITY_NOT_CURRENT,
                "The QE identity is out of its time. Get the current one, or verify old evidence at its time.");
        texts.put(
                Reason.QE_IDENTITY_TEE_MISMATCH,
                "The QE identity is for the other kind of Intel's TEEs. Get QE for SGX and TD_QE for TDX.");
        texts.put(
                Reason.QE_MISCSELECT_MISMATCH,
                "The quoting enclave is set up otherwise than Intel's. Do not rely on quotes of this machine.");
        texts.put(
                Reason.QE_ATTRIBUTES_MISMATCH,
                "The quoting enclave runs in another mode than Intel's, such as debug. Do not rely on quotes of this machine.");
        texts.put(
                Reason.QE_SIGNER_MISMATCH,
                "The quoting enclave is not signed by Intel. Do not rely on quotes of this machine.");
        texts.put(
                Reason.QE_PRODUCT_MISMATCH,
                "Another enclave of Intel's poses as the quoting enclave. Do not rely on quotes of this machine.");
    }

    private static void addIntelTcb(Map<Reason, String> texts) {
        texts.put(
                Reason.TDX_MODULE_UNKNOWN,
                "Intel does not name this version of the TDX module. Get newer TCB info, or do not rely on the machine.");
        texts.put(
                Reason.TDX_MODULE_SIGNER_MISMATCH,
                "The TDX module is not Intel's, so nothing that it says counts. Do not rely on the machine.");
        texts.put(
                Reason.TDX_MODULE_ATTRIBUTES_MISMATCH,
                "The TDX module runs in a mode that shows what domains keep secret. Do not rely on the machine.");
        texts.put(
                Reason.TCB_REVOKED,
                "Intel no longer trusts the machine in this state. Move to another, or have it updated and certified again.");
        texts.put(
                Reason.TCB_NOT_SUPPORTED,
                "The machine is older than everything that Intel still judges. Have it updated, or move to another.");
        texts.put(
                Reason.TCB_STATUS_NOT_ACCEPTED,
                "The machine lacks updates or settings that the policy demands. Have it updated, or name the status in the policy.");
        texts.put(
                Reason.TCB_ADVISORY_NOT_ALLOWED,
                "A known weakness applies to the machine. Read the advisory, then update the machine or allow it in the policy.");
        texts.put(
                Reason.TCB_EVALUATION_TOO_OLD,
                "The collateral judges by an older TCB recovery than the policy demands. Get newer collateral.");
        texts.put(
                Reason.TCB_EVALUATION_MISMATCH,
                "TCB info and QE identity judge by two TCB recoveries. Get both at the same time.");
        texts.put(
                Reason.TD_ATTRIBUTES_RESERVED,
                "The domain was started with an attribute that nobody defined, or that looks inside. Start it without.");
        texts.put(
                Reason.TD_SEPT_VE,
                "The host can disturb the domain by taking its pages away. Start the domain with SEPT_VE_DISABLE.");
        texts.put(
                Reason.TD_SERVICE_TD,
                "Another domain may move or serve this one. Start it without, or name that domain in the policy.");
        texts.put(
                Reason.PLATFORM_NOT_ALLOWED,
                "The machine is not one that the policy allows. Check whose machine answered.");
        texts.put(
                Reason.SIGNER_DENIED,
                "The code is signed by a key that the policy denies, as one that has leaked. Sign it with another key.");
        texts.put(
                Reason.EVIDENCE_REPORT_DATA,
                "The evidence was made for somebody else, or for another time. Ask for evidence that binds what you sent.");
    }

    private static void addSnpReports(Map<Reason, String> texts) {
        texts.put(Reason.SNP_VERSION, "The AMD report is of a version that is not read here. Use a newer verifier.");
        texts.put(
                Reason.SNP_ALGORITHM,
                "The AMD report names another signature algorithm than AMD's. Do not rely on it.");
        texts.put(
                Reason.SNP_RESERVED,
                "The AMD report has set what its version leaves empty. Check that it is unchanged.");
        texts.put(
                Reason.SNP_VMPL_INVALID, "The AMD report was not asked for by the guest. Have the guest ask for one.");
        texts.put(
                Reason.SNP_SIGNING_KEY,
                "The AMD report was signed by another kind of key than was certified. Fetch the right certificates.");
        texts.put(
                Reason.SNP_CERTIFICATE_TABLE,
                "The AMD certificate table cannot be read. Have the machine's operator write it again.");
        texts.put(
                Reason.SNP_CERTIFICATE_EXTENSION,
                "The chip's certificate lacks what AMD writes into it. Fetch it again from AMD.");
        texts.put(
                Reason.SNP_PRODUCT_MISMATCH,
                "Report and certificates are of different processors. Fetch those of the right line.");
        texts.put(
                Reason.SNP_TCB_MISMATCH,
                "The chip's certificate is for another version of the firmware. Fetch the one for the report's.");
        texts.put(
                Reason.SNP_TCB_INCONSISTENT,
                "The AMD report contradicts itself about the firmware's version. Do not rely on it.");
        texts.put(
                Reason.SNP_CHIP_MISMATCH,
                "The report is of another chip than the certificate. Fetch the certificate of its own chip.");
    }

    private static void addSnpAppraisal(Map<Reason, String> texts) {
        texts.put(
                Reason.SNP_PRODUCT_REFUSED,
                "The guest runs on a processor that you do not accept. Use another machine, or name its line.");
        texts.put(
                Reason.SNP_TCB_TOO_LOW,
                "The processor's firmware is below the version that you demand. Have it updated.");
        texts.put(
                Reason.SNP_LAUNCH_TCB_TOO_LOW,
                "The guest was started under an old firmware. Have it started again under the current one.");
        texts.put(
                Reason.SNP_FIRMWARE_TOO_OLD,
                "The firmware of the processor is older than you accept. Have it updated.");
        texts.put(
                Reason.SNP_FIRMWARE_PROVISIONAL,
                "The operator can still go back to an older firmware. Have the current one committed.");
        texts.put(
                Reason.SNP_KEY_REFUSED,
                "The report was signed by a kind of key that you do not accept. Choose other machines.");
        texts.put(
                Reason.SNP_CLOUD_REFUSED,
                "The report was signed by a cloud's key that you do not name. Check who runs the machine.");
        texts.put(
                Reason.SNP_CHIP_MASKED,
                "The report does not say which chip made it. Have its operator unmask the chip.");
        texts.put(Reason.SNP_CHIP_REFUSED, "The guest runs on a chip that you do not name. Check whose machine it is.");
        texts.put(
                Reason.SNP_VMPL_REFUSED,
                "Another layer of the guest asked for the report. Check which of its layers should.");
        texts.put(
                Reason.SNP_MIGRATION_AGENT,
                "The guest may be moved by software that reads its memory. Have it started without.");
        texts.put(
                Reason.SNP_GUEST_POLICY,
                "The guest was started with weaker rules than you demand. Have it started with the right ones.");
        texts.put(
                Reason.SNP_PLATFORM,
                "The machine lacks a protection that you demand, or has what you refuse. Have it set up anew.");
        texts.put(
                Reason.SNP_MITIGATION,
                "A known weakness was not mitigated. Have the firmware updated and the guest started again.");
        texts.put(Reason.SNP_ID_KEY, "The guest was not signed by a key that you name. Check who built it.");
        texts.put(
                Reason.SNP_AUTHOR_KEY,
                "The guest's signing key was not approved by an author that you name. Check for whom it was built.");
        texts.put(Reason.SNP_IMAGE, "The guest is of another family or image than you name. Start the right one.");
        texts.put(Reason.SNP_GUEST_SVN_TOO_LOW, "The guest is of an older version than you accept. Start a newer one.");
        texts.put(
                Reason.SNP_HOST_DATA,
                "The machine gave the guest another configuration than you name. Check how it was started.");
        texts.put(
                Reason.SNP_REPORT_ID, "The report is of another guest than the one that you name. Ask the right one.");
    }

    private static void addResults(Map<Reason, String> texts) {
        texts.put(
                Reason.REQUEST_ID_MISMATCH,
                "The relay answered for another request than the one that you signed. Use another relay.");
        texts.put(
                Reason.RESULT_KIND_MISMATCH,
                "You got another kind of assurance than you asked for. Do not use the result.");
        texts.put(
                Reason.ARTIFACT_MISMATCH,
                "A file is not the one that its hash names. Fetch it again, from elsewhere if need be.");
    }

    private static void addPoints(Map<Reason, String> texts) {
        texts.put(
                Reason.PROOF_SYSTEM_UNSUPPORTED,
                "A proof or key is of a system or curve that is not verified here, or not its key's or circuit's. Name the right key.");
        texts.put(
                Reason.COORDINATE_NOT_CANONICAL,
                "A number of a point is not written in its one form, so that one proof would have many. Write it anew.");
        texts.put(
                Reason.POINT_FLAGS_INVALID,
                "A point's spare bits contradict the rest of it. Check that the file is whole, and named as its format.");
        texts.put(
                Reason.POINT_NOT_AFFINE,
                "A point is not written in its one form, with a third coordinate of one. Write it anew with its tool.");
        texts.put(
                Reason.POINT_AT_INFINITY,
                "A point is infinity, which no honest tool writes there. Treat the file as a forgery.");
        texts.put(
                Reason.POINT_NOT_ON_CURVE,
                "A point is not on the curve. The file is damaged, a forgery, or of another curve or format.");
        texts.put(
                Reason.POINT_NOT_IN_SUBGROUP,
                "A point is outside of the group that the proof system is sound in. Treat the file as a forgery.");
        texts.put(
                Reason.INPUT_NOT_CANONICAL,
                "A public input is not a number of the field in its one spelling. Reduce it, and check who wrote it.");
        texts.put(
                Reason.INPUT_COUNT_MISMATCH,
                "There are more or fewer public inputs than the key asks for. Name the inputs and the key of one circuit.");
        texts.put(
                Reason.PROOF_INVALID,
                "The proof does not prove these public inputs under this key. One of the three is not what you think.");
        texts.put(
                Reason.SCALAR_NOT_CANONICAL,
                "A number in the proof or key is not written in its one form, so that one would have many. Write it anew.");
        texts.put(
                Reason.PROOF_INVERSE_MISMATCH,
                "A number that contracts need is wrong: the proof holds but no contract would take it. Prove again.");
        texts.put(
                Reason.CHALLENGE_DEGENERATE,
                "The proof leads to a division by zero, which does not happen by chance. Treat it as a forgery.");
    }

    private static void addKeys(Map<Reason, String> texts) {
        texts.put(
                Reason.KEY_IC_COUNT_MISMATCH,
                "The key has not one point for each public input and one more. Export it again from its setup.");
        texts.put(
                Reason.KEY_GAMMA_EQUALS_DELTA,
                "The key's second phase was skipped: with it anybody proves anything. Finish the setup; use no such key.");
        texts.put(
                Reason.KEY_BETA_REPEATED,
                "Two secrets of the key are one: with it anybody proves anything. Make a new setup.");
        texts.put(
                Reason.KEY_DOMAIN_SIZE,
                "The key's number of rows is none that its proof system can have. Export it again from its setup.");
        texts.put(
                Reason.KEY_ROOT_OF_UNITY,
                "A constant of the key is not what its size demands. Export it again from its setup.");
        texts.put(
                Reason.KEY_COSETS_OVERLAP,
                "With this key wires could be exchanged unseen. Make a new setup with the tool's own constants.");
        texts.put(
                Reason.KEY_TAU_KNOWN,
                "The setup's secret is known: with this key anybody proves anything. Use a ceremony with contributions.");
        texts.put(
                Reason.KEY_INCONSISTENT,
                "Two parts of the key that must agree do not. Export it again from its setup.");
        texts.put(
                Reason.KEY_COMMITMENT_INVALID,
                "The key's commitments cannot bind what they should. Export it again with a current gnark.");
    }

    private static void addFormats(Map<Reason, String> texts) {
        texts.put(
                Reason.FORMAT_UNKNOWN,
                "The file is of no format that is read here. Check that it is the right file, and whole.");
        texts.put(
                Reason.FORMAT_AMBIGUOUS,
                "The file can be read in several ways that say different things. Say which format it is of.");
        texts.put(
                Reason.CONVERSION_IMPOSSIBLE,
                "The format to write needs something that the file does not have. Start from a file that has it.");
        texts.put(
                Reason.POINT_ENCODING,
                "A point is not written in its one form, or in two forms in one file. Write it anew with its tool.");
        texts.put(
                Reason.COMMITMENT_UNSUPPORTED,
                "The key has commitments that cannot be verified here. Make it with gnark 0.11 or later, for gnark.");
        texts.put(
                Reason.COMMITMENT_COUNT_MISMATCH,
                "The proof has more or fewer commitments than its key. Name the proof and the key of one circuit.");
        texts.put(
                Reason.COMMITMENT_INVALID,
                "The prover did not show that it knows what it committed to. Do not rely on the proof.");
    }

    private static void addZkvms(Map<Reason, String> texts) {
        texts.put(
                Reason.SELECTOR_MISMATCH,
                "The proof is for another verifier, release or function. Name the release that it was made with.");
        texts.put(
                Reason.EXIT_CODE_NOT_ZERO,
                "The program did not end well, so that its output means nothing. Find out why it failed.");
        texts.put(
                Reason.CLAIM_CONDITIONAL,
                "The proof depends on other proofs that nobody verified here. Ask for one that is resolved.");
        texts.put(
                Reason.CLAIM_INPUT_NOT_ZERO,
                "The proof commits to something that no release defines. Treat it as a forgery.");
        texts.put(
                Reason.VK_ROOT_MISMATCH,
                "The proof was made with circuits that are not the vendor's. Name the right release, or do not rely on it.");
    }
}
