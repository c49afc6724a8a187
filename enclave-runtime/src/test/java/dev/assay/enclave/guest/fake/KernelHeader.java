package dev.assay.enclave.guest.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Asks the C compiler what a header of the kernel says. The headers are those of the system, unless ASSAY_UAPI names
 * another folder of them, such as that of a newer kernel.
 */
public record KernelHeader(String header) implements BeforeAllCallback {

    /** Skips the class where the compiler cannot be asked. */
    @Override
    public void beforeAll(ExtensionContext context) {
        try {
            evaluate("sizeof(int)");
        } catch (IOException e) {
            abort("no C compiler that finds " + header + " (ASSAY_UAPI may name a folder of newer headers): "
                    + e.toString().lines().findFirst().orElse(""));
        }
    }

    /** The layout has a member of the same name at the same offset as the C structure. */
    public void assertOffset(String struct, String member, MemoryLayout layout) throws IOException {
        assertEquals(
                evaluate("offsetof(struct " + struct + ", " + member + ")"),
                layout.byteOffset(PathElement.groupElement(member)),
                member);
    }

    public long evaluate(String expression) throws IOException {
        return evaluate(List.of(expression)).values().iterator().next();
    }

    /** The values of constant expressions. */
    public Map<String, Long> evaluate(List<String> expressions) throws IOException {
        Path folder = Files.createTempDirectory("assay-abi");
        try {
            Files.writeString(folder.resolve("abi.c"), program(expressions));
            run(compiler(folder));
            String[] lines = run(List.of(folder.resolve("abi").toString())).split("\n", -1);
            Map<String, Long> values = new HashMap<>();
            for (int i = 0; i < expressions.size(); i++) {
                values.put(expressions.get(i), Long.parseUnsignedLong(lines[i]));
            }
            return values;
        } finally {
            for (String name : List.of("abi.c", "abi")) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.delete(folder);
        }
    }

    private String program(List<String> expressions) {
        return "#include <stddef.h>\n#include <stdio.h>\n#include <sys/ioctl.h>\n#include <sys/socket.h>\n#include <"
                + header + ">\n"
                + expressions.stream()
                        .map(each -> "printf(\"%llu\\n\", (unsigned long long)(" + each + "));\n")
                        .collect(Collectors.joining("", "int main(void) {\n", "return 0;\n}\n"));
    }

    private static List<String> compiler(Path folder) {
        List<String> command = new ArrayList<>(List.of("gcc"));
        String headers = System.getenv("ASSAY_UAPI");
        if (headers != null) {
            command.addAll(List.of("-I", headers));
        }
        command.addAll(List.of(
                "-o", folder.resolve("abi").toString(), folder.resolve("abi.c").toString()));
        return command;
    }

    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return output;
    }
}
