package io.dopaflow.scenarios.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.analysis.exchange.SonataEdgeFile;
import io.dopaflow.analysis.exchange.SonataNodeFile;
import io.dopaflow.analysis.exchange.SpikeFormat;
import io.dopaflow.models.spiking.Afferents;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.Neurons;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.source.CurrentSource;
import io.dopaflow.models.spiking.source.SpikeSource;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.schema.SpikingScenario;
import io.dopaflow.scenarios.schema.spiking.SynapseSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A network as files of SONATA: nodes, edges with their indices, types, parameters, inputs and both configurations. Everything that a run
 * draws is in it as it was drawn, so that {@link SonataImport} makes the same network of it.
 */
public final class SonataExport {
    private static final int TYPE = 100;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SpikingScenario scenario;
    private final SpikingNetwork network;
    private final GroupNames names = new GroupNames();
    private final GroupNames edgeNames = new GroupNames();
    private final List<DataFile> files = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final SonataConfigurations configurations = new SonataConfigurations();
    private final List<String> drawn = new ArrayList<>();
    private long drawnSpikes;

    private SonataExport(SpikingScenario scenario, SpikingNetwork network) {
        this.scenario = scenario;
        this.network = network;
    }

    /**
     * The files of a network.
     *
     * @throws IllegalArgumentException if there is anything that SONATA cannot say: with all of it, a line each
     */
    public static SonataExport of(SpikingScenario scenario, SpikingNetwork network) {
        SonataExport export = new SonataExport(scenario, network);
        export.check();
        if (!export.problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", export.problems));
        }
        export.add();
        return export;
    }

    /** What to write. */
    public List<DataFile> files() {
        return List.copyOf(files);
    }

    /** What became different, in sentences. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    private void check() {
        double spikes = 0;
        for (Drive drive : network.drives()) {
            if (drive instanceof Drive.Poisson poisson) {
                spikes += poisson.rate().expected(0, network.durationPs())
                        * network.groups().get(drive.to()).size();
            } else if (drive instanceof Drive.Current current
                    && !(current.current().apply(0) instanceof CurrentSource.Steps)) {
                problems.add("sources." + drive.name()
                        + ": found a sine or noise; allowed in SONATA: currents that are constant or change in steps");
            }
        }
        checkSynapses();
        if (spikes > GivenSpikes.MOST) {
            problems.add("sources: found about " + Math.round(spikes / 1e6)
                    + " million spikes of Poisson processes; allowed:" + " up to " + GivenSpikes.MOST / 1_000_000
                    + " million, as each is written: a shorter duration");
        }
        if (network.expectedSynapses() > 200e6) {
            problems.add("projections: found about " + Math.round(network.expectedSynapses() / 1e6)
                    + " million synapses; allowed: up to 200 million");
        }
    }

    /** An export of weights that stay would be of another network: it has other spikes. */
    private void checkSynapses() {
        for (int i = 0; i < scenario.projections().size(); i++) {
            SynapseSettings synapse = scenario.projections().get(i).synapse();
            if (!synapse.isStatic()) {
                String key = "projections." + i + ".synapse";
                problems.add(key + ": found "
                        + synapse.rule().map(rule -> rule.rule().name()).orElse("short-term")
                        + "; allowed in SONATA: synapses that stay as they are; the weights that they start from are"
                        + " exported with --set " + key + "=static --set record.weights=none");
            }
        }
    }

    private void add() {
        List<String> groups = new ArrayList<>();
        network.groups().forEach(group -> groups.add(names.like(group.name())));
        for (int g = 0; g < groups.size(); g++) {
            if (network.groups().get(g) instanceof CellGroup.Population population) {
                addNeurons(groups.get(g), population);
            } else if (network.groups().get(g) instanceof CellGroup.Trains trains) {
                addTrains(groups.get(g), trains);
            }
        }
        int currents = 0;
        for (Drive drive : network.drives()) {
            if (drive instanceof Drive.Poisson poisson) {
                addPoisson(groups.get(drive.to()), poisson);
            } else if (drive instanceof Drive.Current current) {
                addCurrent(groups.get(drive.to()), current, currents++);
            }
        }
        for (Projection projection : network.projections()) {
            addEdges(
                    groups.get(projection.from()),
                    network.groups().get(projection.from()).size(),
                    groups.get(projection.to()),
                    network.groups().get(projection.to()).size(),
                    edges(projection));
        }
        if (!drawn.isEmpty()) {
            notes.add("Poisson processes became virtual nodes, " + String.join(", ", drawn) + ", with the "
                    + drawnSpikes + " spikes that a run draws");
        }
        if (network.time() instanceof TimeMode.Precise) {
            notes.add(
                    "run.dt is 0.1 ms for other tools; import takes the time as precise again, as the key dopaflow says");
        }
        if (hasOwnModels()) {
            notes.add(
                    "a model_template that begins with dopaflow: is a model that NEST does not have; other tools need one");
        }
        text("circuit_config.json", configurations.circuit());
        text("simulation_config.json", configurations.simulation(scenario, network));
    }

    private boolean hasOwnModels() {
        return IntStream.range(0, network.groups().size())
                .mapToObj(network.groups()::get)
                .anyMatch(group -> group instanceof CellGroup.Population population
                        && ModelTemplates.template(population.model()).startsWith("dopaflow:"));
    }

    private void addNeurons(String name, CellGroup.Population population) {
        ObjectNode common = JSON.objectNode();
        Map<String, double[]> own = new LinkedHashMap<>();
        Neurons.values(network, population).forEach((parameter, values) -> {
            if (Arrays.stream(values).allMatch(value -> value == values[0])) {
                common.put(parameter, values[0]);
            } else {
                own.put(parameter, values);
            }
        });
        text("components/point_neuron_models/" + name + ".json", common.toPrettyString() + "\n");
        addNodes(
                name,
                new SonataNodeFile(name, population.size(), TYPE, own),
                "node_type_id model_type model_template dynamics_params model_name\n" + TYPE + " point_neuron "
                        + ModelTemplates.template(population.model()) + " " + name + ".json " + name + "\n");
    }

    private void addVirtual(String name, int size, GivenSpikes spikes) {
        addNodes(
                name,
                new SonataNodeFile(name, size, TYPE, Map.of()),
                "node_type_id model_type model_name\n" + TYPE + " virtual " + name + "\n");
        String file = "inputs/" + name + "_spikes.h5";
        files.add(spikes.file(file, name));
        configurations.addSpikes(name);
        SpikeFormat.SONATA.loss(spikes.lastPs()).ifPresent(loss -> notes.add(name + ": " + loss));
    }

    private void addNodes(String name, SonataNodeFile content, String types) {
        files.add(new DataFile("network/" + name + "_nodes.h5", content::writeTo));
        text("network/" + name + "_node_types.csv", types);
        configurations.addNodes(name);
    }

    private void addTrains(String name, CellGroup.Trains trains) {
        GivenSpikes spikes = new GivenSpikes();
        for (int cell = 0; cell < trains.size(); cell++) {
            SpikeSource train = trains.trains().get(cell);
            for (long at = train.next(-1); at != SpikeSource.NEVER && at <= network.durationPs(); at = train.next(at)) {
                spikes.add(atEndOfStep(at), cell);
            }
        }
        addVirtual(name, trains.size(), spikes);
    }

    /** On a grid cells spike at the end of a step. */
    private long atEndOfStep(long timePs) {
        long unit = network.time().unitPs();
        return (timePs + unit - 1) / unit * unit;
    }

    private void addPoisson(String target, Drive.Poisson drive) {
        RealisedDrive realised = RealisedDrive.of(network, drive);
        String name = names.like(drive.name().replace("->", "-"));
        addVirtual(name, realised.nodes(), realised.spikes());
        drawn.add(name);
        drawnSpikes += realised.spikes().size();
        addEdges(
                name, realised.nodes(), target, network.groups().get(drive.to()).size(), realised.edges());
    }

    private void addCurrent(String target, Drive.Current drive, int number) {
        Map<List<CurrentSegment>, List<Integer>> alike = new LinkedHashMap<>();
        int size = network.groups().get(drive.to()).size();
        for (int neuron = 0; neuron < size; neuron++) {
            List<CurrentSegment> course =
                    CurrentSegment.of((CurrentSource.Steps) drive.current().apply(neuron), network.durationPs());
            alike.computeIfAbsent(course, any -> new ArrayList<>()).add(neuron);
        }
        alike.remove(List.of());
        int part = 0;
        for (Map.Entry<List<CurrentSegment>, List<Integer>> of : alike.entrySet()) {
            configurations.addCurrent(
                    "current_" + number + (alike.size() > 1 ? "_" + part++ : ""),
                    of.getKey(),
                    target,
                    of.getValue().size() < size ? of.getValue() : List.of());
        }
    }

    private Edges edges(Projection projection) {
        int size = network.groups().get(projection.to()).size();
        Afferents afferents = Afferents.of(network, projection, 0, size).inOrderOfIds();
        Edges all = new Edges();
        for (int target = 0; target < size; target++) {
            for (int place = afferents.incoming().from(target);
                    place < afferents.incoming().to(target);
                    place++) {
                all.add(
                        afferents.incoming().source(place),
                        target,
                        afferents.weight(place),
                        VirtualTime.toMilliseconds(afferents.delayPs(place)));
            }
        }
        return all;
    }

    private void addEdges(String from, int fromSize, String to, int toSize, Edges all) {
        String name = edgeNames.like(from + "_to_" + to);
        double[] weights = all.weights();
        double[] delays = all.delaysMs();
        boolean oneWeight = all.size() > 0 && Arrays.stream(weights).allMatch(weight -> weight == weights[0]);
        boolean oneDelay = all.size() > 0 && Arrays.stream(delays).allMatch(delay -> delay == delays[0]);
        SonataEdgeFile content = new SonataEdgeFile(
                name,
                TYPE,
                from,
                fromSize,
                to,
                toSize,
                all.sources(),
                all.targets(),
                oneWeight ? new double[0] : weights,
                oneDelay ? new double[0] : delays);
        files.add(new DataFile("network/" + name + "_edges.h5", content::writeTo));
        text(
                "network/" + name + "_edge_types.csv",
                "edge_type_id target_query source_query model_template" + (oneWeight ? " syn_weight" : "")
                        + (oneDelay ? " delay" : "") + "\n" + TYPE + " * * static_synapse"
                        + (oneWeight ? " " + weights[0] : "") + (oneDelay ? " " + delays[0] : "") + "\n");
        configurations.addEdges(name);
    }

    private void text(String name, String text) {
        files.add(new DataFile(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8))));
    }
}
