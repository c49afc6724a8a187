package dev.assay.node.cache;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of the keys that were asked for last. Each value is made once, while others that ask for the same key wait and
 * those that ask for another do not. What failed to be made is not kept.
 */
public final class RecentlyUsed<K, V> {

    private final int capacity;
    private final Map<K, Slot<V>> slots = new LinkedHashMap<>(16, 0.75f, true);

    /** @throws IllegalArgumentException unless there is room for one */
    public RecentlyUsed(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("room for " + capacity);
        }
        this.capacity = capacity;
    }

    /** Makes a value; may fail in two ways. */
    @FunctionalInterface
    public interface Maker<V, X extends Exception, Y extends Exception> {
        V make() throws X, Y;
    }

    public <X extends Exception, Y extends Exception> V get(K key, Maker<V, X, Y> maker) throws X, Y {
        return slot(key).get(maker);
    }

    private synchronized Slot<V> slot(K key) {
        Slot<V> slot = slots.computeIfAbsent(key, ignored -> new Slot<>());
        if (slots.size() > capacity) {
            slots.remove(slots.keySet().iterator().next());
        }
        return slot;
    }

    /** One value, or none yet. */
    private static final class Slot<V> {
        private @Nullable V value;

        synchronized <X extends Exception, Y extends Exception> V get(Maker<V, X, Y> maker) throws X, Y {
            V known = value;
            if (known == null) {
                known = maker.make();
                value = known;
            }
            return known;
        }
    }
}
