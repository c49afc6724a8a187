package dev.assay.cli.verify;

import dev.assay.verification.tee.snp.SnpEndorsements;
import dev.assay.verification.tee.snp.SnpSigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of one case of a simulated AMD.
 *
 * @param own has {@code report.bin} and {@code ek.der}, and its own intermediate or root where they are not those of all
 * @param shared has {@code ask.der}, {@code asvk.der} and the revocation lists
 * @param root whose certificate is pinned
 */
record SnpCaseFolder(Path own, Path shared, Path root) {

    byte[] report() throws IOException {
        return Files.readAllBytes(own.resolve("report.bin"));
    }

    /** An intermediate of the case's own says by its file's name in whose place it is given; else the report does. */
    SnpEndorsements endorsements(String revocationList) throws IOException {
        SnpSigningKey key = Files.exists(own.resolve("ask.der"))
                ? SnpSigningKey.VCEK
                : Files.exists(own.resolve("asvk.der")) ? SnpSigningKey.VLEK : SnpCases.signingKey(report());
        byte[] intermediate = either(key == SnpSigningKey.VCEK ? "ask.der" : "asvk.der");
        byte[] ark = Files.exists(own.resolve("ark.der"))
                ? Files.readAllBytes(own.resolve("ark.der"))
                : Files.readAllBytes(root);
        return SnpCases.endorse(key, Files.readAllBytes(own.resolve("ek.der")), intermediate, ark)
                .withRevocationList(either(revocationList));
    }

    /** Empty where there is none. */
    private byte[] either(String name) throws IOException {
        for (Path folder : new Path[] {own, shared}) {
            if (Files.exists(folder.resolve(name))) {
                return Files.readAllBytes(folder.resolve(name));
            }
        }
        return new byte[0];
    }
}
