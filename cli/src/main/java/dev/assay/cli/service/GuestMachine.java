package dev.assay.cli.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The kernel and the processor under a root, as far as TEEs are concerned. */
record GuestMachine(Path root) {

    /** A guest sees its own kind; a host sees what it could give. */
    private static final List<String> FLAGS = List.of("tdx_guest", "sev", "sev_es", "sev_snp", "hypervisor");

    private static final List<String> CONTAINERS = List.of("docker", "kubepods", "containerd", "libpod", "lxc");
    private static final int CAP_SYS_ADMIN = 21;

    String kernel() {
        String release = text("proc/sys/kernel/osrelease").strip();
        return release.isEmpty() ? "unknown" : release;
    }

    /** The first two numbers of the version as one: 6.7 is 6007; 0 if unknown. */
    int kernelVersion() {
        String[] parts = kernel().split("[^0-9]+", 3);
        return parts.length < 2 || parts[0].isEmpty() || parts[0].length() > 3 || parts[1].length() > 3
                ? 0
                : Integer.parseInt(parts[0]) * 1000 + Integer.parseInt("0" + parts[1]);
    }

    List<String> cpuFlags() {
        Set<String> flags =
                new HashSet<>(Arrays.asList(value("proc/cpuinfo", "flags").split(" ", -1)));
        return FLAGS.stream().filter(flags::contains).toList();
    }

    String clockSource() {
        String source = text("sys/devices/system/clocksource/clocksource0/current_clocksource")
                .strip();
        return source.isEmpty() ? "unknown" : source;
    }

    /** What kind of container this seems to be in. */
    String container() {
        if (Files.exists(root.resolve(".dockerenv"))) {
            return "docker";
        }
        if (Files.exists(root.resolve("run/.containerenv"))) {
            return "podman";
        }
        String groups = text("proc/1/cgroup");
        return CONTAINERS.stream().filter(groups::contains).findFirst().orElse("none seen");
    }

    /** Whether this process has the capability that {@code /dev/nsm} asks for. */
    boolean hasSysAdmin() {
        String effective = value("proc/self/status", "CapEff");
        return effective.matches("[0-9a-f]{1,16}")
                && (Long.parseUnsignedLong(effective, 16) >>> CAP_SYS_ADMIN & 1) == 1;
    }

    private String value(String file, String key) {
        return text(file)
                .lines()
                .filter(line -> line.startsWith(key))
                .findFirst()
                .orElse("")
                .replaceAll("^[^:]*:\\s*", "");
    }

    private String text(String file) {
        try {
            return Files.readString(root.resolve(file), StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
