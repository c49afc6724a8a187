package dev.assay.bench.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What OpenSSL says that the same signatures take on this machine, in the same run. */
public final class OpenSsl {

    private OpenSsl() {}

    /** Prints its own lines, or that it is not there. */
    public static void print() throws IOException, InterruptedException {
        try {
            Process speed = new ProcessBuilder("openssl", "speed", "-seconds", "2", "ecdsap256", "ecdsap384", "rsa4096")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String lines = new String(speed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            speed.waitFor();
            lines.lines()
                    .filter(line -> line.contains("sign") || line.contains("ecdsa") || line.contains("rsa"))
                    .forEach(System.out::println);
        } catch (IOException e) {
            System.out.println("openssl is not on the path: no figures of its own");
        }
    }
}
