package io.dopaflow.analysis.episode;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The mean over all patterns of spikes of a function f of the outputs' spikes, with its derivatives by the weights. For one thread.
 *
 * <p>It goes backwards through the tree of patterns. With the probabilities p of what neurons may do in a step, the derivatives s of log p by weight, and F(child) the mean of f given all up to that child,
 *
 * <pre>
 * F     = sum p F(child)
 * F'    = sum p [F(child) s + F'(child)]
 * F_zz  = sum p [F(child) s s' + s F'(child)' + F'(child) s' + F_zz(child)]
 * </pre>
 *
 * <p>over the children of a node. F_zz is the mean of f z z' with the score z. With the derivative of s added to s s' it is the second derivative of F.
 *
 * <p>s is the slope of the postsynaptic neuron times the eligibility of the synapse, and only the slope differs between the children of a node. So sums over them are of the size of
 * the neurons, and matrices of the size of the weights are added to once for each node that has children: 2^(N (K - 1)) times and a few, not 2^(N K).
 */
final class PatternSums {
    private final Episode episode;
    private final EpisodeStack stack;
    private final int neurons;

    /** The synapses that learn. */
    private final int[] synapses;

    private final int[] posts;

    /** Which outputs spike, as bits, by which neurons do. */
    private final int[] outputBits;

    private final double[] losses;
    private final Node[] nodes;

    /** What is wanted of a pass. */
    private double[] values = new double[0];

    /** By pairs of synapses that learn, the upper half; empty where no second derivative is wanted. */
    private double[][] second = new double[0][];

    private boolean isCurved;

    /** The node of a step that is under way, and sums over its children. */
    private final class Node {
        private final double[] chance = new double[1 << neurons];
        private final double[][] slopes = new double[2][neurons];
        private final double[][] curvatures = new double[2][neurons];
        private double mean;

        /** F' by synapse. */
        private final double[] first = new double[synapses.length];

        private final double[] slope = new double[neurons];

        /** Sums of p F(child), by whether a neuron spikes. */
        private final double[][] sums = new double[2][neurons];

        private final double[][] slopeProducts = new double[neurons][neurons];
        private final double[][] slopeFirst = new double[neurons][synapses.length];

        /** The network has been brought to the end of a step. */
        void begin(int step) {
            chance[0] = 1;
            for (int j = 0; j < neurons; j++) {
                for (int spikes = 0; spikes < 2; spikes++) {
                    slopes[spikes][j] = stack.slope(step, j, spikes != 0);
                    curvatures[spikes][j] = isCurved ? stack.curvature(step, j, spikes != 0) : 0;
                }
                double spike = stack.chance(step, j, true);
                double silence = stack.chance(step, j, false);
                for (int subset = 0; subset < 1 << j; subset++) {
                    chance[subset | 1 << j] = chance[subset] * spike;
                    chance[subset] *= silence;
                }
                sums[0][j] = 0;
                sums[1][j] = 0;
                Arrays.fill(slopeProducts[j], 0);
                Arrays.fill(slopeFirst[j], 0);
            }
            Arrays.fill(first, 0);
            mean = 0;
        }

        /** Adds a child. */
        void add(int subset, double meanOfChild) {
            double term = chance[subset] * meanOfChild;
            mean += term;
            for (int j = 0; j < neurons; j++) {
                sums[(subset >> j) & 1][j] += term;
            }
            if (second.length > 0) {
                addProducts(subset, term);
            }
        }

        private void addProducts(int subset, double term) {
            for (int j = 0; j < neurons; j++) {
                slope[j] = slopes[(subset >> j) & 1][j];
            }
            for (int j = 0; j < neurons; j++) {
                double factor = term * slope[j];
                double[] products = slopeProducts[j];
                products[j] += term * curvatures[(subset >> j) & 1][j];
                for (int k = j; k < neurons; k++) {
                    products[k] += factor * slope[k];
                }
            }
        }

        /** Adds what a child has below it. */
        void add(int subset, double[] firstOfChild) {
            double p = chance[subset];
            for (int i = 0; i < first.length; i++) {
                first[i] += p * firstOfChild[i];
            }
            for (int j = 0; second.length > 0 && j < neurons; j++) {
                double factor = p * slope[j];
                double[] into = slopeFirst[j];
                for (int i = 0; i < into.length; i++) {
                    into[i] += factor * firstOfChild[i];
                }
            }
        }

        /** All children have been added. */
        void end(int step, double probability) {
            if (second.length > 0) {
                addSecond(step, probability);
            }
            for (int i = 0; i < first.length; i++) {
                int j = posts[i];
                double slopeSum = sums[0][j] * slopes[0][j] + sums[1][j] * slopes[1][j];
                first[i] += slopeSum * stack.eligibility(step, synapses[i]);
            }
        }

        private void addSecond(int step, double probability) {
            for (int i = 0; i < first.length; i++) {
                double mine = probability * stack.eligibility(step, synapses[i]);
                double[] into = second[i];
                for (int k = i; k < first.length; k++) {
                    double other = stack.eligibility(step, synapses[k]);
                    int j = Math.min(posts[i], posts[k]);
                    int l = Math.max(posts[i], posts[k]);
                    into[k] += mine * (slopeProducts[j][l] * other + slopeFirst[posts[i]][k])
                            + probability * other * slopeFirst[posts[k]][i];
                }
            }
        }
    }

    PatternSums(Episode episode, OutputLoss loss) {
        this.episode = episode;
        this.stack = EpisodeStack.branching(episode);
        this.neurons = episode.neurons().size();
        int learning = episode.weightCount();
        this.synapses = IntStream.range(0, episode.synapses().size())
                .filter(s -> episode.synapses().get(s).weight() < learning)
                .toArray();
        this.posts = Arrays.stream(synapses)
                .map(s -> episode.synapses().get(s).post())
                .toArray();
        this.outputBits = new int[1 << neurons];
        for (int subset = 0; subset < outputBits.length; subset++) {
            for (int o = 0; o < episode.outputs().size(); o++) {
                outputBits[subset] |= ((subset >> episode.outputs().get(o)) & 1) << o;
            }
        }
        this.losses = losses(episode, loss);
        this.nodes = new Node[episode.steps() + 1];
        Arrays.setAll(nodes, step -> new Node());
    }

    /** By the spikes of the outputs, step after step as bits. */
    private static double[] losses(Episode episode, OutputLoss loss) {
        int outputs = episode.outputs().size();
        boolean[][] pattern = new boolean[episode.steps()][episode.neurons().size()];
        double[] losses = new double[1 << (outputs * episode.steps())];
        for (int bits = 0; bits < losses.length; bits++) {
            for (int bit = 0; bit < outputs * episode.steps(); bit++) {
                pattern[bit / outputs][episode.outputs().get(bit % outputs)] = (bits >> bit & 1) != 0;
            }
            losses[bits] = loss.of(episode.outputSpikesMs(pattern));
        }
        return losses;
    }

    /** E[L]. */
    double loss(double[] weights) {
        return pass(weights, losses, new double[0][], false).mean;
    }

    /**
     * E[L] and its gradient.
     *
     * @param into receives the gradient by weight, in 1/mV
     */
    double gradient(double[] weights, double[] into) {
        Node root = pass(weights, losses, new double[0][], false);
        Arrays.fill(into, 0);
        for (int i = 0; i < synapses.length; i++) {
            into[weight(i)] += root.first[i];
        }
        return root.mean;
    }

    /** The second derivative of E[L] by weights, in 1/mV^2. A constant has none, so that the mean loss may be taken away from it. */
    double[][] hessian(double[] weights) {
        double mean = loss(weights);
        return second(weights, Arrays.stream(losses).map(x -> x - mean).toArray(), true);
    }

    /** E[(L - b)^2 z z'] by weights, in 1/mV^2, with the score z. */
    double[][] squares(double[] weights, double baseline) {
        double[] squares =
                Arrays.stream(losses).map(x -> (x - baseline) * (x - baseline)).toArray();
        return second(weights, squares, false);
    }

    private double[][] second(double[] weights, double[] of, boolean curved) {
        double[][] bySynapses = new double[synapses.length][synapses.length];
        pass(weights, of, bySynapses, curved);
        double[][] byWeights = new double[weights.length][weights.length];
        for (int i = 0; i < synapses.length; i++) {
            for (int k = 0; k < synapses.length; k++) {
                byWeights[weight(i)][weight(k)] += bySynapses[Math.min(i, k)][Math.max(i, k)];
            }
        }
        return byWeights;
    }

    private int weight(int i) {
        return episode.synapses().get(synapses[i]).weight();
    }

    private Node pass(double[] weights, double[] of, double[][] into, boolean curved) {
        values = of;
        second = into;
        isCurved = curved;
        stack.begin(weights);
        return walk(1, 1, 0);
    }

    /**
     * Sums over all that may follow. What never happens, or is less likely than any number, is left out.
     *
     * @param probability of what was before
     * @param outputs their spikes before
     */
    private Node walk(int step, double probability, int outputs) {
        stack.advance(step);
        Node node = nodes[step];
        node.begin(step);
        boolean[] spikes = stack.spikes(step);
        int shift = episode.outputs().size() * (step - 1);
        for (int subset = 0; subset < outputBits.length; subset++) {
            double joint = probability * node.chance[subset];
            if (!(joint > 0)) {
                continue;
            }
            int next = outputs | (outputBits[subset] << shift);
            if (step == episode.steps()) {
                node.add(subset, values[next]);
            } else {
                for (int j = 0; j < neurons; j++) {
                    spikes[j] = (subset >> j & 1) != 0;
                }
                stack.settle(step);
                Node child = walk(step + 1, joint, next);
                node.add(subset, child.mean);
                node.add(subset, child.first);
            }
        }
        node.end(step, probability);
        return node;
    }
}
