package io.dopaflow.simulator.spiking;

import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.simulator.Figures;
import io.dopaflow.simulator.MemoryTables;
import io.dopaflow.simulator.actor.spiking.SpikingActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a second of biological time costs in networks that spike freely. */
public final class SpikingTables {
    private static final int ROUNDS = 7;

    private final PrintStream page;
    private final int warmups;

    /** Tables that are printed on a page. */
    public SpikingTables(PrintStream page, boolean quick) {
        this.page = page;
        this.warmups = quick ? 2 : 4;
    }

    /** A run of an engine by the clock. */
    private record Timing(double building, double simulating, SpikingState end) {}

    private static Timing time(Engine engine, SpikingNetwork network) throws Exception {
        SpikingRecorder counted = SpikingRecorder.NONE;
        RunRequest plain = RunRequest.of(new SpikingSimulation(network, SpikingPlan.spikesOf(network), counted));
        long start = System.nanoTime();
        long[] built = new long[1];
        RunResult result = engine.run(new RunRequest(
                plain.simulation(),
                plain.cancellation(),
                done -> built[0] = built[0] == 0 ? System.nanoTime() : built[0],
                plain.counters(),
                plain.checkpoints()));
        long end = System.nanoTime();
        return new Timing((built[0] - start) * 1e-9, (end - built[0]) * 1e-9, SpikingState.of(result.end()));
    }

    /** The networks of the comparison with other simulators. */
    public void networks() throws Exception {
        Map<String, SpikingNetwork> all = new LinkedHashMap<>();
        all.put("cuba 4000, delay 0.1 ms", BenchmarkNetwork.cuba(4000, 0.02, 0.1, BenchmarkNetwork.GRID));
        all.put("cuba 4000, delay 1.5 ms", BenchmarkNetwork.cuba(4000, 0.02, 1.5, BenchmarkNetwork.GRID));
        all.put("cuba 40 000, delay 1.5 ms", BenchmarkNetwork.cuba(40_000, 0.002, 1.5, BenchmarkNetwork.GRID));
        all.put("cuba 4000, 0.1 ms, precise", BenchmarkNetwork.cuba(4000, 0.02, 0.1, BenchmarkNetwork.PRECISE));
        all.put("cuba 4000, 1.5 ms, precise", BenchmarkNetwork.cuba(4000, 0.02, 1.5, BenchmarkNetwork.PRECISE));
        all.put("coba 4000", BenchmarkNetwork.coba(4000, 0.02));
        all.put("brunel-10000", BenchmarkNetwork.brunel(10_000, 1000, 0.1));
        page.println();
        page.println("### Networks that spike freely: seconds by the clock for a second of biological time");
        page.println();
        page.println("| network | 1 thread | 2 threads | bare loop | 1 thread / bare loop | spikes | synaptic events"
                + " | building, us a synapse |");
        page.println("|---|---|---|---|---|---|---|---|");
        for (Map.Entry<String, SpikingNetwork> one : all.entrySet()) {
            page.println(row(one.getKey(), one.getValue()));
        }
    }

    private String row(String name, SpikingNetwork network) throws Exception {
        boolean isLinear = !name.contains("coba") && !name.contains("precise");
        double[] single = new double[ROUNDS];
        double[] two = new double[ROUNDS];
        double[] bare = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        double[] building = new double[ROUNDS];
        SpikingState end = SpikingState.startOf(network);
        for (int round = -warmups; round < ROUNDS; round++) {
            int place = Math.max(0, round);
            Timing one = time(new SpikingPopulationEngine(1), network);
            single[place] = one.simulating;
            building[place] = one.building / network.expectedSynapses() * 1e6;
            two[place] = time(new SpikingPopulationEngine(2), network).simulating;
            end = one.end;
            if (isLinear) {
                BareLoop loop = new BareLoop(network);
                long start = System.nanoTime();
                if (loop.run() == 0) {
                    throw new IllegalStateException("the bare loop of " + name + " does not spike");
                }
                bare[place] = (System.nanoTime() - start) * 1e-9;
                ratios[place] = single[place] / bare[place];
            }
            System.err.printf("%s, round %d: %.3f s%n", name, round, single[place]);
        }
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %d | %.3g | %s |",
                name,
                Figures.threeDigits(Figures.median(single)),
                Figures.threeDigits(Figures.median(two)),
                isLinear ? Figures.threeDigits(Figures.median(bare)) : "",
                isLinear ? Figures.spread(ratios) : "",
                end.spikes(),
                (double) end.synapticEvents(),
                Figures.threeDigits(Figures.median(building)));
    }

    /** What a synapse takes of the heap. */
    public void bytes() throws Exception {
        SpikingNetwork common = BenchmarkNetwork.brunel(10_000, 1000, 0.1);
        List<Projection> own = common.projections().stream()
                .map(projection -> new Projection(
                        projection.name(),
                        projection.id(),
                        projection.from(),
                        projection.to(),
                        projection.rule(),
                        between(
                                0.9 * projection.weight().lowest(),
                                projection.weight().lowest()),
                        between(1, 2)))
                .toList();
        page.println();
        page.println("### Memory of networks that spike freely: bytes of live heap a synapse, one thread");
        page.println();
        page.println("| 10 000 neurons with 1000 inputs each | bytes a synapse |");
        page.println("|---|---|");
        bytes("one weight and delay a projection", common);
        bytes(
                "weights and delays of their own",
                new SpikingNetwork(
                        common.time(),
                        common.durationPs(),
                        common.streams(),
                        common.groups(),
                        common.drives(),
                        own,
                        common.largestRate()));
    }

    private static Distribution between(double one, double other) {
        return new Distribution.Uniform(Math.min(one, other), Math.max(one, other));
    }

    private void bytes(String name, SpikingNetwork network) throws Exception {
        long[] live = {0, 0};
        // What classes take is there after another run.
        time(new SpikingPopulationEngine(1), BenchmarkNetwork.brunel(100, 10, 1));
        live[0] = MemoryTables.liveHeap();
        RunRequest plain =
                RunRequest.of(new SpikingSimulation(network, SpikingPlan.spikesOf(network), SpikingRecorder.NONE));
        new SpikingPopulationEngine(1)
                .run(new RunRequest(
                        plain.simulation(),
                        plain.cancellation(),
                        milliseconds -> {
                            if (milliseconds >= 20 && live[1] == 0) {
                                live[1] = MemoryTables.liveHeap();
                                plain.cancellation().request();
                            }
                        },
                        plain.counters(),
                        plain.checkpoints()));
        page.printf(Locale.ROOT, "| %s | %.1f |%n", name, (live[1] - live[0]) / network.expectedSynapses());
    }

    /** How time grows with the network, each neuron with 80 inputs. */
    public void growth() throws Exception {
        page.println();
        page.println("### Growth at constant indegree (cuba, 80 inputs, delay 1.5 ms, one thread)");
        page.println();
        page.println("| neurons | s | synaptic events | ns a synaptic event |");
        page.println("|---|---|---|---|");
        for (int neurons : new int[] {1000, 4000, 10_000, 40_000, 100_000}) {
            SpikingNetwork network = BenchmarkNetwork.cuba(neurons, 80.0 / neurons, 1.5, BenchmarkNetwork.GRID);
            double[] seconds = new double[3];
            double events = 0;
            for (int round = -1; round < seconds.length; round++) {
                Timing timing = time(new SpikingPopulationEngine(1), network);
                seconds[Math.max(0, round)] = timing.simulating;
                events = timing.end.synapticEvents();
            }
            double median = Figures.median(seconds);
            page.printf(
                    Locale.ROOT,
                    "| %d | %s | %.3g | %s |%n",
                    neurons,
                    Figures.threeDigits(median),
                    events,
                    Figures.threeDigits(median / events * 1e9));
        }
    }

    /** How much of Akka's message rate is left to networks of actors, and how long 10^5 take to start. */
    public void actors() throws Exception {
        page.println();
        page.println("### Networks of actors that spike freely, two threads");
        page.println();
        page.println("| network | messages | engine, messages/s | bare Akka, messages/s | ratio |");
        page.println("|---|---|---|---|---|");
        page.println(rates("brunel, 500 neurons, 50 inputs each", BenchmarkNetwork.brunel(500, 50, 1), 1.5));
        page.println(
                rates("distal reward, 125 neurons, 10 000 synapses that learn", PlasticNetworks.distalReward(), 1));
        SpikingNetwork large = BenchmarkNetwork.silent(100_000);
        double[] seconds = new double[3];
        for (int round = -1; round < seconds.length; round++) {
            seconds[Math.max(0, round)] = time(new SpikingActorEngine(2), large).building;
        }
        page.println();
        page.printf(Locale.ROOT, "100 000 actors start in %s s.%n", Figures.spread(seconds));
    }

    /** A row: the engine and bare actors in turn. */
    private static String rates(String name, SpikingNetwork network, double windowMs) throws Exception {
        double[] engine = new double[ROUNDS];
        double[] bare = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        long messages = 0;
        for (int round = -1; round < ROUNDS; round++) {
            int place = Math.max(0, round);
            Timing timing = time(new SpikingActorEngine(2), network);
            messages = timing.end.messages();
            engine[place] = messages / timing.simulating;
            bare[place] =
                    BareCells.rate(network, Math.round(network.durationPs() / (windowMs * BenchmarkNetwork.MS)), 2);
            ratios[place] = engine[place] / bare[place];
        }
        return String.format(
                Locale.ROOT,
                "| %s | %.2g | %.2g | %.2g | %s |",
                name,
                (double) messages,
                Figures.median(engine),
                Figures.median(bare),
                Figures.spread(ratios));
    }
}
