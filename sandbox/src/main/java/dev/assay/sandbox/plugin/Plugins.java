package dev.assay.sandbox.plugin;

import dev.assay.verification.Digest;
import java.io.IOException;

/** Where plugins run. Safe for use by many threads. */
public interface Plugins extends AutoCloseable {

    /** The bytes of a module, asked for when they are needed. */
    @FunctionalInterface
    interface Module {
        byte[] read() throws IOException;
    }

    /**
     * Asks a plugin, for as long as its limits allow. Whatever the module does, there is an answer.
     *
     * @param plugin SHA-256 of the module
     * @throws IOException if the module's bytes cannot be read
     */
    Answer ask(Digest plugin, Module module, Question question, PluginLimits limits) throws IOException;

    @Override
    void close();
}
