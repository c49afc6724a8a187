package dev.assay.node.prove.kzg;

import dev.assay.node.iden3.CircuitSize;
import dev.assay.node.iden3.Wiring;
import dev.assay.node.iden3.Wiring.Side;
import dev.assay.node.iden3.Wtns;
import dev.assay.node.prove.Scalars;
import dev.assay.verification.bn254.Fr;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.stream.IntStream;

/** What the left, right and output wires carry on each row, and the public inputs. */
public record Wires(Scalars a, Scalars b, Scalars c, Fr[] inputs) {

    /** @throws IllegalArgumentException unless the witness has a value for each wire */
    public static Wires of(Wiring wiring, CircuitSize size, Wtns witness) {
        MemorySegment signals = wiring.signals(witness);
        return new Wires(
                Scalars.of(wiring.column(Side.LEFT, signals, size.rows())),
                Scalars.of(wiring.column(Side.RIGHT, signals, size.rows())),
                Scalars.of(wiring.column(Side.OUTPUT, signals, size.rows())),
                IntStream.rangeClosed(1, size.publicWires())
                        .mapToObj(witness::value)
                        .toArray(Fr[]::new));
    }

    /** PI: minus the public inputs, on the rows that begin the domain. */
    public Scalars publicInputs(int rows) {
        Scalars column = Scalars.of(IntStream.range(0, inputs.length)
                .mapToObj(i -> inputs[i].negate())
                .toArray(Fr[]::new));
        return column.with(rows, Map.of());
    }
}
