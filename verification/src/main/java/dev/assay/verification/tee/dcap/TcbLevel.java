package dev.assay.verification.tee.dcap;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A TCB level of a platform: the least SVN of each component that belongs to it, and what Intel says of it. */
final class TcbLevel {

    /** Highest first, as QVL sorts them: SGX components from the first to the last, then PCE, then TDX components. */
    static final Comparator<TcbLevel> HIGHEST_FIRST = Comparator.<TcbLevel, int[]>comparing(
                    level -> level.sgx, Arrays::compare)
            .thenComparingInt(level -> level.pceSvn)
            .thenComparing(level -> level.tdx, Arrays::compare)
            .reversed();

    /** CPUSVN and TEE_TCB_SVN have one byte for each of so many components; a level with more or fewer is malformed. */
    private static final int COMPONENTS = 16;

    private static final int NO_TDX = 0;

    private final int[] sgx;
    private final int[] tdx;
    private final int pceSvn;
    private final TcbStatus status;
    private final List<String> advisories;

    private TcbLevel(JsonFields level, int[] sgx, int[] tdx) {
        level.instant("tcbDate");
        this.sgx = sgx;
        this.tdx = tdx;
        pceSvn = level.object("tcb").number("pcesvn", 0xFFFF);
        status = level.status(TcbStatus.OF_PLATFORMS);
        advisories = level.strings("advisoryIDs");
    }

    /** Of version 2, for SGX alone. */
    static TcbLevel readVersion2(JsonFields level) {
        JsonFields tcb = level.object("tcb");
        int[] sgx = new int[COMPONENTS];
        for (int i = 0; i < COMPONENTS; i++) {
            sgx[i] = tcb.number(String.format(Locale.ROOT, "sgxtcbcomp%02dsvn", i + 1), 0xFF);
        }
        return new TcbLevel(level, sgx, new int[NO_TDX]);
    }

    static TcbLevel readSgx(JsonFields level) {
        return new TcbLevel(level, components(level, "sgxtcbcomponents"), new int[NO_TDX]);
    }

    static TcbLevel readTdx(JsonFields level) {
        return new TcbLevel(level, components(level, "sgxtcbcomponents"), components(level, "tdxtcbcomponents"));
    }

    private static int[] components(JsonFields level, String name) {
        JsonFields tcb = level.object("tcb");
        int[] svns = tcb.objects(name).stream()
                .mapToInt(component -> component.number("svn", 0xFF))
                .toArray();
        if (svns.length != COMPONENTS) {
            throw tcb.fault(name + " has " + svns.length + " components, not " + COMPONENTS);
        }
        return svns;
    }

    TcbStatus status() {
        return status;
    }

    List<String> advisories() {
        return advisories;
    }

    int tdxComponent(int index) {
        return tdx[index];
    }

    /** QVL 4.1.2.4.17.1 and 17.2: every one of the 16 components, and the PCE. */
    boolean isReachedBy(SgxExtension platform) {
        for (int i = 0; i < COMPONENTS; i++) {
            if (platform.component(i) < sgx[i]) {
                return false;
            }
        }
        return platform.pceSvn() >= pceSvn;
    }

    /** QVL 4.1.2.4.17.3: a module with a version of its own (byte 1) is judged by its identity, and bytes 0 and 1 there. */
    boolean isReachedBy(byte[] teeTcbSvn) {
        for (int i = teeTcbSvn[1] == 0 ? 0 : 2; i < COMPONENTS; i++) {
            if ((teeTcbSvn[i] & 0xFF) < tdx[i]) {
                return false;
            }
        }
        return true;
    }
}
