package io.dopaflow.scenarios.rules;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.LayeredNetwork.Layer;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.record.EpochListener;
import io.dopaflow.models.record.Thinning;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.rule.Trace;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.load.phased.RuleCatalog;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.phased.PhasedPopulationEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/** Small networks on which built-in rules are put to the test. */
final class RuleLab {
    private RuleLab() {}

    /** A built-in rule. */
    static Rule rule(String name) {
        return RuleCatalog.find(name).orElseThrow().rule();
    }

    /**
     * A built-in rule with a mistake: its file with some text replaced.
     *
     * @param replaced texts, each followed by what stands in its place
     */
    static Rule planted(String name, String... replaced) {
        String file = RuleCatalog.text(name).orElseThrow();
        for (int i = 0; i < replaced.length; i += 2) {
            if (!file.contains(replaced[i])) {
                throw new IllegalArgumentException(name + " has no text " + replaced[i]);
            }
            file = file.replace(replaced[i], replaced[i + 1]);
        }
        Problems problems = new Problems();
        return RuleCatalog.read(file, name, problems)
                .orElseThrow(
                        () -> new IllegalArgumentException(problems.inOrder().toString()))
                .rule();
    }

    /** The same rule with rates of its own for some updates. */
    static Rule atRates(Rule rule, Map<String, Double> rates) {
        return new Rule(
                rule.name(),
                rule.objective(),
                rule.repetitions(),
                rule.phases(),
                rule.projections(),
                rule.broadcasts(),
                rule.updates(),
                rule.rate(),
                rates,
                rule.after(),
                rule.traces(),
                rule.loops());
    }

    /** The same rule whose traces begin at that value. */
    static Rule withTraces(Rule rule, double initial) {
        return new Rule(
                rule.name(),
                rule.objective(),
                rule.repetitions(),
                rule.phases(),
                rule.projections(),
                rule.broadcasts(),
                rule.updates(),
                rule.rate(),
                rule.rates(),
                rule.after(),
                rule.traces().stream()
                        .map(trace -> new Trace(trace.name(), trace.change(), initial))
                        .toList(),
                rule.loops());
    }

    /** A layered network of weights of either sign. */
    static Network network(boolean bias, Activation hidden, int... sizes) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 1; i < sizes.length - 1; i++) {
            layers.add(new Layer(sizes[i], hidden, SpikeCoding.GRADED));
        }
        return new LayeredNetwork(
                        names("x", sizes[0]), layers, names("y", sizes[sizes.length - 1]), Activation.IDENTITY, bias)
                .buildSigned();
    }

    private static List<String> names(String prefix, int size) {
        return IntStream.range(0, size).mapToObj(i -> prefix + i).toList();
    }

    /** A model of regression whose noise is another for each seed. */
    static PhasedLearning seeded(
            Rule rule,
            Network network,
            double[] initial,
            List<Sample> samples,
            int batch,
            long opportunities,
            long seed) {
        PhasedLearning model = model(rule, network, initial, samples, batch, opportunities);
        return new PhasedLearning(
                model.circuit(),
                model.form(),
                initial,
                model.loss(),
                model.target(),
                model.samples(),
                batch,
                opportunities,
                model.levelPs(),
                new RandomStreams(seed));
    }

    /** A model of regression. */
    static PhasedLearning model(
            Rule rule, Network network, double[] initial, List<Sample> samples, int batch, long opportunities) {
        return model(rule, network, initial, samples, batch, opportunities, Loss.SQUARED_ERROR);
    }

    static PhasedLearning model(
            Rule rule,
            Network network,
            double[] initial,
            List<Sample> samples,
            int batch,
            long opportunities,
            Loss loss) {
        List<String> names = names("y", network.outputCount());
        Target target = loss == Loss.CROSS_ENTROPY ? new Target.Classes(names) : new Target.Values(names);
        return new PhasedLearning(
                new Circuit(network, rule),
                WeightForm.SIGNED,
                initial,
                loss,
                target,
                new Split(samples, List.of()),
                batch,
                opportunities,
                1_000_000,
                new RandomStreams(1));
    }

    /** What all synapses store after a run. */
    static double[] trained(PhasedLearning model) {
        return end(new PhasedSimulation(model, PhasedPlan.weightsOnly(Long.MAX_VALUE), new PhasedRecorder() {}))
                .stored();
    }

    /** Where a simulation ends. */
    static PhasedState end(PhasedSimulation simulation) {
        try {
            return PhasedState.of(
                    new PhasedPopulationEngine(1).run(RunRequest.of(simulation)).end());
        } catch (RunFailedException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Takes the updates of one opportunity after the other. */
    interface Updates {
        /** By synapse of the whole model; the array is used again. */
        void take(double[] updates);
    }

    /**
     * Lets a rule see one sample again and again, at weights that stay as they are.
     *
     * @param baselines of its broadcasts
     */
    static void frozen(
            Rule rule,
            Network network,
            Loss loss,
            double[] stored,
            double[] baselines,
            Sample sample,
            int times,
            Updates into) {
        Wave wave = new Wave(rule, network, loss, stored, baselines, sample, times);
        double[] updates = new double[stored.length];
        int plastic = plastic(wave.model());
        wave.record(new PhasedRecorder() {
            private int told;

            @Override
            public void update(long opportunity, int synapse, double update) {
                updates[synapse] = update;
                if (++told == plastic) {
                    told = 0;
                    into.take(updates);
                }
            }
        });
    }

    /** What units sent in a phase, in the wave that {@link #update} is of; 0 for those that took no part. */
    static double[] sent(Rule rule, Network network, Loss loss, double[] stored, Sample sample, String phase) {
        double[] baselines = new double[rule.unrolled().broadcasts().size()];
        Wave wave = new Wave(rule, network, loss, stored, baselines, sample, 1);
        Circuit circuit = wave.model().circuit();
        double[] sent = new double[circuit.units()];
        int wanted = circuit.rule().indexOf(phase);
        wave.record(new PhasedRecorder() {
            @Override
            public void spike(long timePs, int unit, int of, double amplitude, long opportunity) {
                if (of == wanted) {
                    sent[unit] = amplitude;
                }
            }
        });
        return sent;
    }

    /** Waves of one sample, at weights that stay as they are; all of them after the first of a run. */
    private record Wave(
            Rule rule, Network network, Loss loss, double[] stored, double[] baselines, Sample sample, int times) {

        PhasedLearning model() {
            return RuleLab.model(rule, network, stored, List.of(sample), Integer.MAX_VALUE, times + 1L, loss);
        }

        void record(PhasedRecorder recorder) {
            PhasedLearning model = model();
            Thinning none = new Thinning.None();
            Thinning all = new Thinning.All();
            double[] traces = PhasedState.tracesAtStart(model.circuit());
            PhasedState start = new PhasedState(
                    1,
                    stored,
                    new double[stored.length],
                    baselines,
                    traces,
                    PhasedState.memoryAtStart(model, stored),
                    0,
                    0,
                    0);
            end(new PhasedSimulation(
                    model, new PhasedPlan(all, none, none, all, Long.MAX_VALUE), recorder, start, EpochListener.NONE));
        }
    }

    private static int plastic(PhasedLearning model) {
        int count = 0;
        for (int i = 0; i < model.circuit().wirings().size(); i++) {
            Wiring wiring = model.circuit().wirings().get(i);
            for (int synapse = 0; synapse < wiring.size(); synapse++) {
                count += model.circuit().isPlastic(i, synapse) ? 1 : 0;
            }
        }
        return count;
    }

    /** The update of a rule without noise for one sample. */
    static double[] update(Rule rule, Network network, Loss loss, double[] stored, Sample sample) {
        double[] update = new double[stored.length];
        frozen(
                rule,
                network,
                loss,
                stored,
                new double[rule.unrolled().broadcasts().size()],
                sample,
                1,
                one -> System.arraycopy(one, 0, update, 0, one.length));
        return update;
    }

    /** Normal numbers. */
    static double[] normal(int size, double sd, long seed) {
        UniformRandomProvider random = new RandomStreams(seed).stream(Purpose.INITIAL_WEIGHT, 0);
        double[] drawn = new double[size];
        Arrays.setAll(drawn, i -> sd * Draws.normal(random));
        return drawn;
    }

    /** The synapses of a network from one layer to the next, bias left out, as a matrix of their ids: to, from. */
    static int[][] between(Network network, int depth) {
        int[] to = atDepth(network, depth);
        int[] from = atDepth(network, depth - 1);
        int[][] ids = new int[to.length][from.length];
        for (int synapse = 0; synapse < network.synapseCount(); synapse++) {
            int row = Arrays.binarySearch(to, network.post(synapse));
            int column = Arrays.binarySearch(from, network.pre(synapse));
            if (row >= 0 && column >= 0) {
                ids[row][column] = synapse;
            }
        }
        return ids;
    }

    /** Neurons of a depth, without bias. */
    static int[] atDepth(Network network, int depth) {
        return IntStream.range(0, network.neuronCount())
                .filter(id -> network.depthOf(id) == depth)
                .filter(id -> !(network.neuron(id).role() instanceof NeuronRole.Bias))
                .toArray();
    }

    /** The values at such ids. */
    static double[][] matrix(double[] stored, int[][] ids) {
        return Arrays.stream(ids)
                .map(row -> Arrays.stream(row).mapToDouble(id -> stored[id]).toArray())
                .toArray(double[][]::new);
    }

    /** The synapses of a projection by the unit they come from and lead to, as numbers in the model; -1 where there is none. */
    static int[][] of(Circuit circuit, String projection) {
        Wiring wiring = circuit.wirings().stream()
                .filter(own -> own.name().equals(projection))
                .findFirst()
                .orElseThrow();
        int[][] ids = new int[circuit.units()][circuit.units()];
        for (int[] row : ids) {
            Arrays.fill(row, -1);
        }
        for (int synapse = 0; synapse < wiring.size(); synapse++) {
            ids[wiring.pre(synapse)][wiring.post(synapse)] = wiring.first() + synapse;
        }
        return ids;
    }
}
