package dev.assay.cli.verify;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.InputFile;
import dev.assay.verification.Verdict;
import dev.assay.verification.evidence.EvidenceBundle;
import dev.assay.verification.evidence.EvidenceKind;
import dev.assay.verification.tee.EndorsementParts;
import dev.assay.verification.tee.dcap.DcapEndorsements;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The evidence that the user names: a bundle with all that it needs, or the raw bytes of a TEE and what belongs to them. */
final class EvidenceFile {

    @Parameters(
            paramLabel = "FILE",
            description = "An evidence bundle, an AWS Nitro document (COSE_Sign1), or, with --kind, what a TEE gave.")
    private Path file = Path.of("");

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description =
                    "FILE is raw evidence of this kind: aws-nitro, aws-nitrotpm, intel-sgx, intel-tdx, amd-sev-snp,"
                            + " nvidia, azure-snp-vtpm, azure-tdx-vtpm, gcp-vtpm or arm-cca.")
    private @Nullable String kind;

    @Option(
            names = "--endorsement",
            paramLabel = "NAME=FILE",
            description = "What the vendor publishes for raw evidence; give it once for each part. Intel: tcb-info,"
                    + " tcb-info-issuer-chain, qe-identity, qe-identity-issuer-chain, root-crl, pck-crl, pck-chain. AMD:"
                    + " table, or vcek or vlek, intermediate and root; crl. NVIDIA: 0/rim, 0/ocsp of the first device,"
                    + " and so on. Azure: of its hardware, and ak-authority, ak-crl. Google: ak-authority, ak-crl."
                    + " Arm CCA: platforms.")
    private List<String> endorsements = new ArrayList<>();

    @Option(
            names = "--collateral",
            paramLabel = "FILE",
            description = "Intel's collateral in the one JSON file that Intel's QVL and dcap-qvl use.")
    private @Nullable Path collateral;

    /** What was read; a bundle that is none is a verdict, and options that do not fit are wrong use. */
    Verdict<EvidenceBundle> read() throws IOException {
        byte[] bytes = InputFile.read(file, EvidenceBundle.MAX_BYTES);
        if (kind == null) {
            if (!endorsements.isEmpty() || collateral != null) {
                throw CommandFailure.usage(
                        "endorsements go with raw evidence, and --kind is not given",
                        "Say what FILE is with --kind, or leave the endorsements to the bundle.");
            }
            return EvidenceBundle.parse(bytes);
        }
        EvidenceKind known = EvidenceKind.labelled(kind)
                .orElseThrow(() -> CommandFailure.usage(
                        "there is no kind of evidence called " + kind,
                        "Known are "
                                + Stream.of(EvidenceKind.values())
                                        .map(EvidenceKind::label)
                                        .collect(Collectors.joining(", "))
                                + "."));
        return new Verdict.Verified<>(EvidenceBundle.of(known, bytes, parts()));
    }

    private EndorsementParts parts() throws IOException {
        EndorsementParts parts = collateralParts();
        for (Map.Entry<String, List<byte[]>> named : files().entrySet()) {
            parts = parts.with(named.getKey(), named.getValue());
        }
        return parts;
    }

    private EndorsementParts collateralParts() throws IOException {
        if (collateral == null) {
            return EndorsementParts.none();
        }
        return switch (DcapEndorsements.parse(InputFile.read(collateral, EvidenceBundle.MAX_BYTES))) {
            case Verdict.Verified<DcapEndorsements>(DcapEndorsements given) -> given.parts();
            case Verdict.Simulated<DcapEndorsements>(DcapEndorsements given) -> given.parts();
            case Verdict.Rejected<DcapEndorsements> rejected ->
                throw CommandFailure.usage(
                        collateral + " is no collateral: " + rejected.detail(),
                        "Name a JSON file with tcb_info, qe_identity, their signatures and chains, and the two CRLs.");
        };
    }

    private Map<String, List<byte[]>> files() throws IOException {
        Map<String, List<byte[]>> files = new LinkedHashMap<>();
        for (String given : endorsements) {
            int equals = given.indexOf('=');
            if (equals < 1) {
                throw CommandFailure.usage("--endorsement " + given + " has no name", "Write NAME=FILE.");
            }
            files.computeIfAbsent(given.substring(0, equals), name -> new ArrayList<>())
                    .add(InputFile.read(Path.of(given.substring(equals + 1)), EvidenceBundle.MAX_BYTES));
        }
        return files;
    }
}
