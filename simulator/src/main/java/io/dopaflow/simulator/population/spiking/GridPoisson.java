package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.random.PoissonLaw;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.KeyedValues;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.neuron.Arriving;
import io.dopaflow.models.spiking.source.PoissonSteps;
import io.dopaflow.simulator.population.PhiloxKey;
import java.util.Arrays;

/**
 * Independent Poisson trains into the neurons of a population on a grid: the counts of {@link PoissonSteps}, for all neurons at once.
 * A block of the generator makes the counts of two steps of a neuron; blocks of many neurons are computed side by side.
 */
final class GridPoisson {
    private static final int PURPOSE = Purpose.SPIKE_TRAIN.code();

    /** With so many bits one number in some hundred needs more. */
    private static final int BITS = 12;

    private final PhiloxBlocks blocks;
    private final PoissonSteps steps;
    private final double[] weights;
    private final boolean isUniform;
    private final int from;
    private final Arriving arriving;
    private final int count;
    private final long delay;

    /** Two numbers of the generator make a uniform one: those of a step, and those of the next. */
    private final int[][] numbers;

    private long laterStep = -1;

    private PoissonLaw law = new PoissonLaw(0);
    private byte[] byFirstBits = {};
    private long events;

    GridPoisson(SpikingNetwork network, Drive.Poisson drive, Division division, Arriving arriving) {
        // The streams of PoissonTrain and PoissonSteps: derived by projection and source, which are one here.
        blocks = Vectors.blocks(PhiloxKey.of(network.streams().derived(drive.id(), 0)), PURPOSE);
        long unit = network.time().unitPs();
        steps = new PoissonSteps(drive.rate(), unit);
        from = division.from(drive.to());
        count = division.to(drive.to()) - from;
        this.arriving = arriving;
        delay = drive.delayPs() / unit;
        weights = KeyedValues.weights(drive, network.streams(), from, from + count);
        isUniform = count > 0 && Arrays.stream(weights).allMatch(weight -> weight == weights[0]);
        numbers = new int[PhiloxBlocks.NUMBERS][count + PhiloxBlocks.MOST_LANES];
    }

    long events() {
        return events;
    }

    /** Adds what arrives at a step. */
    void deliver(long step) {
        long emitted = step - delay;
        if (emitted < 1) {
            return;
        }
        learn(steps.law(emitted));
        if (law.mean() == 0) {
            return;
        }
        boolean isFirst = (emitted & 1) == 1;
        if (isFirst || laterStep != emitted) {
            blocks.fill((emitted - 1) >>> 1, from, count, numbers);
            laterStep = emitted + 1;
        }
        if (isFirst) {
            add(numbers[0], numbers[1]);
        } else {
            add(numbers[2], numbers[3]);
        }
    }

    /** A law that stays is worth a table. */
    private void learn(PoissonLaw next) {
        if (next != law) {
            law = next;
            byFirstBits = new byte[0];
        } else if (byFirstBits.length == 0) {
            byFirstBits = law.byFirstBits(BITS);
        }
    }

    private void add(int[] v, int[] w) {
        if (isUniform && byFirstBits.length > 0) {
            addUniform(v, w, arriving.sums(weights[0]));
            return;
        }
        for (int i = 0; i < count; i++) {
            int spikes = law.count(uniform(v[i], w[i]));
            double weight = weights[i];
            arriving.sums(weight)[i] += spikes * weight;
            events += spikes;
        }
    }

    /** The usual case: a law that stays, and one weight. */
    private void addUniform(int[] v, int[] w, double[] sums) {
        byte[] table = byFirstBits;
        double weight = weights[0];
        long all = 0;
        for (int i = 0; i < count; i++) {
            int spikes = table[v[i] >>> (Integer.SIZE - BITS)];
            if (spikes < 0) {
                spikes = law.count(uniform(v[i], w[i]));
            }
            sums[i] += spikes * weight;
            all += spikes;
        }
        events += all;
    }

    /** The double that Commons RNG makes of two numbers. */
    private static double uniform(int v, int w) {
        return (((long) (v >>> 6) << 27) | (w >>> 5)) * 0x1p-53;
    }
}
