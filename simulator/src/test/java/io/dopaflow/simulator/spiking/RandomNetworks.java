package io.dopaflow.simulator.spiking;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.StateProbe;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.AllToAll;
import io.dopaflow.models.spiking.connection.ConnectionRule;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.Ends;
import io.dopaflow.models.spiking.connection.FixedIndegree;
import io.dopaflow.models.spiking.connection.FixedOutdegree;
import io.dopaflow.models.spiking.connection.FixedTotalNumber;
import io.dopaflow.models.spiking.connection.OneToOne;
import io.dopaflow.models.spiking.connection.PairwiseBernoulli;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.neuron.Parameter;
import io.dopaflow.models.spiking.source.CurrentSource;
import io.dopaflow.models.spiking.source.PiecewiseRate;
import io.dopaflow.models.spiking.source.PoissonTrain;
import io.dopaflow.models.spiking.source.RegularTrain;
import io.dopaflow.models.spiking.source.SinusoidalRate;
import io.dopaflow.models.spiking.source.SpikeList;
import io.dopaflow.models.spiking.source.SpikeSource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Random networks of all models and rules: delays from 10 us to 50 ms, autapses, multapses, Poisson trains, currents, neurons with parameters
 * of their own.
 */
public final class RandomNetworks {
    private static final long MS = 1_000_000_000L;
    private static final long STEP = MS / 10;

    private final Random random;
    private final boolean isGrid;
    private final boolean isSpikeResponse;
    private final List<CellGroup> groups = new ArrayList<>();
    private final List<Drive> drives = new ArrayList<>();
    private final List<Projection> projections = new ArrayList<>();
    private int ids;

    private RandomNetworks(long seed) {
        random = new Random(seed);
        isGrid = seed % 2 == 0;
        isSpikeResponse = seed % 4 >= 2;
    }

    /** The network of a number: on a grid if that is even, else in continuous time. */
    public static SpikingNetwork of(long seed) {
        return new RandomNetworks(seed).network(seed);
    }

    /** The same with another population, which nothing is connected to. */
    public static SpikingNetwork withAnother(SpikingNetwork network) {
        List<CellGroup> groups = new ArrayList<>(network.groups());
        CellGroup.Population first = network.population(0);
        groups.add(new CellGroup.Population(
                "another", 3, first.model(), first.parameters(), first.start(), Optional.empty()));
        return new SpikingNetwork(
                network.time(),
                network.durationPs(),
                network.streams(),
                groups,
                network.drives(),
                network.projections(),
                network.largestRate());
    }

    /** All spikes, and the states of two neurons of each population now and then. */
    public static SpikingPlan plan(SpikingNetwork network) {
        BitSet all = new BitSet();
        all.set(0, network.cells());
        List<StateProbe> probes = new ArrayList<>();
        for (int g = 0; g < network.groups().size(); g++) {
            if (network.groups().get(g) instanceof CellGroup.Population population) {
                int variables = population.model().standard().variables().size();
                probes.add(new StateProbe(
                        g,
                        IntStream.range(0, Math.min(2, population.size())).toArray(),
                        IntStream.range(0, variables).toArray(),
                        7 * STEP,
                        0));
                probes.add(new StateProbe(g, new int[] {population.size() - 1}, new int[] {0}, 20 * STEP, STEP));
            }
        }
        return new SpikingPlan(all, probes);
    }

    private SpikingNetwork network(long seed) {
        int populations = 1 + random.nextInt(3);
        for (int p = 0; p < populations; p++) {
            population(p);
        }
        if (random.nextBoolean()) {
            trains();
        }
        for (int to = 0; to < populations; to++) {
            for (int from = 0; from < groups.size(); from++) {
                if (random.nextInt(3) > 0) {
                    projection(from, to);
                }
            }
            drives(to);
        }
        TimeMode time = isGrid ? new TimeMode.Grid(STEP) : new TimeMode.Precise();
        long duration = (40 + random.nextInt(60)) * MS;
        return new SpikingNetwork(time, duration, new RandomStreams(seed), groups, drives, projections, 1e6);
    }

    private void population(int number) {
        List<NeuronModel> models = NeuronModels.all().stream()
                .filter(model -> !Set.of("izhikevich-published", "srm").contains(model.name()))
                .toList();
        NeuronModel model = inPlaceOf(models.get(random.nextInt(models.size())));
        double rheobase = rheobase(model);
        boolean each = random.nextBoolean();
        List<Distribution> parameters = new ArrayList<>();
        for (Parameter parameter : model.parameters()) {
            double value = parameter.standard();
            if (parameter.name().equals("I_e")) {
                parameters.add(
                        each
                                ? new Distribution.Uniform(0.8 * rheobase, 2 * rheobase)
                                : new Distribution.Constant((1 + random.nextDouble()) * rheobase));
            } else {
                // Without refractoriness a spike must take more from its neuron than it may give to all others.
                parameters.add(new Distribution.Constant(parameter.name().equals("eta") ? 200 : value));
            }
        }
        Map<String, Distribution> start =
                random.nextBoolean() ? Map.of("V_m", new Distribution.Uniform(-75, -56)) : Map.of();
        groups.add(new CellGroup.Population(
                "population " + number, 1 + random.nextInt(12), model, parameters, start, Optional.empty()));
    }

    /** In every other pair of networks {@code srm} stands in for {@code escape}: so those of other models are what they were without it. */
    private NeuronModel inPlaceOf(NeuronModel model) {
        return isSpikeResponse && model.name().equals("escape") ? NeuronModels.of("srm", model.synapses()) : model;
    }

    private static double rheobase(NeuronModel model) {
        return switch (model.name()) {
            case "izhikevich" -> 5;
            case "adex" -> 600;
            case "hodgkin-huxley" -> 650;
            default -> model.weightUnit().equals("nS") ? 260 : 380;
        };
    }

    private double weight(int to) {
        double sign = random.nextInt(3) == 0 ? -1 : 1;
        NeuronModel model = ((CellGroup.Population) groups.get(to)).model();
        double size = switch (model.weightUnit()) {
            case "mV" -> 3;
            case "nS" -> 8;
            default -> 300;
        };
        return sign * size * random.nextDouble();
    }

    private void trains() {
        List<SpikeSource> trains = new ArrayList<>();
        int size = 1 + random.nextInt(4);
        for (int i = 0; i < size; i++) {
            long[] times = random.longs(5, 0, 600).distinct().map(t -> t * STEP).toArray();
            trains.add(
                    switch (random.nextInt(3)) {
                        case 0 -> new SpikeList(times);
                        case 1 -> RegularTrain.ofPeriod(new BigDecimal("3.7"), 0);
                        default ->
                            new PoissonTrain(
                                    PiecewiseRate.constant(200), new RandomStreams(random.nextLong()), 99, 0, i);
                    });
        }
        groups.add(new CellGroup.Trains("trains", trains));
    }

    private void projection(int from, int to) {
        int id = ids++;
        projections.add(new Projection("projection " + id, id, from, to, rule(from, to), weights(to), delays()));
    }

    private ConnectionRule rule(int from, int to) {
        Ends ends = new Ends(groups.get(from).size(), groups.get(to).size(), from == to);
        return switch (random.nextInt(6)) {
            case 0 -> new AllToAll(true);
            case 1 -> ends.sources() == ends.targets() ? new OneToOne() : new AllToAll(true);
            case 2 -> new FixedIndegree(1 + random.nextInt(6));
            case 3 -> new FixedOutdegree(1 + random.nextInt(6));
            case 4 -> new FixedTotalNumber(random.nextInt(40));
            default -> new PairwiseBernoulli(random.nextDouble());
        };
    }

    private Distribution weights(int to) {
        double weight = weight(to);
        return switch (random.nextInt(3)) {
            case 0 -> new Distribution.Constant(weight);
            case 1 -> new Distribution.Normal(weight, Math.abs(weight) / 2 + 1e-3);
            default -> new Distribution.Uniform(weight - 1, weight + 1);
        };
    }

    private Distribution delays() {
        double least = isGrid ? 0.1 : 0.01;
        return switch (random.nextInt(3)) {
            case 0 -> new Distribution.Constant((1 + random.nextInt(500)) * least);
            case 1 -> new Distribution.Uniform(least, 50);
            default -> new Distribution.Uniform(1, 2);
        };
    }

    private void drives(int to) {
        if (random.nextBoolean()) {
            int id = 1000 + ids++;
            long delay = (1 + random.nextInt(20)) * STEP;
            drives.add(new Drive.Poisson(
                    "poisson " + id,
                    id,
                    to,
                    random.nextBoolean()
                            ? PiecewiseRate.constant(100 + random.nextInt(2000))
                            : new SinusoidalRate(300, 200, 40, 0),
                    new Distribution.Constant(weight(to)),
                    delay));
        }
        if (random.nextBoolean()) {
            double size = rheobase(((CellGroup.Population) groups.get(to)).model());
            drives.add(new Drive.Current(
                    "current " + to,
                    to,
                    neuron -> new CurrentSource.Steps(
                            new long[] {0, (5 + neuron) * MS, 30 * MS}, new double[] {0.1 * size, size, 0})));
        }
    }
}
