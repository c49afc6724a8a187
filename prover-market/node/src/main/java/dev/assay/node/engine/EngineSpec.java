package dev.assay.node.engine;

import java.util.List;

/**
 * An engine as the node's configuration names it.
 *
 * @param name for logs: letters, digits and dashes
 * @param command the executable and its arguments; none has a space in it
 */
public record EngineSpec(String name, List<String> command) {

    /**
     * Reads {@code name=command argument argument}.
     *
     * @throws IllegalArgumentException that says what is allowed
     */
    public static EngineSpec parse(String text) {
        int equals = text.indexOf('=');
        List<String> command = List.of(text.substring(equals + 1).strip().split("\\s+"));
        if (equals < 1
                || !text.substring(0, equals).matches("[A-Za-z0-9-]{1,32}")
                || command.getFirst().isEmpty()) {
            throw new IllegalArgumentException("an engine is written name=command argument…, not " + text);
        }
        return new EngineSpec(text.substring(0, equals), command);
    }
}
