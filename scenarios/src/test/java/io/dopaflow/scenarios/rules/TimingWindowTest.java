package io.dopaflow.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.TimingWindow;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.junit.jupiter.api.Test;

/**
 * The window of spike timing is what a rule of rates looks like through spikes, in both directions (Bengio, Mesnard, Fischer,
 * Zhang and Wu 2015; Xie and Seung 2000).
 */
class TimingWindowTest {
    private static final double TAU_MS = 20;
    private static final double STEP_MS = 0.5;
    private static final int[] LAGS_MS = {-60, -40, -20, -10, -5, -1, 1, 5, 10, 20, 40, 60};

    /** What the window makes of one pair of spikes. */
    private static double ofPair(TimingWindow window, double lagMs) {
        double trace = Math.exp(-Math.abs(lagMs) / TAU_MS);
        return lagMs > 0 ? window.atPost(0, trace, 0) : window.atPre(0, trace, 0);
    }

    /**
     * A membrane V is an Ornstein-Uhlenbeck process of variance 1, spikes come at the rate exp(V) / 100 ms, and at a presynaptic
     * spike the weight changes by what V gains in the next step. Given a spike at a lag D its mean is C(D - dt) - C(D), with C(D) =
     * exp(-|D| / tau): for spikes after, exp(-D / tau) (exp(dt / tau) - 1), and for spikes before, -exp(D / tau) (1 - exp(-dt / tau)).
     */
    @Test
    void changeOfThePotential_averagesToTheWindow() {
        TimingWindow window = new TimingWindow(
                Pairing.ALL_TO_ALL, Math.expm1(STEP_MS / TAU_MS), -Math.expm1(-STEP_MS / TAU_MS), TAU_MS, TAU_MS);
        requireWindow(window);
        TimingWindow halved = new TimingWindow(Pairing.ALL_TO_ALL, window.aPlus() / 2, window.aMinus(), TAU_MS, TAU_MS);
        assertThatThrownBy(() -> requireWindow(halved)).isInstanceOf(AssertionError.class);
    }

    /** Twelve means, none further than 3.5 standard errors from the window: by chance one of them is in 0.6 % of all seeds. */
    private static void requireWindow(TimingWindow window) {
        UniformRandomProvider random = new RandomStreams(1).stream(Purpose.NEURON_NOISE, 0);
        int steps = 4_000_000;
        int margin = (int) (80 / STEP_MS);
        double[] v = new double[steps];
        double kept = Math.exp(-STEP_MS / TAU_MS);
        double noise = Math.sqrt(1 - kept * kept);
        v[0] = Draws.normal(random);
        for (int i = 1; i < steps; i++) {
            v[i] = kept * v[i - 1] + noise * Draws.normal(random);
        }
        StreamingStatistics[] byLag = new StreamingStatistics[LAGS_MS.length];
        for (int k = 0; k < byLag.length; k++) {
            byLag[k] = new StreamingStatistics();
        }
        for (int i = margin; i < steps - margin; i++) {
            if (Draws.open(random) < 0.01 * Math.exp(v[i]) * STEP_MS) {
                for (int k = 0; k < byLag.length; k++) {
                    int pre = i - (int) (LAGS_MS[k] / STEP_MS);
                    byLag[k].addValue(v[pre + 1] - v[pre]);
                }
            }
        }
        for (int k = 0; k < byLag.length; k++) {
            double error = byLag[k].getStandardDeviation() / Math.sqrt(byLag[k].getN());
            double z = (byLag[k].getMean() - ofPair(window, LAGS_MS[k])) / error;
            assertThat(Math.abs(z)).as("lag %d ms, z %.2f", LAGS_MS[k], z).isLessThan(3.5);
        }
    }

    private static final double RATE = 0.02;
    private static final double LENGTH_MS = 1000;
    private static final double MARGIN_MS = 200;

    /** All spikes of a presynaptic neuron and of one whose rate rises linearly: the pairs see the slope, 2 A tau^2 r r'. */
    @Test
    void pairs_seeTheSlopeOfTheRate() {
        TimingWindow window = new TimingWindow(Pairing.ALL_TO_ALL, 1, 1, TAU_MS, TAU_MS);
        for (double slope : new double[] {-2e-5, 0, 2e-5}) {
            assertThat(Math.abs(deviation(window, slope))).as("slope %g", slope).isLessThan(3.5);
        }
        TimingWindow unequal = new TimingWindow(Pairing.ALL_TO_ALL, 1, 0.9, TAU_MS, TAU_MS);
        assertThat(Math.abs(deviation(unequal, 2e-5)))
                .as("unequal areas see the rate itself")
                .isGreaterThan(10);
    }

    /** The mean change in standard errors away from 2 tau^2 r r'. */
    private static double deviation(TimingWindow window, double slope) {
        UniformRandomProvider random = new RandomStreams(2).stream(Purpose.NEURON_NOISE, 0);
        StreamingStatistics changes = new StreamingStatistics();
        for (int trial = 0; trial < 20_000; trial++) {
            changes.addValue(change(window, slope, random) / LENGTH_MS);
        }
        double expected = 2 * TAU_MS * TAU_MS * RATE * slope;
        return (changes.getMean() - expected) / (changes.getStandardDeviation() / Math.sqrt(changes.getN()));
    }

    /** What the window makes of the spikes of a trial, by the traces of both neurons. */
    private static double change(TimingWindow window, double slope, UniformRandomProvider random) {
        List<Double> pre = spikes(RATE, LENGTH_MS, random);
        double most = 0.03 + Math.abs(slope) * (LENGTH_MS / 2 + MARGIN_MS);
        List<Double> post = spikes(most, LENGTH_MS + 2 * MARGIN_MS, random).stream()
                .map(t -> t - MARGIN_MS)
                .filter(t -> Draws.open(random) * most < 0.03 + slope * (t - LENGTH_MS / 2))
                .toList();
        double value = 0;
        double ofPre = 0;
        double ofPost = 0;
        double last = -MARGIN_MS;
        int i = 0;
        int k = 0;
        while (i < pre.size() || k < post.size()) {
            boolean isPre = k == post.size() || (i < pre.size() && pre.get(i) < post.get(k));
            double now = isPre ? pre.get(i++) : post.get(k++);
            double decay = Math.exp(-(now - last) / TAU_MS);
            ofPre *= decay;
            ofPost *= decay;
            if (isPre) {
                value = window.atPre(value, ofPost, 0);
                ofPre++;
            } else {
                value = window.atPost(value, ofPre, 0);
                ofPost++;
            }
            last = now;
        }
        return value;
    }

    private static List<Double> spikes(double rate, double lengthMs, UniformRandomProvider random) {
        List<Double> times = new ArrayList<>();
        for (double t = Draws.exponential(random) / rate; t < lengthMs; t += Draws.exponential(random) / rate) {
            times.add(t);
        }
        return times;
    }
}
