package io.dopaflow.analysis.episode;

import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.analysis.flow.VectorField;
import io.dopaflow.analysis.theory.LinearNoise;
import io.dopaflow.models.task.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * The gradient flow that the weights of a whole run in episodes follow, and their scatter about it. In a unit of time, an episode, a weight falls by its rate of learning times the gradient of the expected loss, which is the
 * mean over all samples:
 *
 * <pre>dw/dk = -R grad E[L],   dS/dk = -(R H S + S H R) + R C R</pre>
 *
 * <p>with the rates R, the Hessian H and the covariance C of an episode's (L - b) z, with b near E[L] of its sample. That is the limit of many episodes, each with a small rate; that samples come one after the other is left out.
 *
 * <p>For networks that {@link Enumeration} can do. For one thread.
 */
public final class RunFlow {
    private final List<Enumeration> samples = new ArrayList<>();
    private final double[] rates;

    /**
     * Of a run.
     *
     * @param samples all that are presented, equally often
     * @throws IllegalArgumentException if a sample has too many patterns to enumerate; says what Monte Carlo costs
     */
    public RunFlow(List<NetworkEpisode> samples) {
        for (NetworkEpisode sample : samples) {
            this.samples.add(new Enumeration(sample.episode(), sample.loss()));
        }
        this.rates = EpisodeLayer.rates(samples.get(0).layers());
    }

    /** The expected loss, the mean over samples. */
    public double loss(double[] weights) {
        return samples.stream()
                .mapToDouble(sample -> sample.loss(weights))
                .average()
                .orElseThrow();
    }

    /**
     * Where the flow is, with the variances of weights about it.
     *
     * @param weights in mV
     * @param variances of each, in mV^2
     */
    public record Point(double[] weights, double[] variances) {}

    /**
     * The flow at given numbers of episodes.
     *
     * @param weights at the start, in mV
     * @param episodes ascending, from 0; the last one above 0
     * @param progress told the share that is done
     */
    public List<Point> at(double[] weights, long[] episodes, DoubleConsumer progress) {
        double all = episodes[episodes.length - 1];
        double[] shares = new double[episodes.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = episodes[i] / all;
        }
        GradientFlow flow = new GradientFlow(new Field(), all);
        double[][] path = flow.at(weights, EpisodeField.NOTHING, shares);
        Scaled scaled = new Scaled(progress);
        double curvature =
                MatrixUtils.createRealMatrix(scaled.hessian(scaled.to(weights))).getFrobeniusNorm();
        int steps = LinearNoise.steps(all * curvature);
        scaled.expected = 2 * steps + 2;
        double[][] halves = flow.at(weights, EpisodeField.NOTHING, LinearNoise.halfSteps(steps));
        for (int i = 0; i < halves.length; i++) {
            halves[i] = scaled.to(halves[i]);
        }
        // With as many cycles as the time is long the noise of an episode is C.
        double[][] variances = new LinearNoise(scaled, all, Math.toIntExact((long) all)).variances(halves);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < path.length; i++) {
            points.add(new Point(path[i], scaled.variances(variances, shares[i] * steps)));
        }
        return points;
    }

    private final class Field implements VectorField {
        @Override
        public int dimension() {
            return rates.length;
        }

        @Override
        public double at(double[] weights, Sample unused, double[] into) {
            double[] one = new double[rates.length];
            Arrays.fill(into, 0);
            double loss = 0;
            for (Enumeration sample : samples) {
                loss += sample.gradient(weights, one) / samples.size();
                for (int i = 0; i < one.length; i++) {
                    into[i] += rates[i] * one[i] / samples.size();
                }
            }
            return loss;
        }
    }

    /** The same in the coordinates w / sqrt(rate), in which R is 1 and the Hessian stays symmetric. */
    private final class Scaled implements LinearNoise.Local {
        private final DoubleConsumer progress;
        private int expected = Integer.MAX_VALUE;
        private int done;

        Scaled(DoubleConsumer progress) {
            this.progress = progress;
        }

        double[] to(double[] weights) {
            double[] scaled = weights.clone();
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] /= rates[i] == 0 ? 1 : Math.sqrt(rates[i]);
            }
            return scaled;
        }

        private double[] from(double[] scaled) {
            double[] weights = scaled.clone();
            for (int i = 0; i < weights.length; i++) {
                weights[i] *= rates[i] == 0 ? 1 : Math.sqrt(rates[i]);
            }
            return weights;
        }

        private double[][] scaled(double[][] matrix) {
            for (int i = 0; i < matrix.length; i++) {
                for (int j = 0; j < matrix.length; j++) {
                    matrix[i][j] *= Math.sqrt(rates[i] * rates[j]);
                }
            }
            return matrix;
        }

        @Override
        public double[][] hessian(double[] theta) {
            progress.accept((double) done++ / expected);
            return scaled(mean(sample -> sample.hessian(from(theta))));
        }

        @Override
        public RealMatrix covariance(double[] theta, double[][] unused) {
            return MatrixUtils.createRealMatrix(
                    scaled(mean(sample -> sample.moments(from(theta)).covariance())));
        }

        private double[][] mean(Function<Enumeration, double[][]> matrix) {
            double[][] sum = new double[rates.length][rates.length];
            for (Enumeration sample : samples) {
                double[][] one = matrix.apply(sample);
                for (int i = 0; i < sum.length; i++) {
                    for (int j = 0; j < sum.length; j++) {
                        sum[i][j] += one[i][j] / samples.size();
                    }
                }
            }
            return sum;
        }

        /** Between steps on a straight line. */
        double[] variances(double[][] bySteps, double at) {
            int before = (int) Math.min(Math.floor(at), bySteps.length - 2);
            double part = at - before;
            double[] variances = new double[rates.length];
            for (int i = 0; i < variances.length; i++) {
                variances[i] = rates[i] * ((1 - part) * bySteps[before][i] + part * bySteps[before + 1][i]);
            }
            return variances;
        }
    }
}
