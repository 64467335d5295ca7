package io.dopaflow.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

/**
 * Linear neurons with normal noise of variance 1, x = W h + noise, h normal: where all is known. With the encoder W' the difference
 * of two passes, W' x - W' W h, less h itself is the gradient of log p(x, h), and the posterior has the covariance V = (W' W +
 * 1)^-1, whatever is seen.
 */
class VariationalBoundTest {
    private static final int INPUTS = 6;
    private static final int HIDDEN = 3;
    private static final int SAMPLES = 8;
    private static final double RATE = 0.05;
    private static final RealMatrix ONE = MatrixUtils.createRealIdentityMatrix(HIDDEN);

    private final Network network = RuleLab.network(false, Activation.IDENTITY, INPUTS, HIDDEN, 1);
    private final List<Sample> samples = samples();
    private final int[] inputs = RuleLab.atDepth(network, 0);
    private final int[] hidden = RuleLab.atDepth(network, 1);

    private static List<Sample> samples() {
        RealMatrix mixing = matrix(INPUTS, HIDDEN, RuleLab.normal(INPUTS * HIDDEN, 0.7, 1));
        return IntStream.range(0, SAMPLES)
                .mapToObj(i -> {
                    double[] x = mixing.operate(RuleLab.normal(HIDDEN, 1, 100 + i));
                    double[] noise = RuleLab.normal(INPUTS, 1, 200 + i);
                    Arrays.setAll(noise, k -> noise[k] + x[k]);
                    return new Sample(noise, new double[1]);
                })
                .toList();
    }

    private static RealMatrix matrix(int rows, int columns, double[] values) {
        RealMatrix matrix = new Array2DRowRealMatrix(rows, columns);
        for (int i = 0; i < values.length; i++) {
            matrix.setEntry(i / columns, i % columns, values[i]);
        }
        return matrix;
    }

    private static Rule rule(int rounds, String prior) {
        return RuleLab.planted(
                "variational-em",
                "activated: true",
                "activated: false",
                "times: 5",
                "times: " + rounds,
                "[0.3,",
                "[0.1,",
                "[-0.3,",
                "[-0.1,",
                ", [0.006, trace(mu)], [-0.006, sent@down@prev]",
                ", [" + prior + ", sent@down@prev]",
                ", [0.006, trace(mu)], [-0.006, sent@down]",
                ", [" + prior + ", sent@down]");
    }

    /** What all synapses store where the generator is W and the encoder its transpose. */
    private double[] stored(Circuit circuit, RealMatrix w) {
        double[] stored = new double[circuit.synapses()];
        int[][] back = RuleLab.of(circuit, "G");
        int[][] own = RuleLab.between(network, 1);
        for (int i = 0; i < INPUTS; i++) {
            for (int j = 0; j < HIDDEN; j++) {
                stored[back[hidden[j]][inputs[i]]] = w.getEntry(i, j);
                stored[own[j][i]] = w.getEntry(i, j);
            }
        }
        return stored;
    }

    private RealMatrix settled(Rule rule, double[] stored) {
        RealMatrix settled = new Array2DRowRealMatrix(SAMPLES, HIDDEN);
        for (int n = 0; n < SAMPLES; n++) {
            double[] sent = RuleLab.sent(rule, network, Loss.SQUARED_ERROR, stored, samples.get(n), "settled");
            settled.setRow(n, Arrays.stream(hidden).mapToDouble(id -> sent[id]).toArray());
        }
        return settled;
    }

    /** The sum of the updates of G over all samples. */
    private RealMatrix learnt(Rule rule, Circuit circuit, double[] stored) {
        int[][] back = RuleLab.of(circuit, "G");
        RealMatrix sum = new Array2DRowRealMatrix(INPUTS, HIDDEN);
        for (Sample sample : samples) {
            double[] update = RuleLab.update(rule, network, Loss.SQUARED_ERROR, stored, sample);
            for (int i = 0; i < INPUTS; i++) {
                for (int j = 0; j < HIDDEN; j++) {
                    sum.addToEntry(i, j, update[back[hidden[j]][inputs[i]]]);
                }
            }
        }
        return sum;
    }

    private static RealMatrix covariance(RealMatrix w) {
        return MatrixUtils.inverse(w.transpose().multiply(w).add(ONE));
    }

    private RealMatrix seen() {
        RealMatrix x = new Array2DRowRealMatrix(SAMPLES, INPUTS);
        for (int n = 0; n < SAMPLES; n++) {
            x.setRow(n, samples.get(n).features());
        }
        return x;
    }

    private static double squares(RealMatrix of) {
        return Math.pow(of.getFrobeniusNorm(), 2);
    }

    private double bound(RealMatrix w, RealMatrix h, RealMatrix v) {
        double left = squares(seen().subtract(h.multiply(w.transpose())))
                + SAMPLES * w.multiply(v).multiply(w.transpose()).getTrace();
        double entropy = Math.log(new LUDecomposition(v).getDeterminant()) + HIDDEN;
        return -0.5 * (SAMPLES * INPUTS * Math.log(2 * Math.PI) + left + squares(h))
                - 0.5 * SAMPLES * (v.getTrace() - entropy);
    }

    private double logLikelihood(RealMatrix w) {
        RealMatrix s = w.multiply(w.transpose()).add(MatrixUtils.createRealIdentityMatrix(INPUTS));
        double square = seen().multiply(MatrixUtils.inverse(s))
                .multiply(seen().transpose())
                .getTrace();
        return -0.5
                * (SAMPLES * (INPUTS * Math.log(2 * Math.PI) + Math.log(new LUDecomposition(s).getDeterminant()))
                        + square);
    }

    /** Each step of the neurons and each of the synapses raises the bound, and settled it is the log-likelihood. */
    @Test
    void bound_risesToTheLogLikelihood() {
        Rule rule = rule(60, "-0.1");
        Circuit circuit = new Circuit(network, rule);
        RealMatrix w = matrix(INPUTS, HIDDEN, RuleLab.normal(INPUTS * HIDDEN, 0.3, 2));
        double first = logLikelihood(w);
        double before = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < 12; step++) {
            double[] stored = stored(circuit, w);
            RealMatrix h = settled(rule, stored);
            RealMatrix v = covariance(w);
            double settled = bound(w, h, v);
            assertThat(settled).isGreaterThan(before);
            assertThat(logLikelihood(w) - settled).isBetween(-1e-10, 1e-5);
            RealMatrix change = learnt(rule, circuit, stored)
                    .subtract(w.multiply(v).scalarMultiply(SAMPLES))
                    .scalarMultiply(RATE);
            w = w.add(change);
            before = bound(w, h, v);
            assertThat(before).isGreaterThan(settled);
        }
        assertThat(logLikelihood(w) - first).isGreaterThan(5);
    }

    /** The gap falls with every few rounds; with half the prior it stays. */
    @Test
    void gap_closesRoundByRound() {
        RealMatrix w = matrix(INPUTS, HIDDEN, RuleLab.normal(INPUTS * HIDDEN, 0.5, 3));
        double before = Double.POSITIVE_INFINITY;
        for (int rounds : new int[] {1, 2, 4, 8, 16, 32, 64}) {
            double gap = gap(w, rounds, "-0.1");
            assertThat(gap).isBetween(0.0, before * 0.9);
            before = gap;
        }
        assertThat(before).isLessThan(1e-4);
        assertThat(gap(w, 64, "-0.05")).isGreaterThan(0.01);
    }

    private double gap(RealMatrix w, int rounds, String prior) {
        Rule rule = rule(rounds, prior);
        RealMatrix h = settled(rule, stored(new Circuit(network, rule), w));
        return logLikelihood(w) - bound(w, h, covariance(w));
    }
}
