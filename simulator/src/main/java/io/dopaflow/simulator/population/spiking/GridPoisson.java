package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.random.PoissonLaw;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.KeyedValues;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.source.PoissonSteps;
import io.dopaflow.simulator.population.PhiloxKey;
import java.util.Arrays;

/**
 * Independent Poisson trains into the neurons of a population on a grid: the counts of {@link PoissonSteps}, for all neurons at once.
 * A block of the generator makes the counts of two steps of a neuron; blocks of many neurons are computed side by side.
 */
final class GridPoisson {
    private static final int PURPOSE = Purpose.SPIKE_TRAIN.code();
    private static final long WORD = 0xffffffffL;

    /** With so many bits one number in some hundred needs more. */
    private static final int BITS = 12;

    /** So many neurons' blocks stay in the first-level cache. */
    private static final int SIDE_BY_SIDE = 256;

    private final PhiloxKey key;
    private final PoissonSteps steps;
    private final double[] weights;
    private final boolean isUniform;
    private final int from;
    private final int first;
    private final int count;
    private final long delay;

    private final long[] c0 = new long[SIDE_BY_SIDE];
    private final long[] c1 = new long[SIDE_BY_SIDE];
    private final long[] c2 = new long[SIDE_BY_SIDE];
    private final long[] c3 = new long[SIDE_BY_SIDE];

    /** Two numbers of the generator make a uniform one: those of this step, and those of the next. */
    private final int[] high;

    private final int[] low;
    private final int[] laterHigh;
    private final int[] laterLow;
    private long laterStep = -1;

    private PoissonLaw law = new PoissonLaw(0);
    private byte[] byFirstBits = {};
    private long events;

    GridPoisson(SpikingNetwork network, Drive.Poisson drive, Division division) {
        // The streams of PoissonTrain and PoissonSteps: derived by projection and source, which are one here.
        key = PhiloxKey.of(network.streams().derived(drive.id(), 0));
        long unit = network.time().unitPs();
        steps = new PoissonSteps(drive.rate(), unit);
        from = division.from(drive.to());
        count = division.to(drive.to()) - from;
        first = division.first(drive.to());
        delay = drive.delayPs() / unit;
        weights = KeyedValues.weights(drive, network.streams(), from, from + count);
        isUniform = count > 0 && Arrays.stream(weights).allMatch(weight -> weight == weights[0]);
        high = new int[count];
        low = new int[count];
        laterHigh = new int[count];
        laterLow = new int[count];
    }

    long events() {
        return events;
    }

    /** Adds what arrives at a step. */
    void deliver(long step, double[] excitatory, double[] inhibitory) {
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
            for (int at = 0; at < count; at += SIDE_BY_SIDE) {
                draw((emitted - 1) >>> 1, at, Math.min(SIDE_BY_SIDE, count - at));
            }
            laterStep = emitted + 1;
        }
        if (isFirst) {
            add(high, low, excitatory, inhibitory);
        } else {
            add(laterHigh, laterLow, excitatory, inhibitory);
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

    private void add(int[] v, int[] w, double[] excitatory, double[] inhibitory) {
        if (isUniform && byFirstBits.length > 0) {
            addUniform(v, w, weights[0] >= 0 ? excitatory : inhibitory);
            return;
        }
        for (int i = 0; i < count; i++) {
            int spikes = law.count(uniform(v[i], w[i]));
            double weight = weights[i];
            double[] sums = weight >= 0 ? excitatory : inhibitory;
            sums[first + i] += spikes * weight;
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
            sums[first + i] += spikes * weight;
            all += spikes;
        }
        events += all;
    }

    /** The numbers of a block of some neurons: those of its two steps. */
    private void draw(long block, int at, int size) {
        long lowWord = (block + 1) & WORD;
        long highWord = (block + 1) >>> Integer.SIZE;
        for (int i = 0; i < size; i++) {
            c0[i] = lowWord;
            c1[i] = highWord;
            c2[i] = (from + at + i) & WORD;
            c3[i] = PURPOSE;
        }
        int k0 = key.low();
        int k1 = key.high();
        for (int round = 0; round < PhiloxKey.ROUNDS; round++) {
            round(k0 & WORD, k1 & WORD, size);
            k0 += PhiloxKey.WEYL_0;
            k1 += PhiloxKey.WEYL_1;
        }
        for (int i = 0; i < size; i++) {
            high[at + i] = (int) c0[i];
            low[at + i] = (int) c1[i];
            laterHigh[at + i] = (int) c2[i];
            laterLow[at + i] = (int) c3[i];
        }
    }

    private void round(long k0, long k1, int size) {
        for (int i = 0; i < size; i++) {
            long product0 = c0[i] * (PhiloxKey.MULTIPLIER_0 & WORD);
            long product1 = c2[i] * (PhiloxKey.MULTIPLIER_1 & WORD);
            c0[i] = (product1 >>> Integer.SIZE) ^ c1[i] ^ k0;
            c1[i] = product1 & WORD;
            c2[i] = (product0 >>> Integer.SIZE) ^ c3[i] ^ k1;
            c3[i] = product0 & WORD;
        }
    }

    /** The double that Commons RNG makes of two numbers. */
    private static double uniform(int v, int w) {
        return (((long) (v >>> 6) << 27) | (w >>> 5)) * 0x1p-53;
    }
}
