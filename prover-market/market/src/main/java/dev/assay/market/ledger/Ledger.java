package dev.assay.market.ledger;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Books of accounts whose entries always sum to zero. Each job has a pot: escrow fills it, what nodes lose by failing the
 * job is added, and it is emptied once, by a payment or by a refund. Each lease has one too, which its node fills and which
 * goes back to it, but for what it lost. Every operation happens inside the caller's transaction and, repeated, changes
 * nothing.
 */
public final class Ledger {

    private final Chain chain;

    public Ledger(Chain chain) {
        this.chain = chain;
    }

    public Chain chain() {
        return chain;
    }

    /**
     * Gives an owner money from nowhere, once: for networks whose money is play money.
     *
     * @return whether this was the first time
     */
    public boolean grant(Handle transaction, Address owner, long amountMicros, Instant at) {
        Accounts accounts = new Accounts(transaction);
        accounts.open(chain.mint(), chain.mint(), "mint");
        accounts.open(chain.account(owner), chain.account(owner), "available");
        return accounts.post(Transfer.move(
                "grant", owner.hex(), at, chain.mint(), chain.account(owner), requirePositive(amountMicros)));
    }

    /**
     * Moves what a job may cost from its requester into the job's pot.
     *
     * @return false if it was moved before
     * @throws InsufficientFunds if the requester does not hold that much
     */
    public boolean escrow(Handle transaction, Digest jobId, Address requester, long amountMicros, Instant at) {
        Accounts accounts = new Accounts(transaction);
        String owner = chain.account(requester);
        accounts.open(owner, owner, "available");
        accounts.open(chain.pot(jobId), owner, "escrow");
        return accounts.post(
                Transfer.move("escrow", jobId.hex(), at, owner, chain.pot(jobId), requireNotNegative(amountMicros)));
    }

    /**
     * Moves what a node may lose from its account into the lease's pot.
     *
     * @return false if it was moved before
     * @throws InsufficientFunds if the node does not hold that much
     */
    public boolean pledge(Handle transaction, long token, Address node, long amountMicros, Instant at) {
        Accounts accounts = new Accounts(transaction);
        String owner = chain.account(node);
        accounts.open(owner, owner, "available");
        accounts.open(chain.collateral(token), owner, "collateral");
        return accounts.post(Transfer.move(
                "pledge", String.valueOf(token), at, owner, chain.collateral(token), requireNotNegative(amountMicros)));
    }

    /**
     * Gives a node back what it put up for a lease, but for what it lost: a share of that goes into the job's pot, which must
     * not have been emptied, the rest to the treasury.
     *
     * @param slashedMicros what it lost
     * @param shareMicros of that, for the job's pot
     * @return false if the lease's pot was emptied before
     * @throws IllegalStateException if the job's pot was, and would get something
     */
    public boolean release(
            Handle transaction, long token, Digest jobId, long slashedMicros, long shareMicros, Instant at) {
        Accounts accounts = new Accounts(transaction);
        Accounts.Pot pot = accounts.pot(chain.collateral(token));
        if (shareMicros > 0) {
            requireOpen(accounts, jobId);
        }
        accounts.open(chain.treasury(), chain.treasury(), "treasury");
        List<Transfer.Entry> receivers = List.of(
                new Transfer.Entry(pot.owner(), requireNotNegative(pot.balanceMicros() - slashedMicros)),
                new Transfer.Entry(chain.pot(jobId), requireNotNegative(shareMicros)),
                new Transfer.Entry(chain.treasury(), requireNotNegative(slashedMicros - shareMicros)));
        return accounts.post(Transfer.split("release", String.valueOf(token), at, chain.collateral(token), receivers));
    }

    /** What is put into a pot that was emptied, nobody would ever get. */
    private void requireOpen(Accounts accounts, Digest jobId) {
        Accounts.Pot ignored = accounts.pot(chain.pot(jobId));
        if (accounts.isPosted("close", jobId.hex())) {
            throw new IllegalStateException("job " + jobId + " has ended");
        }
    }

    /** Somebody who is paid out of a job's pot. */
    public record Payee(Address node, long amountMicros) {}

    /**
     * Pays nodes out of the job's pot and gives what is left to the requester.
     *
     * @return false if the pot was emptied before, by a payment or a refund
     * @throws InsufficientFunds if the amounts are more than the pot holds
     */
    public boolean pay(Handle transaction, Digest jobId, List<Payee> payees, Instant at) {
        Accounts accounts = new Accounts(transaction);
        List<Transfer.Entry> receivers = new ArrayList<>();
        for (Payee payee : payees) {
            String account = chain.account(payee.node());
            accounts.open(account, account, "available");
            receivers.add(new Transfer.Entry(account, requireNotNegative(payee.amountMicros())));
        }
        long paidMicros = payees.stream().mapToLong(Payee::amountMicros).reduce(0, Math::addExact);
        Accounts.Pot pot = accounts.pot(chain.pot(jobId));
        long restMicros = pot.balanceMicros() - paidMicros;
        if (restMicros < 0) {
            throw new InsufficientFunds(chain.pot(jobId), paidMicros);
        }
        receivers.add(new Transfer.Entry(pot.owner(), restMicros));
        return empty(accounts, jobId, at, receivers);
    }

    /**
     * Gives all that the job's pot holds back to the requester.
     *
     * @return false if the pot was emptied before
     */
    public boolean refund(Handle transaction, Digest jobId, Instant at) {
        Accounts accounts = new Accounts(transaction);
        Accounts.Pot pot = accounts.pot(chain.pot(jobId));
        return empty(accounts, jobId, at, List.of(new Transfer.Entry(pot.owner(), pot.balanceMicros())));
    }

    /** Payment and refund are the same operation to the books, so that no pot is emptied by both. */
    private boolean empty(Accounts accounts, Digest jobId, Instant at, List<Transfer.Entry> receivers) {
        return accounts.post(Transfer.split("close", jobId.hex(), at, chain.pot(jobId), receivers));
    }

    /**
     * Moves a deposit from its owner into a pot of its own.
     *
     * @param statement what the deposit is for
     * @return false if it was moved before
     * @throws InsufficientFunds if the owner does not hold that much
     */
    public boolean hold(Handle transaction, Digest statement, Address depositor, long amountMicros, Instant at) {
        Accounts accounts = new Accounts(transaction);
        String owner = chain.account(depositor);
        accounts.open(owner, owner, "available");
        accounts.open(chain.deposit(statement), owner, "escrow");
        return accounts.post(Transfer.move(
                "hold", statement.hex(), at, owner, chain.deposit(statement), requireNotNegative(amountMicros)));
    }

    /** Gives a deposit back. @return false if it was given back or forfeited before */
    public boolean release(Handle transaction, Digest statement, Instant at) {
        Accounts accounts = new Accounts(transaction);
        return free(accounts, statement, accounts.pot(chain.deposit(statement)).owner(), at);
    }

    /** Gives a deposit to the treasury. @return false if it was given back or forfeited before */
    public boolean forfeit(Handle transaction, Digest statement, Instant at) {
        Accounts accounts = new Accounts(transaction);
        accounts.open(chain.treasury(), chain.treasury(), "treasury");
        return free(accounts, statement, chain.treasury(), at);
    }

    private boolean free(Accounts accounts, Digest statement, String receiver, Instant at) {
        String pot = chain.deposit(statement);
        return accounts.post(Transfer.move(
                "free", statement.hex(), at, pot, receiver, accounts.pot(pot).balanceMicros()));
    }

    public Balance balance(Handle transaction, Address owner) {
        return new Accounts(transaction).balance(chain.account(owner));
    }

    /** What each owner can spend; those who hold nothing are left out. */
    public Map<Address, Long> available(Handle transaction, Collection<Address> owners) {
        Map<String, Address> byAccount =
                owners.stream().collect(Collectors.toMap(chain::account, Function.identity(), (same, again) -> same));
        Map<Address, Long> available = new HashMap<>();
        new Accounts(transaction)
                .balances(byAccount.keySet())
                .forEach((account, micros) -> available.put(byAccount.get(account), micros));
        return available;
    }

    /** Whether the owner was ever granted money. */
    public boolean isGranted(Handle transaction, Address owner) {
        return new Accounts(transaction).isPosted("grant", owner.hex());
    }

    private static long requireNotNegative(long amountMicros) {
        if (amountMicros < 0) {
            throw new IllegalArgumentException("a negative amount: " + amountMicros);
        }
        return amountMicros;
    }

    private static long requirePositive(long amountMicros) {
        if (amountMicros <= 0) {
            throw new IllegalArgumentException("an amount that is not positive: " + amountMicros);
        }
        return amountMicros;
    }
}
