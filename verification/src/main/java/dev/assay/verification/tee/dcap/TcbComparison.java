package dev.assay.verification.tee.dcap;

import dev.assay.verification.tee.dcap.TcbState.Part;
import java.util.List;
import java.util.Optional;

/** Finds the levels that a platform, its TDX module and its quoting enclave reach (QVL 4.1.2.4.17 and 4.1.2.9.9). */
record TcbComparison(TcbInfo tcbInfo, QeIdentity qeIdentity, SgxExtension platform, DcapEvidence quote) {

    TcbState state() {
        Part qe = isvPart(qeIdentity.levels(), quote.signature().qeReport().isvSvn());
        return switch (quote.report()) {
            case EnclaveReport enclave -> ofEnclave(qe);
            case TdReport td -> ofDomain(td, qe);
        };
    }

    private TcbState ofEnclave(Part qe) {
        Part enclave = part(sgxLevel());
        return state(enclave, Optional.empty(), qe, enclave.status());
    }

    private TcbState ofDomain(TdReport td, Part qe) {
        Part domain = part(tdxLevel(td.teeTcbSvn()));
        Optional<Part> module = module(td.teeTcbSvn());
        TcbStatus both =
                module.map(part -> domain.status().mergedWith(part.status())).orElse(domain.status());
        TcbStatus sgx = part(sgxLevel()).status();
        TcbStatus relaunched = td.teeTcbSvn2()
                .filter(now -> RelaunchCheck.isPossible(sgx, both, module.map(Part::status), qe.status()))
                .map(now -> RelaunchCheck.of(tcbInfo, now, sgx, both))
                .orElse(both);
        // The level of the SGX components alone is never the worse one, but it counts if it is revoked.
        return state(domain, module, qe, sgx == TcbStatus.REVOKED ? sgx : relaunched);
    }

    private TcbState state(Part domain, Optional<Part> module, Part qe, TcbStatus withoutQe) {
        return new TcbState(
                domain,
                module,
                qe,
                withoutQe.mergedWith(qe.status()),
                tcbInfo.evaluationNumber(),
                qeIdentity.evaluationNumber());
    }

    private Optional<TcbLevel> sgxLevel() {
        return tcbInfo.levels().stream()
                .filter(level -> level.isReachedBy(platform))
                .findFirst();
    }

    private Optional<TcbLevel> tdxLevel(byte[] teeTcbSvn) {
        return tcbInfo.levels().stream()
                .filter(level -> level.isReachedBy(platform) && level.isReachedBy(teeTcbSvn))
                .findFirst();
    }

    private static Part part(Optional<TcbLevel> level) {
        return level.map(reached -> new Part(reached.status(), reached.advisories()))
                .orElse(Part.NOT_SUPPORTED);
    }

    /** Byte 1 is the module's version, byte 0 its SVN; a module without a version is among the platform's components. */
    private Optional<Part> module(byte[] teeTcbSvn) {
        int version = teeTcbSvn[1] & 0xFF;
        return version == 0
                ? Optional.empty()
                : Optional.of(isvPart(tcbInfo.module(version).levels(), teeTcbSvn[0] & 0xFF));
    }

    private static Part isvPart(List<IsvLevel> levels, int isvSvn) {
        return IsvLevel.match(levels, isvSvn)
                .map(reached -> new Part(reached.status(), reached.advisories()))
                .orElse(Part.NOT_SUPPORTED);
    }
}
