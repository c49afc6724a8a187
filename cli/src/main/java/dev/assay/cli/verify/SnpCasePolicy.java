package dev.assay.cli.verify;

import dev.assay.verification.tee.snp.SnpEndorsements;
import dev.assay.verification.tee.snp.SnpField;
import dev.assay.verification.tee.snp.SnpFirmware;
import dev.assay.verification.tee.snp.SnpFlag;
import dev.assay.verification.tee.snp.SnpPolicy;
import dev.assay.verification.tee.snp.SnpPolicyBuilder;
import dev.assay.verification.tee.snp.SnpProduct;
import dev.assay.verification.tee.snp.SnpTcb;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The policy for a case: any guest, but neither debug mode, nor a migration agent, nor a privilege level below the highest,
 * nor a masked chip. Where a case's words say which policy they speak of, that one.
 */
final class SnpCasePolicy {

    private static final Pattern VMPL = Pattern.compile("VMPL ([0-3]): accept only when policy names it");
    private static final Set<SnpFlag> REFUSED = EnumSet.of(SnpFlag.DEBUG_ALLOWED, SnpFlag.MIGRATION_AGENT_ALLOWED);

    private SnpCasePolicy() {}

    static SnpPolicy of(Case given, SnpEndorsements endorsements) {
        String words = given.text("expect");
        SnpPolicyBuilder policy = SnpPolicy.builder().any(SnpField.values());
        decideFlags(policy, words.contains("ALIAS_CHECK_COMPLETE is required"));
        decideVmpl(policy, given.optionalText("note").orElse(""));
        if (words.contains("policy allows masked chip id")) {
            policy.allowMaskedChip();
        } else {
            policy.refuseMaskedChip();
        }
        // A list that the case has is checked in any event.
        if (endorsements.revocationList().length == 0) {
            policy.waiveRevocationList();
        } else {
            policy.requireRevocationList();
        }
        for (SnpProduct product : SnpProduct.values()) {
            policy.product(product, SnpTcb.ANY, SnpTcb.ANY);
        }
        return policy.allowVcek()
                .allowAnyVlek()
                .allowProvisionalFirmware()
                .minimumFirmware(SnpFirmware.ANY)
                .minimumGuestAbi(0, 0)
                .minimumGuestSvn(0)
                .requireMitigations(0)
                .build();
    }

    private static void decideFlags(SnpPolicyBuilder policy, boolean requireAliasCheck) {
        for (SnpFlag flag : SnpFlag.values()) {
            if (REFUSED.contains(flag)) {
                policy.refuse(flag);
            } else if (flag == SnpFlag.ALIAS_CHECK_COMPLETE && requireAliasCheck) {
                policy.require(flag);
            } else {
                policy.ignore(flag);
            }
        }
    }

    private static void decideVmpl(SnpPolicyBuilder policy, String note) {
        policy.vmpl(0);
        Matcher named = VMPL.matcher(note);
        if (named.find()) {
            policy.vmpl(Integer.parseInt(named.group(1)));
        }
    }
}
