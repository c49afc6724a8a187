package dev.assay.bench.auction;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Who takes part: forty machines, of which a fifth comes when half of the jobs are done.
 *
 * @param deviants how many of them behave otherwise than the honest
 */
record Population(String name, int machines, Behaviour behaviour, int deviants) {

    private static final int SYBIL_NAMES = 4;

    static final List<Population> ALL = List.of(
            new Population("honest", 40, Behaviour.HONEST, 0),
            new Population("greedy", 40, Behaviour.GREEDY, 12),
            new Population("colluding", 40, Behaviour.COLLUDING, 12),
            new Population("failing", 40, Behaviour.FAILING, 12),
            new Population("sybil", 40, Behaviour.SYBIL, 4),
            new Population("thin", 3, Behaviour.SYBIL, 1));

    List<SimNode> nodes(RandomGenerator random, double halfway) {
        List<SimNode> nodes = new ArrayList<>();
        for (int i = 0; i < machines; i++) {
            Behaviour each = i < deviants ? behaviour : Behaviour.HONEST;
            SimNode.Machine machine = new SimNode.Machine(new SimNode.Hardware(
                    100 * Math.exp(0.35 * random.nextGaussian()),
                    Math.exp(0.3 * random.nextGaussian()),
                    random.nextDouble(0.05, 0.4)));
            double reliability = each == Behaviour.FAILING ? 0.5 : random.nextDouble(0.9, 1);
            double from = i % 5 == 4 ? halfway : 0;
            for (int name = 0; name < (each == Behaviour.SYBIL ? SYBIL_NAMES : 1); name++) {
                nodes.add(new SimNode(1 + nodes.size(), each, machine, reliability, from));
            }
        }
        return nodes;
    }
}
