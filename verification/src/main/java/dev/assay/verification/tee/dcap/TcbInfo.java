package dev.assay.verification.tee.dcap;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.x509.SignatureCache;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A TCB info that Intel signed (Intel PCS API v4, "Get TCB Info"): version 3 of SGX or TDX, or version 2, which is of SGX.
 *
 * @param fmspc 6 bytes in hexadecimal digits
 * @param pceId 2 bytes in hexadecimal digits
 * @param levels highest first; not empty
 * @param module before it had versions; of TDX alone
 * @param modules each version's; of TDX alone
 */
record TcbInfo(
        Tee tee,
        Instant issueDate,
        Instant nextUpdate,
        String fmspc,
        String pceId,
        int evaluationNumber,
        List<TcbLevel> levels,
        Optional<TdxModule> module,
        List<TdxModule> modules) {

    /** @throws Rejection unless the text is signed by the key, and then well formed */
    static TcbInfo verify(byte[] text, EcdsaKey signer, SignatureCache known) {
        Reason malformed = Reason.TCB_INFO_MALFORMED;
        JsonFields info = SignedJson.read(text, "tcbInfo", malformed)
                .verified(signer, known, malformed, Reason.TCB_INFO_SIGNATURE);
        if (info.number("tcbType", Integer.MAX_VALUE) != 0) {
            throw info.fault("a tcbType other than 0");
        }
        return switch (info.number("version", Integer.MAX_VALUE)) {
            case 2 -> read(info, levels(info, TcbLevel::readVersion2), Optional.empty(), List.of());
            case 3 -> readVersion3(info);
            default -> throw info.fault("another version than 2 and 3");
        };
    }

    private static TcbInfo readVersion3(JsonFields info) {
        return switch (info.string("id")) {
            case "SGX" -> read(info, levels(info, TcbLevel::readSgx), Optional.empty(), List.of());
            case "TDX" ->
                read(
                        info,
                        levels(info, TcbLevel::readTdx),
                        Optional.of(TdxModule.readUnversioned(info.object("tdxModule"))),
                        modules(info));
            default -> throw info.fault("the id is neither SGX nor TDX");
        };
    }

    private static TcbInfo read(
            JsonFields info, List<TcbLevel> levels, Optional<TdxModule> module, List<TdxModule> modules) {
        return new TcbInfo(
                module.isPresent() ? Tee.TDX : Tee.SGX,
                info.instant("issueDate"),
                info.instant("nextUpdate"),
                info.hex("fmspc", 6),
                info.hex("pceId", SgxExtension.PCE_ID_BYTES),
                info.number("tcbEvaluationDataNumber", Integer.MAX_VALUE),
                levels,
                module,
                modules);
    }

    private static List<TcbLevel> levels(JsonFields info, Function<JsonFields, TcbLevel> reader) {
        List<TcbLevel> levels = info.objects("tcbLevels").stream()
                .map(reader)
                .sorted(TcbLevel.HIGHEST_FIRST)
                .toList();
        if (levels.isEmpty()) {
            throw info.fault("no TCB level");
        }
        for (int i = 1; i < levels.size(); i++) {
            if (TcbLevel.HIGHEST_FIRST.compare(levels.get(i - 1), levels.get(i)) == 0) {
                throw info.fault("the same TCB level twice");
            }
        }
        return levels;
    }

    private static List<TdxModule> modules(JsonFields info) {
        if (!info.has("tdxModuleIdentities")) {
            return List.of();
        }
        List<TdxModule> modules = info.objects("tdxModuleIdentities").stream()
                .map(TdxModule::readVersion)
                .toList();
        if (modules.stream().map(TdxModule::id).distinct().count() != modules.size()) {
            throw info.fault("the same TDX module twice");
        }
        return modules;
    }

    /** @throws Rejection unless {@code now} is from the issue date to the next update, both included */
    void checkCurrent(Instant now) {
        if (now.isBefore(issueDate) || now.isAfter(nextUpdate)) {
            throw new Rejection(Reason.TCB_INFO_NOT_CURRENT, "the TCB info is for " + issueDate + " to " + nextUpdate);
        }
    }

    /** QVL 4.1.2.4.9. */
    void checkTee(Tee quote) {
        if (tee != quote) {
            throw new Rejection(Reason.TCB_INFO_TEE_MISMATCH, "the TCB info is of " + tee + ", the quote of " + quote);
        }
    }

    /** QVL 4.1.2.4.10. */
    void checkFmspc(SgxExtension platform) {
        String is = HexFormat.of().formatHex(platform.fmspc());
        if (!is.equals(fmspc)) {
            throw new Rejection(Reason.TCB_INFO_FMSPC_MISMATCH, "FMSPC " + is + ", the TCB info is of " + fmspc);
        }
    }

    /** QVL 4.1.2.4.10. */
    void checkPceId(SgxExtension platform) {
        String is = HexFormat.of().formatHex(platform.pceId());
        if (!is.equals(pceId)) {
            throw new Rejection(Reason.TCB_INFO_PCEID_MISMATCH, "PCEID " + is + ", the TCB info is of " + pceId);
        }
    }

    /**
     * The module of a version, which is byte 1 of TEE_TCB_SVN.
     *
     * @throws Rejection if Intel does not name it
     */
    TdxModule module(int version) {
        Optional<TdxModule> found = version == 0
                ? module
                : modules.stream()
                        .filter(one -> one.id().equals(TdxModule.idOf(version)))
                        .findFirst();
        return found.orElseThrow(() ->
                new Rejection(Reason.TDX_MODULE_UNKNOWN, "the TCB info does not know " + TdxModule.idOf(version)));
    }
}
