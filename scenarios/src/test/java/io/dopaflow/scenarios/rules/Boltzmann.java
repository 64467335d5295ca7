package io.dopaflow.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.InputChain;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/**
 * A restricted Boltzmann machine of few neurons, of which everything is known by going through all states: v and h of 0 and 1, with
 * the probability exp(b v + c h + h W v) / Z.
 *
 * @param w weights, by hidden neuron and input
 * @param b biases of inputs
 * @param c biases of hidden neurons
 */
record Boltzmann(double[][] w, double[] b, double[] c) {

    private static final int PIXELS = 9;

    /** The machine that a network is, of inputs and one hidden layer, with what all its synapses store. */
    static Boltzmann of(Network network, Circuit circuit, double[] stored) {
        int[] synapses = synapses(network, circuit);
        int inputs = RuleLab.atDepth(network, 0).length;
        double[][] w = new double[RuleLab.atDepth(network, 1).length][inputs];
        int next = 0;
        for (double[] row : w) {
            for (int i = 0; i < inputs; i++) {
                row[i] = stored[synapses[next++]];
            }
        }
        double[] b = new double[inputs];
        for (int i = 0; i < inputs; i++) {
            b[i] = stored[synapses[next++]];
        }
        double[] c = new double[w.length];
        for (int j = 0; j < c.length; j++) {
            c[j] = stored[synapses[next++]];
        }
        return new Boltzmann(w, b, c);
    }

    /** Its synapses by their numbers in the model, in the order of {@link Moments#flat}. */
    static int[] synapses(Network network, Circuit circuit) {
        List<Integer> ids = new ArrayList<>();
        int[] hidden = RuleLab.atDepth(network, 1);
        for (int[] row : RuleLab.between(network, 1)) {
            Arrays.stream(row).forEach(ids::add);
        }
        int[][] own = RuleLab.of(circuit, "W");
        int[][] back = RuleLab.of(circuit, "R");
        Wiring forward = circuit.wirings().get(0);
        int bias = Arrays.stream(forward.fanIn(hidden[0]))
                .map(forward::pre)
                .filter(id -> network.neuron(id).role() instanceof NeuronRole.Bias)
                .findFirst()
                .orElseThrow();
        for (int input : RuleLab.atDepth(network, 0)) {
            ids.add(back[bias][input]);
        }
        for (int neuron : hidden) {
            ids.add(own[bias][neuron]);
        }
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The fourteen pictures of 3 x 3 that are all bars or all stripes, equally probable. */
    static double[] bars() {
        double[] data = new double[1 << PIXELS];
        for (int pattern = 0; pattern < 8; pattern++) {
            int bars = 0;
            int stripes = 0;
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                bars |= (pattern >> pixel / 3 & 1) << pixel;
                stripes |= (pattern >> pixel % 3 & 1) << pixel;
            }
            data[bars] = 1.0 / 14;
            data[stripes] = 1.0 / 14;
        }
        return data;
    }

    /** Means of h v, v and h, in this order. */
    record Moments(double[][] hv, double[] v, double[] h) {

        /** All of them in a row: a gradient, of weights, input biases and hidden biases. */
        double[] flat() {
            List<Double> all = new ArrayList<>();
            for (double[] row : hv) {
                for (double value : row) {
                    all.add(value);
                }
            }
            for (double value : v) {
                all.add(value);
            }
            for (double value : h) {
                all.add(value);
            }
            return all.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    int states() {
        return 1 << b.length;
    }

    double[] state(int number) {
        double[] v = new double[b.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = number >> i & 1;
        }
        return v;
    }

    /** The probability that each hidden neuron spikes, given the inputs. */
    double[] up(double[] v) {
        double[] p = new double[c.length];
        for (int j = 0; j < p.length; j++) {
            p[j] = sigmoid(drive(j, v));
        }
        return p;
    }

    /** The probability that each input spikes, given the hidden neurons. */
    double[] down(double[] h) {
        double[] p = new double[b.length];
        for (int i = 0; i < p.length; i++) {
            double drive = b[i];
            for (int j = 0; j < h.length; j++) {
                drive += w[j][i] * h[j];
            }
            p[i] = sigmoid(drive);
        }
        return p;
    }

    private double drive(int hidden, double[] v) {
        double drive = c[hidden];
        for (int i = 0; i < v.length; i++) {
            drive += w[hidden][i] * v[i];
        }
        return drive;
    }

    private static double sigmoid(double v) {
        return 1 / (1 + Math.exp(-v));
    }

    /** The probabilities of all states of the inputs. */
    double[] model() {
        double[] p = new double[states()];
        double sum = 0;
        for (int s = 0; s < p.length; s++) {
            p[s] = Math.exp(-free(state(s)));
            sum += p[s];
        }
        for (int s = 0; s < p.length; s++) {
            p[s] /= sum;
        }
        return p;
    }

    /** The free energy of inputs. */
    private double free(double[] v) {
        double minus = 0;
        for (int i = 0; i < v.length; i++) {
            minus += b[i] * v[i];
        }
        for (int j = 0; j < c.length; j++) {
            minus += Math.log1p(Math.exp(drive(j, v)));
        }
        return -minus;
    }

    /** The mean log-likelihood under a distribution of inputs. */
    double logLikelihood(double[] data) {
        double[] p = model();
        double mean = 0;
        for (int s = 0; s < p.length; s++) {
            mean += data[s] == 0 ? 0 : data[s] * Math.log(p[s]);
        }
        return mean;
    }

    /** The distribution of inputs after a step up and down, in which all neurons spike by chance. */
    double[] step(double[] before) {
        double[] after = new double[states()];
        for (int s = 0; s < before.length; s++) {
            double[] up = up(state(s));
            for (int hidden = 0; before[s] > 0 && hidden < 1 << c.length; hidden++) {
                double p = before[s];
                double[] down = b.clone();
                for (int j = 0; j < c.length; j++) {
                    boolean spikes = (hidden >> j & 1) == 1;
                    p *= spikes ? up[j] : 1 - up[j];
                    for (int i = 0; spikes && i < down.length; i++) {
                        down[i] += w[j][i];
                    }
                }
                addProducts(after, down, p);
            }
        }
        return after;
    }

    private void addProducts(double[] into, double[] drives, double p) {
        double[] some = {p};
        for (double drive : drives) {
            double one = sigmoid(drive);
            double[] more = new double[2 * some.length];
            for (int s = 0; s < some.length; s++) {
                more[s] = some[s] * (1 - one);
                more[some.length + s] = some[s] * one;
            }
            some = more;
        }
        for (int s = 0; s < into.length; s++) {
            into[s] += some[s];
        }
    }

    /** Means under a distribution of inputs. */
    Moments moments(double[] of) {
        Moments sum = new Moments(new double[c.length][b.length], new double[b.length], new double[c.length]);
        for (int s = 0; s < of.length; s++) {
            double[] v = state(s);
            double[] p = up(v);
            for (int j = 0; j < p.length; j++) {
                sum.h()[j] += of[s] * p[j];
                for (int i = 0; i < v.length; i++) {
                    sum.hv()[j][i] += of[s] * p[j] * v[i];
                }
            }
            for (int i = 0; i < v.length; i++) {
                sum.v()[i] += of[s] * v[i];
            }
        }
        return sum;
    }

    /** Means under one distribution less those under another: the mean update of contrastive divergence from one to the other. */
    double[] difference(double[] data, double[] other) {
        double[] difference = moments(data).flat();
        double[] less = moments(other).flat();
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= less[i];
        }
        return difference;
    }

    /**
     * Means against what is expected: none is further than 5 standard errors from it (the chance that one of a hundred is, is
     * 6e-5), and their mean square is near 1: of sixty-nine within 1 +- 5 sqrt(2 / 69), were they independent; twice that, as
     * synapses of a neuron share its spikes.
     *
     * @param samples independent, each with a number for each mean
     */
    static void requireMeans(double[][] samples, double[] expected) {
        double square = 0;
        for (int i = 0; i < expected.length; i++) {
            StreamingStatistics one = new StreamingStatistics();
            for (double[] sample : samples) {
                one.addValue(sample[i]);
            }
            double z = (one.getMean() - expected[i]) / Math.sqrt(one.getVariance() / samples.length);
            assertThat(Math.abs(z)).as("mean %d", i).isLessThan(5);
            square += z * z / expected.length;
        }
        assertThat(square).isBetween(0.2, 2.7);
    }

    /**
     * Chains of the network's own answers have the marginals of the model. Of 40000 waves the standard error is at most
     * 0.0025 sqrt(1 + 2 c), c the sum of autocorrelations, below 1 at such weights: six of them.
     *
     * @param stored what the machine is made of
     */
    void requireSampledBy(Rule rule, Network network, double[] stored) {
        Sample any = new Sample(new double[b.length], new double[] {1, 0});
        PhasedLearning learning = RuleLab.model(rule, network, stored, List.of(any), 1, 1, Loss.CROSS_ENTROPY);
        InputChain chain = new InputChain(learning, stored, new RandomStreams(9));
        double[] mean = new double[b.length];
        int waves = 40_000;
        for (int wave = 0; wave < waves; wave++) {
            double[] told = chain.next();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += told[i] / waves;
            }
        }
        assertThat(mean).containsExactly(moments(model()).v(), within(0.026));
    }

    /**
     * The mean log-likelihood that a machine with 8 hidden neurons reaches on bars and stripes, of which the best is -log 14.
     *
     * @param rates one after the other, each for 10000 updates of fourteen waves
     */
    static double learnt(Rule rule, double... rates) {
        Network network = RuleLab.network(true, Activation.SIGMOID, PIXELS, 8, 2);
        Circuit circuit = new Circuit(network, rule);
        double[] weights = RuleLab.normal(circuit.synapses(), 0.1, 6);
        Boltzmann start = of(network, circuit, weights);
        double[] data = bars();
        List<Sample> pictures = IntStream.range(0, data.length)
                .filter(state -> data[state] > 0)
                .mapToObj(state -> new Sample(start.state(state), new double[] {1, 0}))
                .toList();
        for (double rate : rates) {
            weights = RuleLab.trained(
                    RuleLab.model(rule.atRate(rate), network, weights, pictures, 14, 140_000, Loss.CROSS_ENTROPY));
        }
        return of(network, circuit, weights).logLikelihood(data);
    }
}
