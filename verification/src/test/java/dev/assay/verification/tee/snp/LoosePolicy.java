package dev.assay.verification.tee.snp;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A policy that accepts every genuine report, in which tests decide one thing otherwise. */
final class LoosePolicy {

    private final Map<SnpFlag, SnpPolicy.Rule> flags = new EnumMap<>(SnpFlag.class);
    private final Map<SnpField, List<byte[]>> fields = new EnumMap<>(SnpField.class);
    private int[] vmpls = {0};
    private UnaryOperator<SnpPolicyBuilder> vcek = SnpPolicyBuilder::allowVcek;
    private UnaryOperator<SnpPolicyBuilder> vlek = SnpPolicyBuilder::allowAnyVlek;
    private UnaryOperator<SnpPolicyBuilder> mask = SnpPolicyBuilder::allowMaskedChip;
    private UnaryOperator<SnpPolicyBuilder> provisional = SnpPolicyBuilder::allowProvisionalFirmware;
    private UnaryOperator<SnpPolicyBuilder> list = SnpPolicyBuilder::waiveRevocationList;
    private UnaryOperator<SnpPolicyBuilder> products = LoosePolicy::everyProduct;
    private SnpFirmware firmware = SnpFirmware.ANY;
    private int abiMajor;
    private int abiMinor;
    private long svn;
    private long mitigations;

    private static SnpPolicyBuilder everyProduct(SnpPolicyBuilder builder) {
        for (SnpProduct product : SnpProduct.values()) {
            builder.product(product, SnpTcb.ANY, SnpTcb.ANY);
        }
        return builder;
    }

    LoosePolicy rule(SnpFlag flag, SnpPolicy.Rule rule) {
        flags.put(flag, rule);
        return this;
    }

    LoosePolicy field(SnpField field, byte[]... accepted) {
        fields.put(field, List.of(accepted));
        return this;
    }

    LoosePolicy vmpls(int... accepted) {
        vmpls = accepted;
        return this;
    }

    LoosePolicy vcek(UnaryOperator<SnpPolicyBuilder> decide) {
        vcek = decide;
        return this;
    }

    LoosePolicy vlek(UnaryOperator<SnpPolicyBuilder> decide) {
        vlek = decide;
        return this;
    }

    LoosePolicy mask(UnaryOperator<SnpPolicyBuilder> decide) {
        mask = decide;
        return this;
    }

    LoosePolicy provisional(UnaryOperator<SnpPolicyBuilder> decide) {
        provisional = decide;
        return this;
    }

    LoosePolicy list(UnaryOperator<SnpPolicyBuilder> decide) {
        list = decide;
        return this;
    }

    LoosePolicy products(UnaryOperator<SnpPolicyBuilder> decide) {
        products = decide;
        return this;
    }

    LoosePolicy firmware(SnpFirmware minimum) {
        firmware = minimum;
        return this;
    }

    LoosePolicy abi(int major, int minor) {
        abiMajor = major;
        abiMinor = minor;
        return this;
    }

    LoosePolicy svn(long minimum) {
        svn = minimum;
        return this;
    }

    LoosePolicy mitigations(long bits) {
        mitigations = bits;
        return this;
    }

    SnpPolicy build() {
        SnpPolicyBuilder builder = SnpPolicy.builder();
        for (SnpFlag flag : SnpFlag.values()) {
            switch (flags.getOrDefault(flag, SnpPolicy.Rule.ANY)) {
                case REQUIRED -> builder.require(flag);
                case REFUSED -> builder.refuse(flag);
                case ANY -> builder.ignore(flag);
            }
        }
        for (SnpField field : SnpField.values()) {
            if (fields.containsKey(field)) {
                fields.get(field).forEach(value -> builder.accept(field, value));
            } else {
                builder.any(field);
            }
        }
        SnpPolicyBuilder decided = builder;
        for (var decide : List.of(vcek, vlek, mask, provisional, list, products)) {
            decided = decide.apply(decided);
        }
        return decided.vmpl(vmpls)
                .minimumFirmware(firmware)
                .minimumGuestAbi(abiMajor, abiMinor)
                .minimumGuestSvn(svn)
                .requireMitigations(mitigations)
                .build();
    }
}
