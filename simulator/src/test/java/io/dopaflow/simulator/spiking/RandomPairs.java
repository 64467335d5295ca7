package io.dopaflow.simulator.spiking;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.ExplicitList;
import io.dopaflow.models.spiking.connection.OneToOne;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.neuron.Parameter;
import io.dopaflow.models.spiking.plasticity.Eligibility;
import io.dopaflow.models.spiking.plasticity.InhibitoryStdp;
import io.dopaflow.models.spiking.plasticity.PairStdp;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.Scaling;
import io.dopaflow.models.spiking.plasticity.TimingWindow;
import io.dopaflow.models.spiking.plasticity.TripletStdp;
import io.dopaflow.models.spiking.reward.Modulator;
import io.dopaflow.models.spiking.reward.Release;
import io.dopaflow.models.spiking.source.SpikeList;
import io.dopaflow.models.spiking.source.SpikeSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Pairs of cells with random trains, each with a synapse of every rule: the second cell of a pair is forced to spike by a third one, whatever the synapses
 * transmit. Spikes come in bursts and tie with those of the other side, at the synapse too; delays are any mix.
 */
final class RandomPairs {
    static final long MS = 1_000_000_000L;
    private static final long STEP = MS / 10;
    private static final int KINDS = 13;
    private static final int PRE = 0;
    private static final int POST = 2;

    private final Random random;
    private final TimeMode time;
    private final int pairs;
    private final long shortestPs;
    private final boolean hasDendrites;
    private final long durationPs;

    /** A projection with one synapse to each of its pairs. */
    private record Made(Projection projection, int[] pairs, long[] dendriticPs) {}

    private final List<Made> made = new ArrayList<>();
    private final SpikingNetwork network;

    /**
     * A network.
     *
     * @param pairs how many
     * @param shortestPs the shortest dendritic delay
     * @param hasDendrites whether there is a dendritic delay
     */
    RandomPairs(long seed, TimeMode time, int pairs, long shortestPs, boolean hasDendrites, double ms) {
        this.random = new Random(seed);
        this.time = time;
        this.pairs = pairs;
        this.shortestPs = shortestPs;
        this.hasDendrites = hasDendrites;
        this.durationPs = Math.round(ms * MS);
        List<CellGroup> groups = List.of(trains("pre", 0), trains("forcing", shortestPs), neurons());
        List<Projection> projections = new ArrayList<>();
        projections.add(new Projection(
                "forced",
                0,
                1,
                POST,
                new OneToOne(),
                new Distribution.Constant(1e9),
                new Distribution.Constant(shortestPs / (double) MS)));
        int parts = Math.min(pairs, 6);
        for (int kind = 0; kind < KINDS; kind++) {
            for (int part = 0; part < parts; part++) {
                made.add(projection(kind, part, parts));
                projections.add(made.get(made.size() - 1).projection);
            }
        }
        network = new SpikingNetwork(
                time, durationPs, new RandomStreams(seed), groups, List.of(), projections, modulators(), 1e6);
    }

    SpikingNetwork network() {
        return network;
    }

    /** Looks at all synapses now and then, and at all spikes. */
    SpikingPlan plan(long everyPs) {
        BitSet all = new BitSet();
        all.set(0, network.cells());
        List<SynapseProbe> probes = new ArrayList<>();
        for (int p = 1; p <= made.size(); p++) {
            probes.add(new SynapseProbe(p, new int[0], everyPs));
        }
        return new SpikingPlan(all, List.of(), probes, List.of());
    }

    private CellGroup trains(String name, long shift) {
        List<SpikeSource> trains = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            trains.add(new SpikeList(train(name.equals("pre"), shift)));
        }
        return new CellGroup.Trains(name, trains);
    }

    /** Regular or irregular, with bursts; mostly on steps, so that there are ties. Presynaptic ones may have two spikes in a step of a grid. */
    private long[] train(boolean isPre, long shift) {
        TreeSet<Long> times = new TreeSet<>();
        double meanMs = 10 + random.nextInt(120);
        boolean isOnSteps = random.nextInt(3) > 0;
        long at = random.nextInt(3) == 0 ? 600 * MS : 2 * MS;
        while (at < durationPs) {
            long exact = isOnSteps ? at / STEP * STEP : at;
            boolean isGrid = time instanceof TimeMode.Grid;
            times.add(isGrid && !isPre ? at / STEP * STEP : exact);
            if (isPre && isGrid && random.nextInt(20) == 0) {
                times.add(exact + 1);
                times.add(exact + 2);
            }
            double wait = random.nextInt(3) == 0
                    ? 0.1 + 3 * random.nextDouble()
                    : -meanMs * Math.log(1 - random.nextDouble());
            at += Math.max(STEP, Math.round(wait * MS));
        }
        return times.stream().mapToLong(t -> t - shift).filter(t -> t >= 0).toArray();
    }

    private CellGroup neurons() {
        Map<String, Double> values = Map.of("V_th", 1e6, "t_ref", 0.0, "E_L", 0.0, "V_reset", 0.0);
        List<Distribution> laws = new ArrayList<>();
        for (Parameter parameter : NeuronModels.of("lif", "delta").parameters()) {
            laws.add(new Distribution.Constant(values.getOrDefault(parameter.name(), parameter.standard())));
        }
        return new CellGroup.Population(
                "post", pairs, NeuronModels.of("lif", "delta"), laws, Map.of(), Optional.empty());
    }

    /** Below, at and above 0, some at the times of settling and of spikes. */
    private List<Modulator> modulators() {
        List<Modulator> modulators = new ArrayList<>();
        for (int m = 0; m < 3; m++) {
            TreeSet<Long> times = new TreeSet<>(List.of(1000 * MS, 40 * MS));
            for (int i = 0; i < 12; i++) {
                times.add((1 + random.nextInt((int) (durationPs / STEP))) * STEP);
            }
            double[] amounts = new double[times.size()];
            for (int i = 0; i < amounts.length; i++) {
                amounts[i] = random.nextInt(4) == 0 ? -0.5 : 2 * random.nextDouble();
            }
            long[] at = times.stream().mapToLong(Long::longValue).toArray();
            modulators.add(new Modulator("modulator " + m, 20 + 130 * m, List.of(new Release.ByScript(at, amounts))));
        }
        return modulators;
    }

    private long delayPs(long least) {
        long most = 50 * MS;
        double share = random.nextDouble();
        // Short ones are as likely as long ones.
        double drawn = least * Math.pow((double) most / least, share);
        boolean isOnSteps = time instanceof TimeMode.Grid || random.nextBoolean();
        long exact = Math.max(least, Math.min(most, Math.round(drawn)));
        return isOnSteps ? Math.max(least, exact / STEP * STEP) : exact;
    }

    private Made projection(int kind, int part, int parts) {
        int[] of =
                IntStream.range(0, pairs).filter(pair -> pair % parts == part).toArray();
        double wMax = 0.5 + random.nextDouble();
        Plasticity plasticity = plasticity(kind, wMax);
        boolean inhibits = plasticity.rule() instanceof InhibitoryStdp;
        // Every second projection has none, unless there is no dendritic one.
        long axonal = part % 2 == 0 && hasDendrites ? 0 : delayPs(Math.max(shortestPs, STEP));
        double[] weights = new double[of.length];
        long[] delays = new long[of.length];
        long[] dendritic = new long[of.length];
        for (int i = 0; i < of.length; i++) {
            double size = Math.min(wMax, plasticity.wMin() + random.nextInt(5) / 4.0 * (wMax - plasticity.wMin()));
            weights[i] = inhibits ? -size : size;
            dendritic[i] = hasDendrites ? delayPs(shortestPs) : 0;
            delays[i] = axonal + dendritic[i];
        }
        Projection projection = new Projection(
                "rule " + kind + " part " + part,
                1 + kind * parts + part,
                PRE,
                POST,
                new ExplicitList(of, of, weights, delays),
                new Distribution.Constant(weights[0]),
                new Distribution.Constant(delays[0] / (double) MS),
                new SynapseModel(Optional.of(plasticity), Optional.empty(), axonal, inhibits));
        return new Made(projection, of, dendritic);
    }

    private double tau() {
        return new double[] {10, 16.8, 20, 34}[random.nextInt(4)];
    }

    private Plasticity plasticity(int kind, double wMax) {
        double wMin = random.nextBoolean() ? 0 : 0.1 * wMax;
        double step = (0.01 + 0.2 * random.nextDouble()) * wMax;
        double exponent = new double[] {0, 0.4, 1}[random.nextInt(3)];
        if (kind < 8) {
            double muPlus = kind < 4 ? 0 : exponent;
            double muMinus = kind < 4 ? 0 : 1 - exponent / 2;
            PairStdp pair =
                    new PairStdp(Pairing.values()[kind % 4], step / wMax, 1.05, muPlus, muMinus, tau(), tau(), wMax);
            Optional<Scaling> scaling =
                    random.nextInt(3) == 0 ? Optional.of(new Scaling(20, 0.05, 500)) : Optional.empty();
            return new Plasticity(pair, wMin, wMax, Optional.empty(), scaling);
        }
        if (kind == 8) {
            return Plasticity.of(new TripletStdp(step, step, step / 2, step / 3, tau(), tau(), 101, 125), wMin, wMax);
        }
        if (kind == 9) {
            return Plasticity.of(new InhibitoryStdp(step, 0.2 + random.nextDouble(), tau()), wMin, wMax);
        }
        TimingWindow window = new TimingWindow(Pairing.values()[kind - 10], step / 2, step / 2 * 1.1, tau(), tau());
        double baseline = new double[] {0, 0.004, -0.002}[random.nextInt(3)];
        double tauC = new double[] {100, 400, 1000}[random.nextInt(3)];
        return new Plasticity(
                window, wMin, wMax, Optional.of(new Eligibility(tauC, baseline, random.nextInt(3))), Optional.empty());
    }

    /** A synapse by brute force, from the spikes that were recorded. */
    record Expected(Plasticity plasticity, double start, BruteForce synapse) {}

    /** By id. */
    List<Expected> expected(List<NetworkLog.Spike> spikes) {
        List<List<Long>> byCell = new ArrayList<>();
        for (int cell = 0; cell < network.cells(); cell++) {
            byCell.add(new ArrayList<>());
        }
        spikes.forEach(spike -> byCell.get(spike.cell()).add(spike.timePs()));
        List<Expected> all = new ArrayList<>();
        for (Made one : made) {
            SynapseModel model = one.projection.model();
            Plasticity plasticity = model.plasticity().orElseThrow();
            double[] weights = ((ExplicitList) one.projection.rule()).weights(network.ends(one.projection), 0, pairs);
            for (int i = 0; i < one.pairs.length; i++) {
                int m = plasticity.eligibility().map(Eligibility::modulator).orElse(0);
                Modulator modulator = network.modulators().get(m);
                Release.ByScript script =
                        (Release.ByScript) modulator.releases().get(0);
                boolean hasOne = plasticity.eligibility().isPresent();
                all.add(new Expected(
                        plasticity,
                        Math.abs(weights[i]),
                        new BruteForce(
                                plasticity,
                                shifted(byCell.get(network.first(PRE) + one.pairs[i]), model.axonalPs()),
                                shifted(byCell.get(network.first(POST) + one.pairs[i]), one.dendriticPs[i]),
                                hasOne ? script.timesPs() : new long[0],
                                hasOne ? script.amounts() : new double[0],
                                modulator.tauN())));
            }
        }
        return all;
    }

    private static long[] shifted(List<Long> times, long by) {
        return times.stream().mapToLong(t -> t + by).toArray();
    }
}
