package io.dopaflow.scenarios.cli;

import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.run.NetworkMemory;
import io.dopaflow.scenarios.run.NetworkSpeed;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a run of a network that spikes freely will cost, before it is started. */
final class NetworkPlan {
    /** So much of the heap is left to what cannot be foreseen. */
    private static final double MOST_OF_HEAP = 0.9;

    private static final List<EngineChoice> ENGINES = List.of(EngineChoice.POPULATION, EngineChoice.ACTOR);

    private final LoadedNetwork scenario;

    NetworkPlan(LoadedNetwork scenario) {
        this.scenario = scenario;
    }

    private SpikingNetwork network() {
        return scenario.network();
    }

    /** Why no run of it can be started in this JVM, and what to do; empty if one can. */
    Optional<String> tooLarge() {
        EngineChoice wish = scenario.scenario().engine();
        EngineChoice engine = wish == EngineChoice.AUTO ? EngineChoice.POPULATION : wish;
        double needed = NetworkMemory.bytes(network(), engine);
        return needed <= MOST_OF_HEAP * NetworkMemory.heap()
                ? Optional.empty()
                : Optional.of(
                        scenario.scenario().name() + ": " + Text.count(network().cells(), "cell") + " and "
                                + Text.rate(network().expectedSynapses()) + " synapses need " + bytes(needed)
                                + " of memory; allowed: " + bytes(MOST_OF_HEAP * NetworkMemory.heap())
                                + " of this JVM; give it more with DOPAFLOW_JAVA_OPTS=-Xmx"
                                + (long) Math.ceil(needed / MOST_OF_HEAP / 1e9) + "g, or make the network smaller");
    }

    /**
     * Prints it.
     *
     * @param error of a network in episodes, the relative distance to the flow that is wanted, above 0
     */
    void print(String format, Terminal terminal, EngineFactory engines, double error) throws InterruptedException {
        Optional<EpisodeOutlook> outlook = network().episodes().map(episodes -> new EpisodeOutlook(scenario, error));
        boolean forPeople = format.equals("table");
        if (forPeople) {
            terminal.show("@|bold " + Text.escaped(scenario.scenario().name()) + "|@: "
                    + Text.count(network().cells(), "cell") + ", "
                    + Text.rate(network().expectedSynapses()) + " synapses" + learning(network()) + ", "
                    + Text.time(network().durationPs()) + " of biological time");
            outlook.ifPresent(known -> known.lines().forEach(line -> terminal.show(Text.escaped(line))));
        }
        Optional<EpisodeOutlook> inRows = outlook.filter(known -> !forPeople);
        List<String> columns =
                new ArrayList<>(List.of("engine", "memory_mb", "share_of_heap", "seconds", "times_real_time"));
        inRows.ifPresent(known -> columns.addAll(EpisodeOutlook.COLUMNS));
        RowOutput rows = RowOutput.of(format, terminal, columns);
        double biological = VirtualTime.toMilliseconds(network().durationPs()) / 1000;
        for (EngineChoice engine : ENGINES) {
            double bytes = NetworkMemory.bytes(network(), engine);
            OptionalDouble speed = bytes > MOST_OF_HEAP * NetworkMemory.heap()
                    ? OptionalDouble.empty()
                    : NetworkSpeed.secondsPerSecond(engines, engine, network());
            List<Object> cells = new ArrayList<>(List.of(
                    engine.name().toLowerCase(Locale.ROOT),
                    bytes * 1e-6,
                    bytes / NetworkMemory.heap(),
                    speed.isPresent() ? (Object) (speed.getAsDouble() * biological) : "",
                    speed.isPresent() ? (Object) (1 / speed.getAsDouble()) : ""));
            inRows.ifPresent(known -> cells.addAll(known.cells()));
            rows.row(cells.toArray());
        }
        rows.close();
        tooLarge().ifPresent(reason -> terminal.tell("@|yellow warning:|@ " + Text.escaped(reason)));
        terminal.out().flush();
    }

    /** How many synapses learn, and how many of them a spike of their cells changes on average; nothing if none do. */
    static String learning(SpikingNetwork network) {
        double synapses = 0;
        double cells = 0;
        for (Projection projection : network.projections()) {
            if (projection.model().learns()) {
                synapses += projection.rule().expected(network.ends(projection));
                cells += network.groups().get(projection.from()).size();
            }
        }
        return synapses == 0
                ? ""
                : " (" + Text.rate(synapses) + " learn, " + Text.number(synapses / cells) + " at a presynaptic spike)";
    }

    private static String bytes(double bytes) {
        return bytes >= 1e9 ? Text.number(bytes * 1e-9) + " GB" : Text.number(bytes * 1e-6) + " MB";
    }
}
