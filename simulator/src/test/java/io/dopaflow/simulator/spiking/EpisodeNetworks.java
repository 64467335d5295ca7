package io.dopaflow.simulator.spiking;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.StateProbe;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.ExplicitList;
import io.dopaflow.models.spiking.episode.EpisodeEligibility;
import io.dopaflow.models.spiking.episode.EpisodeLoss;
import io.dopaflow.models.spiking.episode.EpisodePlan;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import io.dopaflow.models.spiking.episode.EpisodeTrain;
import io.dopaflow.models.spiking.episode.Episodes;
import io.dopaflow.models.spiking.episode.Presentation;
import io.dopaflow.models.spiking.episode.ScoreRule;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.neuron.Parameter;
import io.dopaflow.models.spiking.reward.Modulator;
import io.dopaflow.models.spiking.reward.Release;
import io.dopaflow.models.spiking.source.SpikeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Random networks in episodes, with recurrence and synapses that learn from reward times score, or times STDP. Neurons have escape noise; where nothing learns from a score they have a threshold.
 *
 * @param network to execute
 * @param plan everything is recorded
 * @param task what is presented, and how it is rewarded
 * @param edges all synapses, in the order of their ids
 */
record EpisodeNetworks(SpikingNetwork network, SpikingPlan plan, EpisodeReward task, List<Edge> edges) {
    static final long STEP = 1_000_000_000L;
    static final int INPUTS = 3;
    static final int HIDDEN = 4;
    static final int OUTPUTS = 2;
    static final double TAU = 12;
    static final double RHO_0 = 0.08;
    static final double DELTA_U = 1.5;
    static final double V_TH = 3;
    static final double RATE = 0.05;
    static final EpisodeEligibility.Stdp STDP = new EpisodeEligibility.Stdp(0.3, 7, 0.2, 11);
    private static final int RULES = 3;

    /** A synapse between cells of the network. */
    record Edge(int pre, int post, int delay, double weight) {}

    /** Whether spikes reset V, and for how many steps it is then held; otherwise they take 2.5 mV from it. */
    record AfterSpike(boolean resets, int held) {
        static AfterSpike of(long seed) {
            return new AfterSpike(seed % 2 == 0, (int) (seed / 2 % 3));
        }
    }

    /** Whether a projection learns from STDP. */
    static boolean isStdp(long seed, int projection) {
        return (seed >> projection & 1) != 0;
    }

    /** Whether neurons have no score, as none is needed. */
    static boolean hasThreshold(long seed) {
        return seed % (1 << RULES) == (1 << RULES) - 1;
    }

    /** The time constant with which eligibilities forget, in ms. */
    static double tauE(long seed) {
        return seed % 5 == 4 ? 6 : Double.POSITIVE_INFINITY;
    }

    /** On a grid. */
    static EpisodeNetworks of(long seed, int rounds) {
        return of(seed, rounds, new TimeMode.Grid(STEP));
    }

    /** In continuous time nothing but its weights keeps a network from running away: they are smaller there. */
    static EpisodeNetworks of(long seed, int rounds, TimeMode time) {
        double size = time instanceof TimeMode.Precise ? 0.5 : 1;
        Random random = new Random(seed);
        RandomStreams streams = new RandomStreams(seed);
        Episodes episodes = new Episodes((8 + random.nextInt(8)) * STEP, (3 + random.nextInt(4)) * STEP, seed % 3 != 2);
        List<Presentation> samples = new ArrayList<>();
        for (int s = 0; s < 3; s++) {
            samples.add(presentation(episodes, random));
        }
        EpisodePlan plan = new EpisodePlan(episodes, 1 + random.nextInt(3), samples);
        List<SpikeSource> trains = new ArrayList<>();
        for (int i = 0; i < INPUTS; i++) {
            trains.add(new EpisodeTrain(plan, streams, i));
        }
        EpisodeReward task = new EpisodeReward(
                plan,
                streams,
                2,
                OUTPUTS,
                new EpisodeLoss.Counts(),
                new EpisodeReward.Baseline(1, 0.2, random.nextBoolean()),
                (1 + random.nextInt((int) (episodes.pausePs() / STEP) - 1)) * STEP);
        List<CellGroup> groups = List.of(
                new CellGroup.Trains("inputs", trains),
                population("hidden", HIDDEN, seed),
                population("outputs", OUTPUTS, seed));
        List<Edge> edges = new ArrayList<>();
        List<Projection> projections = new ArrayList<>();
        int[][] learning = {{0, 1}, {1, 1}, {1, 2}};
        for (int p = 0; p < RULES; p++) {
            EpisodeEligibility eligibility = isStdp(seed, p) ? STDP : new EpisodeEligibility.Score();
            Optional<ScoreRule> rule = Optional.of(new ScoreRule(0, RATE, tauE(seed), eligibility));
            add(projections, edges, groups, learning[p][0], learning[p][1], rule, size, random);
        }
        add(projections, edges, groups, 2, 1, Optional.empty(), size, random);
        SpikingNetwork network = new SpikingNetwork(
                time,
                rounds * episodes.periodPs(),
                streams,
                groups,
                List.of(),
                projections,
                List.of(new Modulator("reward", 1, List.of(new Release.ByReward(task)))),
                Optional.of(episodes),
                1000);
        return new EpisodeNetworks(network, plan(network, random), task, edges);
    }

    private static Presentation presentation(Episodes episodes, Random random) {
        List<long[]> inputs = new ArrayList<>();
        for (int i = 0; i < INPUTS; i++) {
            inputs.add(IntStream.range(0, (int) (episodes.durationPs() / STEP))
                    .filter(step -> random.nextInt(3) == 0)
                    .mapToLong(step -> step * STEP)
                    .toArray());
        }
        return new Presentation(inputs, new double[][] {{random.nextInt(4)}, {random.nextInt(4)}});
    }

    private static CellGroup population(String name, int size, long seed) {
        AfterSpike after = AfterSpike.of(seed);
        String noisy = after.resets ? "escape" : "srm";
        NeuronModel model = NeuronModels.of(hasThreshold(seed) ? "lif" : noisy, "delta");
        Map<String, Double> values = Map.ofEntries(
                Map.entry("E_L", 0.0),
                Map.entry("tau_m", TAU),
                Map.entry("V_th", V_TH),
                Map.entry("V_reset", -1.0),
                Map.entry("t_ref", (double) after.held),
                Map.entry("rho_0", RHO_0),
                Map.entry("Delta_u", DELTA_U),
                Map.entry("eta", 2.5));
        List<Distribution> laws = new ArrayList<>();
        for (Parameter parameter : model.parameters()) {
            laws.add(new Distribution.Constant(values.getOrDefault(parameter.name(), parameter.standard())));
        }
        return new CellGroup.Population(name, size, model, laws, Map.of(), Optional.empty());
    }

    private static void add(
            List<Projection> projections,
            List<Edge> edges,
            List<CellGroup> groups,
            int from,
            int to,
            Optional<ScoreRule> rule,
            double size,
            Random random) {
        List<Edge> mine = new ArrayList<>();
        for (int target = 0; target < groups.get(to).size(); target++) {
            for (int source = 0; source < groups.get(from).size(); source++) {
                if (from != to || source != target) {
                    mine.add(new Edge(source, target, 1 + random.nextInt(3), size * (4 * random.nextDouble() - 1)));
                }
            }
        }
        ExplicitList list = new ExplicitList(
                mine.stream().mapToInt(Edge::pre).toArray(),
                mine.stream().mapToInt(Edge::post).toArray(),
                mine.stream().mapToDouble(Edge::weight).toArray(),
                mine.stream().mapToLong(edge -> edge.delay * STEP).toArray());
        projections.add(new Projection(
                groups.get(from).name() + " to " + groups.get(to).name(),
                projections.size() + 1,
                from,
                to,
                list,
                new Distribution.Constant(0),
                new Distribution.Constant(1),
                rule.map(SynapseModel::of).orElse(SynapseModel.STATIC)));
        int pre = IntStream.range(0, from).map(g -> groups.get(g).size()).sum();
        int post = IntStream.range(0, to).map(g -> groups.get(g).size()).sum();
        mine.forEach(edge -> edges.add(new Edge(pre + edge.pre, post + edge.post, edge.delay, edge.weight)));
    }

    private static SpikingPlan plan(SpikingNetwork network, Random random) {
        List<SynapseProbe> probes = new ArrayList<>();
        for (int p : network.changing()) {
            probes.add(new SynapseProbe(p, new int[0], (1 + random.nextInt(9)) * STEP));
        }
        return new SpikingPlan(
                SpikingPlan.spikesOf(network).spikes(),
                List.of(new StateProbe(1, new int[] {0, 1, 2, 3}, new int[] {0}, 3 * STEP, 0)),
                probes,
                List.of());
    }
}
