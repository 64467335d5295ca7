package io.dopaflow.analysis.testing;

import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.analysis.run.SpikingRunWriter;
import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.AllToAll;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.source.PiecewiseRate;
import io.dopaflow.models.spiking.source.SpikeList;
import io.dopaflow.models.spiking.source.SpikeSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Small networks that spike freely, and runs of them whose every spike a test gives. */
public final class Networks {
    /** One step of the grid, in ps. */
    public static final long STEP = 100_000_000;

    /** The duration, in ps: one second. */
    public static final long SECOND = 10_000 * STEP;

    private static final String SCENARIO = "name: invented\n";

    private Networks() {}

    /** Two populations and a group of given trains, of these sizes: {@code excitatory}, {@code inhibitory}, {@code given}. */
    public static SpikingNetwork network(int excitatory, int inhibitory, int given) {
        NeuronModel delta = NeuronModels.of("lif", "delta");
        NeuronModel exponential = NeuronModels.of("lif", "exp");
        return new SpikingNetwork(
                new TimeMode.Grid(STEP),
                SECOND,
                new RandomStreams(42),
                List.of(
                        population("excitatory", excitatory, delta),
                        population("inhibitory", inhibitory, exponential),
                        new CellGroup.Trains(
                                "given",
                                IntStream.range(0, given)
                                        .<SpikeSource>mapToObj(i -> new SpikeList((i + 1) * STEP))
                                        .toList())),
                List.of(new Drive.Poisson(
                        "noise", 7, 0, PiecewiseRate.constant(10), new Distribution.Constant(0.5), STEP)),
                List.of(
                        new Projection(
                                "e-i",
                                1,
                                0,
                                1,
                                new AllToAll(false),
                                new Distribution.Constant(0.1),
                                new Distribution.Constant(1.5)),
                        new Projection(
                                "g-e",
                                2,
                                2,
                                0,
                                new AllToAll(false),
                                new Distribution.Constant(0.2),
                                new Distribution.Constant(0.5))),
                1000);
    }

    private static CellGroup population(String name, int size, NeuronModel model) {
        List<Distribution> laws = model.parameters().stream()
                .<Distribution>map(parameter -> new Distribution.Constant(parameter.standard()))
                .toList();
        return new CellGroup.Population(name, size, model, laws, Map.of(), Optional.empty());
    }

    /** The manifest of a run that starts. */
    public static RunManifest manifest(SpikingNetwork network) {
        return RunManifest.starting(
                "test",
                SpikingNetwork.FAMILY,
                "invented",
                ContentDigest.of(SCENARIO),
                Optional.empty(),
                42,
                RunManifest.Environment.ofThisProcess("population", 1, ""),
                RunWork.OfNetwork.planned(
                        network.cells(), Math.round(network.expectedSynapses()), network.durationPs()));
    }

    /** The directory of a run that starts. */
    public static RunDirectory directory(Path path, SpikingNetwork network) {
        return RunDirectory.create(path, false, manifest(network), SCENARIO, List.of());
    }

    /** A finished run of a network, with what is written into it. */
    public static Path run(Path path, SpikingNetwork network, Consumer<SpikingRunWriter> content) {
        RunDirectory directory = directory(path, network);
        try (SpikingRunWriter writer = new SpikingRunWriter(directory, network, e -> {})) {
            writer.cells();
            content.accept(writer);
        }
        RunManifest manifest = directory.manifest();
        RunWork.OfNetwork planned = manifest.networkWork();
        directory.write(manifest.ended(
                RunStatus.FINISHED,
                Optional.empty(),
                Optional.empty(),
                new RunWork.OfNetwork(
                        planned.neurons(), planned.synapses(), planned.plannedPs(), planned.plannedPs(), 0, 0, 0, 1)));
        return path;
    }
}
