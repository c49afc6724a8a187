package dev.assay.bench.auction;

import dev.assay.verification.auction.History;
import dev.assay.verification.auction.Overruns;
import dev.assay.verification.auction.WorkClass;
import dev.assay.verification.sign.Address;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A node of the simulation with what it costs, how good it is, and what the market has seen of it. */
final class SimNode {

    private static final int MAX_FAILURES = 3;
    private static final double SUSPENSION_MILLIS = 1_800_000;

    final Behaviour behaviour;
    /** Names of one machine share it. */
    final Machine machine;

    final double reliability;
    final double from;
    /** Learned, where a mechanism makes it worth while to ask for more than the cost. */
    double margin = 1.3;

    double slashedMicros;
    private int failuresInARow;
    private double suspendedUntil;
    private Address address;
    private final int[] leases = new int[WorkClass.COUNT];
    private final int[] delivered = new int[WorkClass.COUNT];
    private final int[] overruns = new int[Overruns.COUNT];
    private History history = History.NONE;

    /**
     * @param costMicrosPerSecond of real work
     * @param spread of how long jobs take over what is said, as the deviation of the logarithm
     */
    record Hardware(double costMicrosPerSecond, double speed, double spread) {}

    /** What can do one job at a time. */
    static final class Machine {
        final Hardware hardware;
        double busyUntil;

        Machine(Hardware hardware) {
            this.hardware = hardware;
        }
    }

    SimNode(int number, Behaviour behaviour, Machine machine, double reliability, double from) {
        this.address = address(number);
        this.behaviour = behaviour;
        this.machine = machine;
        this.reliability = reliability;
        this.from = from;
    }

    private static Address address(int number) {
        return Address.of(
                ByteBuffer.allocate(Address.SIZE_BYTES).putInt(16, number).array());
    }

    Address address() {
        return address;
    }

    History history() {
        return history;
    }

    /** Keys are free: who has a bad name takes another one. */
    void rename(int number) {
        address = address(number);
        Arrays.fill(leases, 0);
        Arrays.fill(delivered, 0);
        Arrays.fill(overruns, 0);
        history = History.NONE;
        failuresInARow = 0;
        suspendedUntil = 0;
        slashedMicros = 0;
    }

    double expectedMillis(SimJob job) {
        return job.workMillis() / machine.hardware.speed();
    }

    double costMicros(SimJob job) {
        return expectedMillis(job) / 1000 * machine.hardware.costMicrosPerSecond();
    }

    /** Honest names take no job that their machine has no room for. */
    boolean isFree(double now) {
        return now >= from && now >= suspendedUntil && (behaviour == Behaviour.SYBIL || machine.busyUntil <= now);
    }

    /** The market's circuit breaker: after three failures in a row a node gets nothing for half an hour. */
    void seen(SimJob job, boolean isDelivered, double tookMillis, double now) {
        failuresInARow = isDelivered ? 0 : failuresInARow + 1;
        if (failuresInARow == MAX_FAILURES) {
            failuresInARow = 0;
            suspendedUntil = now + SUSPENSION_MILLIS;
        }
        int workClass = WorkClass.of((long) job.workMillis());
        leases[workClass] += 1000;
        if (isDelivered) {
            delivered[workClass] += 1000;
            overruns[Overruns.bucket((long) tookMillis, (long) expectedMillis(job))] += 1000;
        }
        history = History.of(leases, delivered, overruns);
    }

    /** After a round that it bid in: a little more next time if it won, a little less if not. */
    void learn(boolean won) {
        double least = behaviour == Behaviour.GREEDY ? 1.5 : 1;
        margin = Math.clamp(won ? margin * 1.03 : margin * 0.997, least, 4);
    }
}
