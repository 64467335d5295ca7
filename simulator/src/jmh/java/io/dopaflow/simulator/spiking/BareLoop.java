package io.dopaflow.simulator.spiking;

import io.dopaflow.models.random.PoissonLaw;
import io.dopaflow.models.spiking.Afferents;
import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.neuron.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The program that one would write for a network of leaky neurons whose weights and delay are common: one thread, plain loops over arrays, a
 * random generator with a state. The same neurons, targets and rates; nothing is recorded, no bit is promised.
 */
final class BareLoop {
    private final int cells;
    private final int[] offsets;
    private final int[] targets;
    private final boolean[] inhibits;
    private final double[] weights = new double[2];
    private final int delay;
    private final int steps;
    private final double[] v;
    private final double[] ex;
    private final double[] in;
    private final int[] held;
    private final double infinity;
    private final double decay;
    private final double decayEx;
    private final double decayIn;
    private final double fromEx;
    private final double fromIn;
    private final double threshold;
    private final double reset;
    private final int refractory;
    private final PoissonLaw drive;
    private final double driveWeight;

    BareLoop(SpikingNetwork network) {
        cells = network.cells();
        long step = network.time().unitPs();
        steps = (int) (network.durationPs() / step);
        List<Projection> projections = network.projections();
        List<Afferents> afferents = projections.stream()
                .map(p ->
                        Afferents.of(network, p, 0, network.groups().get(p.to()).size()))
                .toList();
        offsets = new int[cells + 1];
        for (int p = 0; p < projections.size(); p++) {
            int first = network.first(projections.get(p).from());
            for (int source : afferents.get(p).incoming().sources()) {
                offsets[first + source + 1]++;
            }
        }
        for (int c = 0; c < cells; c++) {
            offsets[c + 1] += offsets[c];
        }
        targets = new int[offsets[cells]];
        inhibits = new boolean[cells];
        int[] next = offsets.clone();
        for (int p = 0; p < projections.size(); p++) {
            Projection projection = projections.get(p);
            int first = network.first(projection.from());
            int firstTarget = network.first(projection.to());
            int size = network.groups().get(projection.to()).size();
            for (int t = 0; t < size; t++) {
                for (int i = afferents.get(p).incoming().from(t);
                        i < afferents.get(p).incoming().to(t);
                        i++) {
                    targets[next[first + afferents.get(p).incoming().source(i)]++] = firstTarget + t;
                }
            }
            double weight = afferents.get(p).weight();
            weights[weight < 0 ? 1 : 0] = weight;
            Arrays.fill(inhibits, first, network.first(projection.from() + 1), weight < 0);
        }
        delay = (int) (afferents.get(0).delayPs() / step);
        v = new double[cells];
        SplittableRandom random = new SplittableRandom(1);
        double low = network.population(0).start().get("V_m").lowest();
        double high = network.population(0).start().get("V_m").highest();
        Arrays.setAll(v, i -> low + (high - low) * random.nextDouble());
        ex = new double[cells];
        in = new double[cells];
        held = new int[cells];
        double h = step * 1e-9;
        double tau = value(network, "tau_m");
        double tauEx = value(network, "tau_syn_ex");
        double tauIn = value(network, "tau_syn_in");
        infinity = value(network, "E_L");
        decay = Math.exp(-h / tau);
        decayEx = Math.exp(-h / tauEx);
        decayIn = Math.exp(-h / tauIn);
        fromEx = (decay - decayEx) / (1 / tauEx - 1 / tau) / value(network, "C_m");
        fromIn = (decay - decayIn) / (1 / tauIn - 1 / tau) / value(network, "C_m");
        threshold = value(network, "V_th");
        reset = value(network, "V_reset");
        refractory = (int) Math.round(value(network, "t_ref") / h);
        if (network.drives().isEmpty()) {
            drive = new PoissonLaw(0);
            driveWeight = 0;
        } else {
            Drive.Poisson poisson = (Drive.Poisson) network.drives().get(0);
            drive = new PoissonLaw(poisson.rate().at(0) * h * 1e-3);
            driveWeight = poisson.weight().lowest();
        }
    }

    private static double value(SpikingNetwork network, String name) {
        List<Parameter> parameters = network.population(0).model().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(name)) {
                return network.population(0).parameters().get(i).lowest();
            }
        }
        return 1;
    }

    /** Goes through the whole duration; the number of spikes. */
    long run() {
        SplittableRandom random = new SplittableRandom(2);
        boolean isDelta = fromEx == fromIn;
        double[] plus = new double[cells];
        double[] minus = new double[cells];
        int[][] queue = new int[delay + 1][cells];
        int[] counts = new int[delay + 1];
        long spikes = 0;
        for (int step = 1; step <= steps; step++) {
            Arrays.fill(plus, 0);
            Arrays.fill(minus, 0);
            if (driveWeight > 0) {
                for (int i = 0; i < cells; i++) {
                    plus[i] = driveWeight * drive.count(random.nextDouble());
                }
            }
            int slot = step % (delay + 1);
            int due = (step + 1) % (delay + 1);
            for (int s = 0; s < counts[due]; s++) {
                int source = queue[due][s];
                double[] sums = inhibits[source] ? minus : plus;
                double weight = weights[inhibits[source] ? 1 : 0];
                for (int i = offsets[source]; i < offsets[source + 1]; i++) {
                    sums[targets[i]] += weight;
                }
            }
            int count = isDelta ? delta(plus, minus, queue[slot]) : currents(plus, minus, queue[slot]);
            counts[slot] = count;
            spikes += count;
        }
        return spikes;
    }

    private int delta(double[] plus, double[] minus, int[] spiking) {
        int count = 0;
        for (int i = 0; i < cells; i++) {
            if (held[i] > 0) {
                held[i]--;
                continue;
            }
            v[i] = infinity + (v[i] - infinity) * decay + plus[i] + minus[i];
            if (v[i] >= threshold) {
                v[i] = reset;
                held[i] = refractory;
                spiking[count++] = i;
            }
        }
        return count;
    }

    private int currents(double[] plus, double[] minus, int[] spiking) {
        int count = 0;
        for (int i = 0; i < cells; i++) {
            if (held[i] > 0) {
                held[i]--;
            } else {
                v[i] = infinity + (v[i] - infinity) * decay + ex[i] * fromEx + in[i] * fromIn;
                if (v[i] >= threshold) {
                    v[i] = reset;
                    held[i] = refractory;
                    spiking[count++] = i;
                }
            }
            ex[i] = ex[i] * decayEx + plus[i];
            in[i] = in[i] * decayIn + minus[i];
        }
        return count;
    }
}
