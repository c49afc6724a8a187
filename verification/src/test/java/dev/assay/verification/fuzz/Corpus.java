package dev.assay.verification.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The files of one target: what its property takes as given, the seeds, and the inputs that fuzzing found. Committed as one
 * archive, the same bytes for the same files.
 */
public record Corpus(SortedMap<String, byte[]> files) {

    private static final String FOUND = "found/";

    public static Corpus of(Map<String, byte[]> files) {
        return new Corpus(new TreeMap<>(files));
    }

    /** Of the archive. */
    public static Corpus unzip(byte[] archive) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Corpus(files);
    }

    public byte[] zip() {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(archive)) {
            out.setLevel(Deflater.BEST_COMPRESSION);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(0);
                out.putNextEntry(entry);
                out.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return archive.toByteArray();
    }

    /** Of the archive that is committed. */
    public static Corpus committed(Format format) {
        try (InputStream in = Corpus.class.getResourceAsStream(format.archive())) {
            return unzip(Objects.requireNonNull(in, format.archive()).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that the property takes as given. */
    public byte[] given(String name) {
        return Objects.requireNonNull(files.get(name), name).clone();
    }

    /** What the target's {@link FuzzTarget#make} made as inputs. */
    public List<byte[]> seeds() {
        return List.copyOf(files.tailMap(FuzzTarget.SEED)
                .headMap(FuzzTarget.SEED + '\uffff')
                .values());
    }

    /** Seeds and what fuzzing found. */
    public SortedMap<String, byte[]> inputs() {
        SortedMap<String, byte[]> inputs = new TreeMap<>(files);
        inputs.keySet().removeIf(name -> !name.startsWith(FuzzTarget.SEED) && !name.startsWith(FOUND));
        return inputs;
    }

    /** The same seeds and given files with other inputs that fuzzing found. */
    public Corpus withFound(Map<String, byte[]> found) {
        SortedMap<String, byte[]> all = new TreeMap<>(files);
        all.keySet().removeIf(name -> name.startsWith(FOUND));
        found.forEach((name, bytes) -> all.put(FOUND + name, bytes));
        return new Corpus(all);
    }

    /** Fresh seeds and given files with what fuzzing found for the old ones. */
    public Corpus remade(Map<String, byte[]> fresh) {
        SortedMap<String, byte[]> all = new TreeMap<>(fresh);
        files.forEach((name, bytes) -> {
            if (name.startsWith(FOUND)) {
                all.put(name, bytes);
            }
        });
        return new Corpus(all);
    }
}
