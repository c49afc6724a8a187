package dev.assay.sandbox.plugin;

import dev.assay.verification.Digest;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/** The child: one module, then question after question until its standard input ends. */
public final class PluginWorker {

    private PluginWorker() {}

    public static void main(String[] args) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
        // What the engine prints, if ever, is no answer.
        System.setOut(System.err);
        PluginEngine engine = new PluginEngine();
        byte[] module = Messages.readModule(in);
        Digest plugin = Digest.sha256(module);
        try {
            while (true) {
                PluginLimits limits = Messages.readLimits(in);
                Messages.writeAnswer(out, engine.ask(plugin, module, Messages.readQuestion(in), limits));
            }
        } catch (EOFException e) {
            System.exit(0);
        }
    }
}
