package io.dopaflow.simulator.spiking;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.ModulatorProbe;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.AllToAll;
import io.dopaflow.models.spiking.connection.ConnectionRule;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.FixedIndegree;
import io.dopaflow.models.spiking.connection.FixedTotalNumber;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.neuron.Parameter;
import io.dopaflow.models.spiking.plasticity.Eligibility;
import io.dopaflow.models.spiking.plasticity.InhibitoryStdp;
import io.dopaflow.models.spiking.plasticity.PairStdp;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.Rewiring;
import io.dopaflow.models.spiking.plasticity.Scaling;
import io.dopaflow.models.spiking.plasticity.ShortTerm;
import io.dopaflow.models.spiking.plasticity.SpikeTimingRule;
import io.dopaflow.models.spiking.plasticity.TimingWindow;
import io.dopaflow.models.spiking.plasticity.TripletStdp;
import io.dopaflow.models.spiking.reward.Modulator;
import io.dopaflow.models.spiking.reward.RaceReward;
import io.dopaflow.models.spiking.reward.Release;
import io.dopaflow.models.spiking.reward.SequenceReward;
import io.dopaflow.models.spiking.source.PiecewiseRate;
import io.dopaflow.models.spiking.source.PoissonTrain;
import io.dopaflow.models.spiking.source.SpikeSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Random networks whose synapses learn, by every rule, with modulators of every kind; some over more than one settling of the synapses. */
final class RandomPlasticNetworks {
    private static final long MS = 1_000_000_000L;
    private static final long STEP = MS / 10;

    private final Random random;
    private final boolean isGrid;
    private final List<CellGroup> groups = new ArrayList<>();
    private final List<Drive> drives = new ArrayList<>();
    private final List<Projection> projections = new ArrayList<>();

    private RandomPlasticNetworks(long seed) {
        random = new Random(seed + 1000);
        isGrid = seed % 2 == 0;
    }

    /** The network of a number: on a grid if that is even, else in continuous time. */
    static SpikingNetwork of(long seed) {
        return new RandomPlasticNetworks(seed).network(seed);
    }

    /** All spikes, all synapses that learn, and all modulators now and then. */
    static SpikingPlan plan(SpikingNetwork network) {
        BitSet all = new BitSet();
        all.set(0, network.cells());
        List<SynapseProbe> synapses = new ArrayList<>();
        for (int p : network.changing()) {
            if (network.projections().get(p).model().plasticity().isPresent()) {
                synapses.add(new SynapseProbe(p, new int[0], 137 * STEP));
            }
        }
        List<ModulatorProbe> modulators = new ArrayList<>();
        for (int m = 0; m < network.modulators().size(); m++) {
            modulators.add(new ModulatorProbe(m, 101 * STEP));
        }
        return new SpikingPlan(all, List.of(), synapses, modulators);
    }

    private SpikingNetwork network(long seed) {
        population("a");
        population("b");
        trains();
        List<Modulator> modulators = new ArrayList<>();
        int count = random.nextInt(3);
        for (int m = 0; m < count; m++) {
            modulators.add(modulator(m));
        }
        for (int from = 0; from < groups.size(); from++) {
            for (int to = 0; to < 2; to++) {
                if (random.nextInt(3) > 0) {
                    projection(from, to, count);
                }
            }
        }
        for (int to = 0; to < 2; to++) {
            drives.add(new Drive.Poisson(
                    "drive " + to,
                    1000 + to,
                    to,
                    PiecewiseRate.constant(500),
                    new Distribution.Constant(strength(to)),
                    MS));
        }
        if (random.nextBoolean()) {
            drives.add(new Drive.Excitability("excitability", random.nextInt(2), 20, 3, 150 * MS, 400));
        }
        TimeMode time = isGrid ? new TimeMode.Grid(STEP) : new TimeMode.Precise();
        // Most are short; every third one goes through one settling of the synapses or two.
        long duration = seed % 3 == 0 ? 1_020 * MS + random.nextInt(1_200) * MS : (150 + random.nextInt(250)) * MS;
        return new SpikingNetwork(
                time, duration, new RandomStreams(seed), groups, drives, projections, modulators, 1e6);
    }

    private void population(String name) {
        List<NeuronModel> models = List.of(
                NeuronModels.of("lif", "delta"),
                NeuronModels.of("lif", "exp"),
                NeuronModels.of("lif", "alpha"),
                NeuronModels.of("izhikevich", ""),
                NeuronModels.of("srm", "exp"));
        NeuronModel model = models.get(random.nextInt(models.size()));
        List<Distribution> parameters = new ArrayList<>();
        for (Parameter parameter : model.parameters()) {
            parameters.add(new Distribution.Constant(parameter.standard()));
        }
        groups.add(
                new CellGroup.Population(name, 1 + random.nextInt(5), model, parameters, Map.of(), Optional.empty()));
    }

    private double strength(int to) {
        return switch (((CellGroup.Population) groups.get(to)).model().weightUnit()) {
            case "mV" -> 2;
            case "pA" -> 150;
            default -> 3;
        };
    }

    private void trains() {
        List<SpikeSource> trains = new ArrayList<>();
        int size = 1 + random.nextInt(4);
        for (int i = 0; i < size; i++) {
            // At 600 Hz some steps have two spikes of a cell.
            double rate = random.nextBoolean() ? (random.nextInt(4) == 0 ? 600 : 30) : 0.8;
            trains.add(new PoissonTrain(PiecewiseRate.constant(rate), new RandomStreams(random.nextLong()), 99, 0, i));
        }
        groups.add(new CellGroup.Trains("trains", trains));
    }

    private Modulator modulator(int number) {
        List<Release> releases = new ArrayList<>();
        if (random.nextBoolean()) {
            releases.add(new Release.BySpikes(random.nextInt(groups.size()), (1 + random.nextInt(30)) * MS, 1));
        }
        if (random.nextBoolean()) {
            releases.add(new Release.ByScript(new long[] {200 * MS, 900 * MS, 1000 * MS}, new double[] {2, -0.5, 1}));
        }
        if (random.nextBoolean()) {
            releases.add(new Release.ByReward(
                    new SequenceReward(0, 0, 1, 0, 20 * MS, 10 * MS, 300 * MS + random.nextInt(1000), 3)));
        }
        if (releases.isEmpty() || random.nextBoolean()) {
            releases.add(new Release.ByReward(new RaceReward(2, 0, 1, 30 * MS, 5 * MS, 90 * MS, 2)));
        }
        return new Modulator("modulator " + number, 20 + random.nextInt(300), releases);
    }

    private void projection(int from, int to, int modulators) {
        int id = projections.size();
        double most = strength(to);
        boolean inhibits = random.nextInt(4) == 0;
        double sign = inhibits ? -1 : 1;
        double low = Math.min(sign * 0.2 * most, sign * most);
        double high = Math.max(sign * 0.2 * most, sign * most);
        Distribution weight =
                random.nextBoolean() ? new Distribution.Constant(low) : new Distribution.Uniform(low, high);
        long axonal = random.nextInt(3) * MS;
        boolean isRewired = random.nextBoolean();
        Distribution delay = isRewired || random.nextBoolean()
                ? new Distribution.Constant(3 + random.nextInt(20))
                : new Distribution.Uniform(3, 12);
        Optional<Plasticity> plasticity = plasticity(most, modulators)
                .map(some -> isRewired ? some.with(new Rewiring(1000, 0.9 * most, 0.6 * most)) : some);
        SynapseModel model = random.nextInt(6) == 0
                ? SynapseModel.STATIC
                : new SynapseModel(plasticity, shortTerm(), axonal, inhibits);
        projections.add(new Projection(
                "projection " + id,
                id,
                from,
                to,
                isRewired ? new FixedIndegree(1 + random.nextInt(2)) : rule(),
                weight,
                delay,
                model));
    }

    private ConnectionRule rule() {
        return switch (random.nextInt(3)) {
            case 0 -> new AllToAll(true);
            case 1 -> new FixedIndegree(1 + random.nextInt(4));
            default -> new FixedTotalNumber(random.nextInt(8));
        };
    }

    private Optional<ShortTerm> shortTerm() {
        return random.nextInt(3) == 0
                ? Optional.of(new ShortTerm(0.4, 100, random.nextBoolean() ? 0 : 50))
                : Optional.empty();
    }

    private Optional<Plasticity> plasticity(double most, int modulators) {
        if (random.nextInt(6) == 0) {
            return Optional.empty();
        }
        double wMin = random.nextBoolean() ? 0 : 0.1 * most;
        Pairing pairing = Pairing.values()[random.nextInt(4)];
        if (modulators > 0 && random.nextBoolean()) {
            Pairing any = pairing == Pairing.PRE_CENTERED ? Pairing.ALL_TO_ALL : pairing;
            TimingWindow window = new TimingWindow(any, most / 5, most / 4, 20, 30);
            double baseline = random.nextBoolean() ? 0 : 0.003;
            return Optional.of(new Plasticity(
                    window,
                    wMin,
                    most,
                    Optional.of(new Eligibility(200 + random.nextInt(500), baseline, random.nextInt(modulators))),
                    Optional.empty()));
        }
        SpikeTimingRule rule = switch (random.nextInt(3)) {
            case 0 -> new PairStdp(pairing, 0.05, 1.1, random.nextInt(3) / 2.0, random.nextInt(3) / 2.0, 17, 34, most);
            case 1 -> new TripletStdp(0.02 * most, 0.03 * most, 0.02 * most, 0.01 * most, 17, 34, 101, 125);
            default -> new InhibitoryStdp(0.05 * most, 0.2, 20);
        };
        Optional<Scaling> scaling = random.nextInt(3) == 0 ? Optional.of(new Scaling(20, 0.05, 500)) : Optional.empty();
        return Optional.of(new Plasticity(rule, wMin, most, Optional.empty(), scaling));
    }
}
