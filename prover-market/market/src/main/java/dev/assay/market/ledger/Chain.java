package dev.assay.market.ledger;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.util.regex.Pattern;

/**
 * The ledger's name as a CAIP-2 chain id; its accounts are named by CAIP-10.
 *
 * @param id such as {@code assay:dev}
 */
public record Chain(String id) {

    /** CAIP-2: namespace and reference. */
    private static final Pattern CAIP_2 = Pattern.compile("[-a-z0-9]{3,8}:[-_a-zA-Z0-9]{1,32}");

    /** @throws IllegalArgumentException unless the id is one of CAIP-2 */
    public Chain {
        if (!CAIP_2.matcher(id).matches()) {
            throw new IllegalArgumentException("not a CAIP-2 chain id: " + id);
        }
    }

    /** What somebody can spend. */
    public String account(Address owner) {
        return id + ":" + owner.hex();
    }

    /** What one job holds back until it ends. */
    String pot(Digest jobId) {
        return id + ":job." + jobId.hex();
    }

    /** What a statement holds back: a deposit. */
    String deposit(Digest statement) {
        return id + ":deposit." + statement.hex();
    }

    /** What the holder of one lease may lose, until it ends. */
    String collateral(long token) {
        return id + ":lease." + token;
    }

    /** What is forfeited: nobody's, so that nobody gains by another's fault. */
    public String treasury() {
        return id + ":treasury";
    }

    /** Where money comes from; the one account that owes. */
    String mint() {
        return id + ":mint";
    }
}
