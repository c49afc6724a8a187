package dev.assay.node.prove;

import java.util.Arrays;
import java.util.Locale;

/** Which backend to prove on. */
public enum BackendChoice {
    /** The native engine where there is one for this machine, else Java. */
    AUTO,
    JAVA,
    NATIVE;

    /**
     * What was chosen.
     *
     * @param why for people; says what is missing where Java stands in for the native engine
     */
    public record Chosen(Backend backend, String why) {}

    /** @throws IllegalArgumentException for a name that is none of "auto", "java" and "native" */
    public static BackendChoice of(String name) {
        return Arrays.stream(values())
                .filter(choice -> choice.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("backend = " + name + ": auto, java or native"));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws NativeEngine.Missing if the native engine was asked for, and there is none */
    public Chosen choose() throws NativeEngine.Missing {
        return switch (this) {
            case JAVA -> java("as asked");
            case NATIVE -> chosen(NativeEngine.load().backend());
            case AUTO -> best();
        };
    }

    /** The native engine, or Java and why. */
    public static Chosen best() {
        try {
            return chosen(NativeEngine.load().backend());
        } catch (NativeEngine.Missing e) {
            return java(String.valueOf(e.getMessage()));
        }
    }

    private static Chosen java(String why) {
        JavaBackend backend = new JavaBackend();
        return new Chosen(backend, backend.hardware() + ": " + why);
    }

    private static Chosen chosen(NativeBackend backend) {
        return new Chosen(backend, "native, for " + backend.level().label() + " processors");
    }
}
