package io.dopaflow.analysis.testing;

import io.dopaflow.analysis.run.SpikingRunWriter;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.Afferents;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.ModulatorProbe;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.AllToAll;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.plasticity.Concentration;
import io.dopaflow.models.spiking.plasticity.Eligibility;
import io.dopaflow.models.spiking.plasticity.Histories;
import io.dopaflow.models.spiking.plasticity.PlasticSynapses;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.ShortTerm;
import io.dopaflow.models.spiking.plasticity.SynapticTime;
import io.dopaflow.models.spiking.reward.Modulator;
import io.dopaflow.models.spiking.reward.Release;
import io.dopaflow.models.spiking.reward.Released;
import io.dopaflow.models.spiking.source.SpikeList;
import io.dopaflow.models.spiking.source.SpikeSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Networks with synapses that learn, and what the models say of them when their cells spike at random: cells {@code input[0..4]}, {@code neuron[0..2]} and {@code
 * dopaminergic[0..1]}. The spikes are not those that the neurons would emit, so that any rule sees any timing.
 */
public final class LearningNetworks {
    /** One millisecond in ps. */
    public static final long MS = 1_000_000_000;

    private static final int INPUTS = 5;
    private static final int NEURONS = 3;
    private static final int RELEASING = 2;

    /** A spike. */
    public record Spike(long timePs, int cell) {}

    private final SpikingNetwork network;
    private final SpikingPlan plan;
    private final List<Spike> spikes;
    private final List<Concentration> concentrations = new ArrayList<>();

    /**
     * A network whose projections, each from all inputs to all neurons, learn in these ways, and its random spikes.
     *
     * @param models of the projections
     * @param everyPs weights are recorded this often
     */
    public LearningNetworks(TimeMode time, long durationPs, List<SynapseModel> models, long everyPs, long seed) {
        Random random = new Random(seed);
        List<List<Long>> trains = new ArrayList<>();
        for (int cell = 0; cell < INPUTS + NEURONS + RELEASING; cell++) {
            trains.add(train(random, time.unitPs(), durationPs, cell));
        }
        List<SpikeSource> inputs = trains.subList(0, INPUTS).stream()
                .<SpikeSource>map(LearningNetworks::source)
                .toList();
        NeuronModel model = NeuronModels.of("lif", "delta");
        List<Distribution> laws = model.parameters().stream()
                .<Distribution>map(parameter -> new Distribution.Constant(parameter.standard()))
                .toList();
        List<Projection> projections = new ArrayList<>();
        for (int p = 0; p < models.size(); p++) {
            SynapseModel of = models.get(p);
            double sign = of.sign();
            projections.add(new Projection(
                    "learning" + p,
                    10 + p,
                    0,
                    1,
                    new AllToAll(false),
                    sign < 0 ? new Distribution.Uniform(-0.9, -0.1) : new Distribution.Uniform(0.1, 0.9),
                    new Distribution.Uniform(1.5, 6),
                    of));
        }
        network = new SpikingNetwork(
                time,
                durationPs,
                new RandomStreams(seed),
                List.of(
                        new CellGroup.Trains("input", inputs),
                        new CellGroup.Population("neuron", NEURONS, model, laws, Map.of(), Optional.empty()),
                        new CellGroup.Trains(
                                "dopaminergic",
                                trains.subList(INPUTS + NEURONS, trains.size()).stream()
                                        .<SpikeSource>map(LearningNetworks::source)
                                        .toList())),
                List.of(),
                projections,
                List.of(
                        new Modulator(
                                "serotonin",
                                100,
                                List.of(new Release.ByScript(
                                        new long[] {durationPs / 3 / MS * MS, durationPs / 2 / MS * MS},
                                        new double[] {5, 2}))),
                        new Modulator("dopamine", 200, List.of(new Release.BySpikes(2, 2 * MS, 1)))),
                1000);
        spikes = IntStream.range(0, trains.size())
                .boxed()
                .flatMap(cell -> trains.get(cell).stream().map(at -> new Spike(at, cell)))
                .sorted(Comparator.comparingLong(Spike::timePs).thenComparingInt(Spike::cell))
                .collect(Collectors.toCollection(ArrayList::new));
        BitSet all = new BitSet();
        all.set(0, network.cells());
        plan = new SpikingPlan(
                all,
                List.of(),
                IntStream.range(0, models.size())
                        .mapToObj(p -> new SynapseProbe(p, new int[0], everyPs))
                        .toList(),
                List.of(new ModulatorProbe(1, everyPs)));
    }

    private static SpikeSource source(List<Long> train) {
        return new SpikeList(train.stream().mapToLong(Long::longValue).toArray());
    }

    /** Bursts and single spikes, on a coarse grid so that ties are common; one input is silent at first. */
    private static List<Long> train(Random random, long unit, long durationPs, int cell) {
        TreeSet<Long> times = new TreeSet<>();
        long coarse = Math.max(unit, MS / 2);
        long at = cell == 1 ? durationPs / 2 : 0;
        while (at < durationPs) {
            at += (long) (-StrictMath.log(1 - random.nextDouble()) * 80 * MS);
            for (int i = random.nextInt(3); i >= 0; i--) {
                long spike = at / coarse * coarse + i * 3 * MS + (random.nextInt(4) == 0 ? unit : 0);
                if (spike > 0 && spike <= durationPs) {
                    times.add(spike);
                }
            }
        }
        return new ArrayList<>(times);
    }

    /** The network. */
    public SpikingNetwork network() {
        return network;
    }

    /** All spikes and weights are recorded, and dopamine. */
    public SpikingPlan plan() {
        return plan;
    }

    /** All spikes, in the order of time. */
    public List<Spike> spikes() {
        return spikes;
    }

    /** Writes a run of these spikes. */
    public void write(SpikingRunWriter writer) {
        for (Spike spike : spikes) {
            writer.spikes(new long[] {spike.timePs}, new int[] {spike.cell}, 1);
        }
        long unit = network.time().unitPs();
        for (int m = 0; m < network.modulators().size(); m++) {
            int number = m;
            Modulator modulator = network.modulators().get(m);
            Concentration concentration = new Concentration(modulator.tauN(), new SynapticTime(unit));
            Released released = new Released(modulator, network.streams(), m, unit);
            spikes.forEach(spike -> {
                int group = network.groupOf(spike.cell);
                released.spike(spike.timePs, group, spike.cell - network.first(group));
            });
            released.reach(network.durationPs(), network.durationPs(), (at, amount) -> {
                writer.released(at, number, amount);
                concentration.add(at / unit, amount);
            });
            concentrations.add(concentration);
        }
        for (ModulatorProbe probe : plan.modulators()) {
            for (long at = probe.next(0); at <= network.durationPs(); at = probe.next(at)) {
                writer.concentration(
                        at,
                        probe.modulator(),
                        concentrations.get(probe.modulator()).at(at / unit));
            }
        }
        long first = 0;
        for (SynapseProbe probe : plan.synapses()) {
            first += weights(probe, first, writer);
        }
    }

    private long weights(SynapseProbe probe, long first, SpikingRunWriter writer) {
        long unit = network.time().unitPs();
        Projection projection = network.projections().get(probe.projection());
        Plasticity plasticity = projection.model().plasticity().orElseThrow();
        Afferents afferents = Afferents.of(network, projection, 0, NEURONS).inOrderOfIds();
        int size = afferents.incoming().size();
        long axonal = projection.model().axonalPs();
        SynapticTime time = new SynapticTime(unit);
        Histories histories =
                Histories.of(Optional.of(plasticity), projection.model().shortTerm(), time, INPUTS, NEURONS);
        for (Spike spike : spikes) {
            if (spike.cell < INPUTS) {
                histories.sources().add(spike.cell, (spike.timePs + axonal) / unit);
            } else if (spike.cell < INPUTS + NEURONS) {
                histories.addPost(spike.cell - INPUTS, spike.timePs / unit);
            }
        }
        double[] weights = IntStream.range(0, size)
                .mapToDouble(place -> Math.abs(afferents.weight(place)))
                .toArray();
        PlasticSynapses synapses = new PlasticSynapses(
                plasticity,
                time,
                histories,
                plasticity.eligibility().map(Eligibility::modulator).map(concentrations::get),
                weights);
        for (long at = probe.next(-1, network.durationPs());
                at < Long.MAX_VALUE;
                at = probe.next(at, network.durationPs())) {
            for (int target = 0; target < NEURONS; target++) {
                for (int place = afferents.incoming().from(target);
                        place < afferents.incoming().to(target);
                        place++) {
                    synapses.read(
                            place,
                            target,
                            afferents.incoming().source(place),
                            (afferents.delayPs(place) - axonal) / unit,
                            Long.MIN_VALUE / 8,
                            at / unit);
                    writer.synapse(
                            at,
                            first + place,
                            projection.model().sign() * synapses.readWeight(),
                            plasticity.eligibility().isPresent() ? synapses.readOwn() : Double.NaN);
                }
            }
        }
        return size;
    }

    /** A model with an axonal part of the delay. */
    public static SynapseModel model(Plasticity plasticity, long axonalPs, boolean inhibits) {
        return new SynapseModel(Optional.of(plasticity), Optional.empty(), axonalPs, inhibits);
    }

    /** The same with short-term plasticity. */
    public static SynapseModel with(ShortTerm shortTerm, SynapseModel model) {
        return new SynapseModel(model.plasticity(), Optional.of(shortTerm), model.axonalPs(), model.inhibits());
    }
}
