package dev.assay.verification.tee.dcap;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A TCB level of a quoting enclave or a TDX module: what Intel says of all from this SVN up to the next level. */
record IsvLevel(int isvSvn, TcbStatus status, List<String> advisories) {

    /** An SVN has 16 bits. */
    private static final int MAX_SVN = 0xFFFF;

    /** Highest first, whatever the order in the text. */
    static List<IsvLevel> read(JsonFields owner, List<TcbStatus> known) {
        List<IsvLevel> levels = owner.objects("tcbLevels").stream()
                .map(level -> one(level, known))
                .sorted(Comparator.comparingInt(IsvLevel::isvSvn).reversed())
                .toList();
        if (levels.stream().map(IsvLevel::isvSvn).distinct().count() != levels.size()) {
            throw owner.fault("two levels for one SVN");
        }
        return levels;
    }

    private static IsvLevel one(JsonFields level, List<TcbStatus> known) {
        level.instant("tcbDate");
        return new IsvLevel(
                level.object("tcb").number("isvsvn", MAX_SVN), level.status(known), level.strings("advisoryIDs"));
    }

    /** The highest level that is not above the SVN. */
    static Optional<IsvLevel> match(List<IsvLevel> levels, int isvSvn) {
        return levels.stream().filter(level -> level.isvSvn() <= isvSvn).findFirst();
    }
}
