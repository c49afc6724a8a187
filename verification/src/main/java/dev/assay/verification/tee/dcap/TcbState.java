package dev.assay.verification.tee.dcap;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What Intel says of the TCB that made a quote.
 *
 * @param platform CPU, microcode and PCE, with the components of TDX in a quote of a domain
 * @param tdxModule a TDX module that has a version of its own
 * @param quotingEnclave the enclave that signs quotes
 * @param merged the status of all of it, which is what a policy decides on
 * @param evaluationNumber of the TCB recovery that the TCB info judges by
 * @param qeEvaluationNumber of the TCB recovery that the QE identity judges by
 */
public record TcbState(
        Part platform,
        Optional<Part> tdxModule,
        Part quotingEnclave,
        TcbStatus merged,
        int evaluationNumber,
        int qeEvaluationNumber) {

    /**
     * The level that a part of the TCB reaches.
     *
     * @param advisories security advisories that apply to it, such as INTEL-SA-00615
     */
    public record Part(TcbStatus status, List<String> advisories) {

        static final Part NOT_SUPPORTED = new Part(TcbStatus.NOT_SUPPORTED, List.of());

        public Part {
            advisories = List.copyOf(advisories);
        }
    }

    /** The security advisories that apply to any part. */
    public SortedSet<String> advisories() {
        SortedSet<String> all = new TreeSet<>(platform.advisories());
        tdxModule.ifPresent(module -> all.addAll(module.advisories()));
        all.addAll(quotingEnclave.advisories());
        return all;
    }
}
