package io.dopaflow.scenarios.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.scenarios.schema.SpikingScenario;
import io.dopaflow.scenarios.schema.spiking.RecordingSettings;
import io.dopaflow.scenarios.schema.spiking.SourceSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A network in the files of SONATA, as a scenario.
 *
 * @param scenario with paths of files relative to where these are
 * @param files what it needs
 * @param notes what became different, or was taken for what the files do not say: a sentence each
 */
public record SonataImport(SpikingScenario scenario, List<DataFile> files, List<String> notes) {
    private static final String OWN = "dopaflow";

    /** Copies. */
    public SonataImport {
        files = List.copyOf(files);
        notes = List.copyOf(notes);
    }

    /**
     * Reads a network.
     *
     * @param config the file of its configuration
     * @param step the step of the grid in ps, instead of what the configuration says
     * @throws InvalidScenarioException if there is anything that cannot be imported: with all of it
     */
    public static SonataImport read(Path config, OptionalLong step) throws InvalidScenarioException {
        Problems problems = new Problems();
        Optional<SonataConfig> found = SonataConfig.read(config, problems);
        Optional<SonataImport> read = found.flatMap(of -> read(config, of, step, problems));
        problems.throwIfAny();
        return read.orElseThrow(() -> new IllegalStateException("neither a network nor a problem"));
    }

    private static Optional<SonataImport> read(Path file, SonataConfig config, OptionalLong step, Problems problems) {
        ConfigFile simulation = config.simulation();
        TimeMode time = time(simulation, step, problems);
        long duration = duration(simulation, time, problems);
        GroupNames names = new GroupNames();
        NodeImport nodes = new NodeImport(config.circuit(), problems, names);
        nodes.read();
        SpikeInputs spikes = new SpikeInputs(time.unitPs());
        InputImport inputs = new InputImport(config, problems, names, nodes, spikes);
        inputs.read();
        Map<String, int[]> twins = new HashMap<>();
        nodes.virtual().keySet().forEach(population -> twins.put(population, spikes.twins(population)));
        EdgeImport edges = new EdgeImport(config.circuit(), problems, new GroupNames(), nodes, twins, time.unitPs());
        edges.read();
        if (!problems.none()) {
            return Optional.empty();
        }
        if (nodes.populations().isEmpty()) {
            config.circuit().wrong(problems, "networks.nodes", "no neurons", "at least one, not virtual");
            return Optional.empty();
        }
        List<DataFile> files = new ArrayList<>(nodes.files());
        List<Named<SourceSettings>> sources = new ArrayList<>();
        nodes.virtual()
                .values()
                .forEach(
                        parts -> sources.add(spikes.source(parts, parts.groups().get(0), files)));
        sources.addAll(inputs.currents());
        files.addAll(edges.files());
        JsonNode own = simulation.at(OWN);
        SpikingScenario scenario = new SpikingScenario(
                name(own.path("name").asText(""), file),
                own.path("description").asText(""),
                own.path("seed").asLong(1),
                EngineChoice.AUTO,
                duration,
                time,
                nodes.populations(),
                sources,
                edges.projections(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new RecordingSettings(RecordingSettings.Extent.ALL, List.of(), false),
                own.path("stop_above_hz").asDouble(SpikingNetwork.LARGEST_RATE));
        return Optional.of(new SonataImport(scenario, files, notes(simulation, nodes, edges, spikes, twins)));
    }

    private static List<String> notes(
            ConfigFile simulation, NodeImport nodes, EdgeImport edges, SpikeInputs spikes, Map<String, int[]> twins) {
        List<String> notes = new ArrayList<>(nodes.notes());
        notes.addAll(edges.notes());
        if (spikes.rounded() > 0) {
            notes.add(spikes.rounded() + " spikes of inputs were moved to the nearest point of the grid");
        }
        twins.forEach((population, further) -> {
            if (further.length > 0) {
                notes.add("several spikes of a node of " + population + " fall on one point of the grid: "
                        + further.length + " further cells have them, with the same synapses");
            }
        });
        if (simulation.at("conditions").has("v_init")) {
            notes.add("conditions.v_init was left out: point neurons start at E_L, as in NEST");
        }
        if (!simulation.at("reports").isEmpty()) {
            notes.add("reports were left out: say in record.states what is to be recorded beside spikes");
        }
        return notes;
    }

    private static TimeMode time(ConfigFile simulation, OptionalLong step, Problems problems) {
        if (step.isPresent()) {
            return new TimeMode.Grid(step.getAsLong());
        }
        if (simulation.at(OWN + ".time").asText("").equals("precise")) {
            return new TimeMode.Precise();
        }
        double dt = simulation.number("run.dt", problems).orElse(0.0);
        if (!(dt > 0) || !(dt < 1e6) || VirtualTime.fromMilliseconds(dt) < 1) {
            if (problems.none()) {
                simulation.wrong(problems, "run.dt", dt == 0 ? "nothing" : dt + " ms", "a step above 0 ms; or --dt");
            }
            return new TimeMode.Grid(VirtualTime.PICOSECONDS_PER_MILLISECOND / 10);
        }
        return new TimeMode.Grid(VirtualTime.fromMilliseconds(dt));
    }

    private static long duration(ConfigFile simulation, TimeMode time, Problems problems) {
        double start = simulation.number("run.tstart", problems).orElse(0.0);
        if (start != 0) {
            simulation.wrong(problems, "run.tstart", start + " ms", "0 ms");
        }
        Optional<Double> stop = simulation.number("run.tstop", problems);
        if (stop.isEmpty()) {
            if (simulation.at("run").isObject()) {
                simulation.wrong(problems, "run.tstop", "nothing", "how long to simulate, in ms");
            }
            return time.unitPs();
        }
        long longest = 100L * 24 * 3600 * 1000;
        long duration = stop.get() > 0 && stop.get() <= longest ? VirtualTime.fromMilliseconds(stop.get()) : 0;
        if (duration < time.unitPs() || duration % time.unitPs() != 0) {
            simulation.wrong(
                    problems,
                    "run.tstop",
                    stop.get() + " ms",
                    "positive multiples of the step, " + VirtualTime.toMilliseconds(time.unitPs())
                            + " ms, up to 100 days");
        }
        return duration;
    }

    private static String name(String own, Path file) {
        if (own.matches("[a-z0-9][a-z0-9_.-]{0,63}")) {
            return own;
        }
        Path folder = Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                .orElse(file);
        Path last = Optional.ofNullable(folder.getFileName()).orElse(file);
        String plain = last.toString()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_.-]", "-")
                .replaceAll("^[^a-z0-9]+", "");
        return plain.isEmpty() ? "imported" : plain.substring(0, Math.min(plain.length(), 64));
    }
}
