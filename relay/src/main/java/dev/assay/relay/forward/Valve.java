package dev.assay.relay.forward;

import java.util.function.BooleanSupplier;

/** Asks one side of a call for its next message as soon as the other side has room for it, and not before. */
public final class Valve {

    private final Runnable ask;
    private final BooleanSupplier room;
    private boolean waiting;

    public Valve(Runnable ask, BooleanSupplier room) {
        this.ask = ask;
        this.room = room;
    }

    /** A message went through. */
    public synchronized void passed() {
        waiting = true;
        ready();
    }

    /** There may be room again. */
    public synchronized void ready() {
        if (waiting && room.getAsBoolean()) {
            waiting = false;
            ask.run();
        }
    }
}
