package dev.assay.enclave.guest.tsm;

import dev.assay.enclave.guest.fuse.FuseServer;
import dev.assay.enclave.guest.fuse.FuseTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's folder of reports, as drivers/virt/coco/guest/report.c behaves: a new folder has its attributes, each
 * write that takes effect counts, reports are made when they are first read.
 */
final class FakeTsm implements FuseTree {
    private static final int EINVAL = 22;
    private static final int EAGAIN = 11;

    private static final class Entry {
        int generation;
        byte @Nullable [] data;
        byte[] pending = new byte[0];
        int privilege;
        Optional<String> service = Optional.empty();
    }

    final Map<String, Entry> entries = new ConcurrentHashMap<>();
    /** How many folders there have been. */
    int made;

    String provider = "tdx_guest";
    UnaryOperator<byte[]> evidence = data -> data;
    byte[] auxiliary = new byte[0];
    Optional<Integer> floor = Optional.empty();
    /** What the next readings of evidence fail with. */
    final Deque<Integer> errors = new ArrayDeque<>();
    /** How many more requests somebody else writes to, with what. */
    int interferences;

    byte[] othersData = new byte[64];
    /** The kernel takes no report data, and tells nobody. */
    boolean dropsData;
    /** The server goes away when evidence is read. */
    boolean dies;

    /** What the kernel says of the generation; empty for the truth. */
    Optional<String> generation = Optional.empty();

    int lastPrivilege = -1;

    @Override
    public Kind kind(String path) {
        String[] parts = path.split("/", -1);
        if (path.isEmpty()) {
            return Kind.FOLDER;
        }
        if (!entries.containsKey(parts[1])) {
            return Kind.ABSENT;
        }
        return parts.length == 2 ? Kind.FOLDER : attributes().contains(parts[2]) ? Kind.FILE : Kind.ABSENT;
    }

    private List<String> attributes() {
        return switch (provider) {
            case "sev_guest" ->
                List.of(
                        "inblob",
                        "outblob",
                        "generation",
                        "provider",
                        "auxblob",
                        "privlevel",
                        "privlevel_floor",
                        "service_provider",
                        "service_guid",
                        "manifestblob");
            default -> List.of("inblob", "outblob", "generation", "provider");
        };
    }

    @Override
    public int makeFolder(String path) {
        made++;
        entries.put(path.substring(1), new Entry());
        return 0;
    }

    @Override
    public int removeFolder(String path) {
        return entries.remove(path.substring(1)) == null ? -ENOENT : 0;
    }

    @Override
    public int write(String path, byte[] bytes) {
        Entry entry = entry(path);
        String text = new String(bytes, StandardCharsets.US_ASCII);
        switch (attribute(path)) {
            case "inblob" -> entry.pending = bytes;
            case "privlevel" -> {
                if (Integer.parseInt(text) < floor.orElse(0)) {
                    return -EINVAL;
                }
                entry.privilege = Integer.parseInt(text);
                entry.generation++;
            }
            case "service_provider", "service_guid" -> {
                entry.service = Optional.of(text);
                entry.generation++;
            }
            default -> {
                return -EACCES;
            }
        }
        return 0;
    }

    /** A binary attribute is stored when its file is closed: errors of that reach nobody. */
    @Override
    public void closed(String path) {
        Entry entry = entry(path);
        if (attribute(path).equals("inblob") && entry.pending.length > 0 && !dropsData) {
            entry.data = entry.pending;
            entry.pending = new byte[0];
            entry.generation++;
        }
    }

    @Override
    public Read read(String path, long offset) {
        if (dies && attribute(path).equals("outblob")) {
            throw new FuseServer.Dies();
        }
        Read read = read(entry(path), attribute(path), offset);
        byte[] bytes = read.bytes();
        return new Read(read.errno(), Arrays.copyOfRange(bytes, (int) Math.min(offset, bytes.length), bytes.length));
    }

    private Read read(Entry entry, String attribute, long offset) {
        return switch (attribute) {
            case "generation" -> text(generation.orElse(Integer.toString(entry.generation)));
            case "provider" -> text(provider);
            case "privlevel_floor" -> text(floor.orElse(0).toString());
            case "auxblob" -> new Read(0, auxiliary);
            case "manifestblob" -> text("manifest of " + entry.service.orElse("none"));
            case "outblob" ->
                offset == 0 ? report(entry) : new Read(0, evidence.apply(Objects.requireNonNull(entry.data)));
            default -> new Read(EACCES, new byte[0]);
        };
    }

    private Read report(Entry entry) {
        if (interferences > 0) {
            interferences--;
            entry.data = othersData;
            entry.generation++;
        }
        Integer error = errors.poll();
        lastPrivilege = entry.privilege;
        if (error != null) {
            return new Read(error, new byte[0]);
        }
        return entry.data == null ? new Read(EAGAIN, new byte[0]) : new Read(0, evidence.apply(entry.data));
    }

    private static Read text(String text) {
        return new Read(0, (text + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private Entry entry(String path) {
        return Objects.requireNonNull(entries.get(path.split("/", -1)[1]));
    }

    private static String attribute(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
