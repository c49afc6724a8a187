package dev.assay.verification.fuzz;

import java.util.Map;

/** A parser of untrusted bytes, and what holds of it whatever it is given. */
public interface FuzzTarget {

    /** Files under this name are inputs to start from; all others are what the property takes as given, such as a root. */
    String SEED = "seed/";

    /** What must hold of any input; an unchecked exception or an assertion error where it does not. */
    interface Property {
        void check(byte[] input);
    }

    /** Fresh files, by name; a simulator's, and nobody else's. */
    Map<String, byte[]> make();

    /** The property, given the files that {@link #make} once made. */
    Property over(Corpus files);
}
