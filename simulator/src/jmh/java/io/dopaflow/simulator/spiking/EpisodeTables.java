package io.dopaflow.simulator.spiking;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.AllToAll;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.episode.EpisodeLoss;
import io.dopaflow.models.spiking.episode.EpisodePlan;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import io.dopaflow.models.spiking.episode.EpisodeTrain;
import io.dopaflow.models.spiking.episode.Episodes;
import io.dopaflow.models.spiking.episode.Presentation;
import io.dopaflow.models.spiking.episode.ScoreRule;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.reward.Modulator;
import io.dopaflow.models.spiking.reward.Release;
import io.dopaflow.models.spiking.source.SpikeSource;
import io.dopaflow.simulator.Figures;
import io.dopaflow.simulator.OwnMachine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What it costs that synapses learn from reward times score: a plastic event is a synapse in a step. */
public final class EpisodeTables {
    private static final int ROUNDS = 5;
    private static final int[][] SIZES = {{3, 4, 20_000}, {30, 30, 5000}, {1000, 100, 100}};

    private final PrintStream page;
    private final int warmups;

    /** Tables that are printed on a page. */
    public EpisodeTables(PrintStream page, boolean quick) {
        this.page = page;
        this.warmups = quick ? 2 : 5;
    }

    /** Inputs that project to all neurons, in episodes of 20 steps of 1 ms and 10 steps of pause. */
    public void episodes() throws Exception {
        page.println();
        page.println("### Networks in episodes, reward times score: processor time of one thread");
        page.println();
        page.println(
                "| inputs | neurons | episodes | us a step | plastic events | ns an event | bare loop, ns an event |");
        page.println("|---|---|---|---|---|---|---|");
        for (int row = 0; row < SIZES.length; row++) {
            page.print(OwnMachine.run(EpisodeTables.class, "" + row, "" + warmups));
        }
    }

    /** Measures one row. Arguments: its number, and how many rounds to warm up. */
    public static void main(String[] arguments) throws Exception {
        int[] size = SIZES[Integer.parseInt(arguments[0])];
        int warmups = Integer.parseInt(arguments[1]);
        SpikingNetwork network = network(size[0], size[1], size[2]);
        double steps = (double) network.durationPs() / BenchmarkNetwork.MS;
        double events = steps * size[0] * size[1];
        double[] seconds = new double[ROUNDS];
        double[] bare = new double[ROUNDS];
        for (int round = -warmups; round < ROUNDS; round++) {
            int place = Math.max(0, round);
            double start = processorSeconds();
            new SpikingPopulationEngine(1)
                    .run(RunRequest.of(new SpikingSimulation(
                            network, new SpikingPlan(new BitSet(), List.of()), SpikingRecorder.NONE)));
            double between = processorSeconds();
            if (!(bare(size[0], size[1], (int) steps) > 0)) {
                throw new IllegalStateException("the bare loop forgets everything");
            }
            seconds[place] = between - start;
            bare[place] = processorSeconds() - between;
        }
        System.out.println(String.format(
                Locale.ROOT,
                "| %d | %d | %d | %s | %.3g | %s | %s |",
                size[0],
                size[1],
                size[2],
                Figures.threeDigits(Figures.median(seconds) / steps * 1e6),
                events,
                Figures.threeDigits(Figures.median(seconds) / events * 1e9),
                Figures.threeDigits(Figures.median(bare) / events * 1e9)));
    }

    /** Of this thread, which makes the whole run: what else the machine does matters less than by the clock. */
    private static double processorSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() * 1e-9;
    }

    /** The arithmetic of the score, and nothing else: neurons that never spike, and no arrivals. */
    private static double bare(int inputs, int neurons, int steps) {
        int[] targets = new int[inputs * neurons];
        double[] traces = new double[targets.length];
        double[] scores = new double[targets.length];
        double[] factors = new double[neurons];
        double[] decays = new double[neurons];
        Arrays.setAll(targets, place -> place % neurons);
        Arrays.fill(traces, 1);
        Arrays.fill(factors, 0.1);
        Arrays.fill(decays, 0.999999);
        for (int step = 0; step < steps; step++) {
            for (int place = 0; place < targets.length; place++) {
                double trace = traces[place];
                scores[place] += factors[targets[place]] * trace;
                traces[place] = trace * decays[targets[place]];
            }
        }
        return Arrays.stream(scores).sum();
    }

    private static SpikingNetwork network(int inputs, int neurons, int rounds) {
        RandomStreams streams = new RandomStreams(1);
        long ms = BenchmarkNetwork.MS;
        Episodes episodes = new Episodes(20 * ms, 10 * ms, true);
        List<long[]> trains = IntStream.range(0, inputs)
                .mapToObj(i ->
                        LongStream.of(i % 10, 10 + i % 7).map(step -> step * ms).toArray())
                .toList();
        double[][] target = new double[neurons][1];
        EpisodePlan plan = new EpisodePlan(episodes, rounds, List.of(new Presentation(trains, target)));
        EpisodeReward reward = new EpisodeReward(
                plan, streams, 1, neurons, new EpisodeLoss.Counts(), new EpisodeReward.Baseline(0, 0.05, true), 5 * ms);
        NeuronModel model = NeuronModels.of("srm", "delta");
        Map<String, Double> values =
                Map.of("E_L", 0.0, "tau_m", 20.0, "V_th", 1.0, "rho_0", 0.05, "Delta_u", 0.5, "eta", 1.5);
        List<Distribution> laws = model.parameters().stream()
                .<Distribution>map(parameter ->
                        new Distribution.Constant(values.getOrDefault(parameter.name(), parameter.standard())))
                .toList();
        List<CellGroup> groups = List.of(
                new CellGroup.Trains(
                        "inputs",
                        IntStream.range(0, inputs)
                                .<SpikeSource>mapToObj(i -> new EpisodeTrain(plan, streams, i))
                                .toList()),
                new CellGroup.Population("outputs", neurons, model, laws, Map.of(), Optional.empty()));
        Projection learning = new Projection(
                "learning",
                1,
                0,
                1,
                new AllToAll(),
                new Distribution.Constant(1.0 / inputs),
                new Distribution.Constant(1),
                SynapseModel.of(new ScoreRule(0, 1e-6)));
        return new SpikingNetwork(
                new TimeMode.Grid(ms),
                rounds * episodes.periodPs(),
                streams,
                groups,
                List.of(),
                List.of(learning),
                List.of(new Modulator("reward", 1, List.of(new Release.ByReward(reward)))),
                Optional.of(episodes),
                1000);
    }
}
