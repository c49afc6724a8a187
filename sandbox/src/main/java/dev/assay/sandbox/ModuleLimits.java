package dev.assay.sandbox;

/**
 * Bounds of a module, which together bound the time and memory that its compilation takes.
 *
 * @param sizeBytes of the whole module
 * @param types of functions, all different
 * @param functions and, each for itself, globals, exports and segments
 * @param localsPerFunction parameters included
 * @param depth of nested blocks: every branch is resolved by walking them
 * @param height of the operand stack: it is copied for every block
 * @param tableElements of the one table
 * @param complexity sum over functions of (locals + height) x (blocks + branch targets), and of the blocks each branch
 *     leaves: what a compiler's data flow costs
 */
public record ModuleLimits(
        int sizeBytes,
        int types,
        int functions,
        int localsPerFunction,
        int depth,
        int height,
        int tableElements,
        long complexity) {

    public static final ModuleLimits STANDARD =
            new ModuleLimits(4 << 20, 1_000, 20_000, 4_096, 1_000, 1_024, 100_000, 200_000_000L);

    /** Of verifier plugins and input validators, which are smaller than programs may be. */
    public static final ModuleLimits PLUGIN =
            new ModuleLimits(2 << 20, 500, 5_000, 2_048, 500, 1_024, 20_000, 50_000_000L);
}
