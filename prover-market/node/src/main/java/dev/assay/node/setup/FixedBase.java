package dev.assay.node.setup;

import dev.assay.verification.bn254.Fr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Multiplies one point by many scalars: each of a scalar's 32 bytes picks a multiple from a table.
 *
 * @param <A> an affine point
 * @param <P> a Jacobian point
 */
final class FixedBase<A, P> {

    private static final int BYTES = 32;
    private static final int VALUES = 256;

    private final Group<A, P> group;
    private final List<List<A>> multiples = new ArrayList<>();

    FixedBase(Group<A, P> group, A base, Function<List<P>, List<A>> toAffine) {
        this.group = group;
        P step = group.addAffine(group.infinity(), base);
        for (int i = 0; i < BYTES; i++) {
            List<P> ofByte = new ArrayList<>(VALUES);
            P multiple = group.infinity();
            for (int value = 0; value < VALUES; value++) {
                ofByte.add(multiple);
                multiple = group.add(multiple, step);
            }
            multiples.add(toAffine.apply(ofByte));
            step = multiple;
        }
    }

    P times(Fr scalar) {
        byte[] bytes = scalar.toLittleEndian();
        P product = group.infinity();
        for (int i = 0; i < BYTES; i++) {
            if (bytes[i] != 0) {
                product = group.addAffine(product, multiples.get(i).get(Byte.toUnsignedInt(bytes[i])));
            }
        }
        return product;
    }
}
