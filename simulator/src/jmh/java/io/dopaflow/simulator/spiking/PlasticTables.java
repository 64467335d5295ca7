package io.dopaflow.simulator.spiking;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.simulator.Figures;
import io.dopaflow.simulator.OwnMachine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** What synapses that learn cost. */
public final class PlasticTables {
    private static final int ROUNDS = 5;
    private static final long STEP = 100_000_000L;

    private final PrintStream page;
    private final int warmups;

    /** Tables that are printed on a page. */
    public PlasticTables(PrintStream page, boolean quick) {
        this.page = page;
        this.warmups = quick ? 1 : 3;
    }

    private record Timing(double simulating, SpikingState end) {}

    private static Timing time(Engine engine, SpikingNetwork network) throws Exception {
        RunRequest plain =
                RunRequest.of(new SpikingSimulation(network, SpikingPlan.spikesOf(network), SpikingRecorder.NONE));
        long[] built = new long[1];
        RunResult result = engine.run(new RunRequest(
                plain.simulation(),
                plain.cancellation(),
                done -> built[0] = built[0] == 0 ? System.nanoTime() : built[0],
                plain.counters(),
                plain.checkpoints()));
        return new Timing((System.nanoTime() - built[0]) * 1e-9, SpikingState.of(result.end()));
    }

    /** The rows of the comparison with other simulators, each measured in a virtual machine of its own: a run, too, has one network. */
    public void networks() throws Exception {
        page.println();
        page.println("### Networks that learn: seconds by the clock");
        page.println();
        page.println("| network | 1 thread | 2 threads | plastic events | ns an event | bare loop, ns an event |");
        page.println("|---|---|---|---|---|---|");
        for (String name : all().keySet()) {
            page.print(OwnMachine.run(PlasticTables.class, name, "" + warmups));
        }
    }

    /** Measures one row. Arguments: its name, and how many rounds to warm up. */
    public static void main(String[] arguments) throws Exception {
        String name = arguments[0];
        System.out.println(row(name, all().get(name).get(), Integer.parseInt(arguments[1])));
    }

    private static Map<String, Supplier<SpikingNetwork>> all() {
        Map<String, Supplier<SpikingNetwork>> all = new LinkedHashMap<>();
        all.put("STDP, 1000 inputs onto 100 neurons, 10 s", () -> PlasticNetworks.stdp(1000, 100, 10));
        all.put("dopamine, the same", () -> PlasticNetworks.dopamine(1000, 100, 10));
        all.put("STDP, 2 million synapses, 1 s", () -> PlasticNetworks.stdp(2000, 1000, 1));
        all.put("dopamine, 2 million synapses, 1 s", () -> PlasticNetworks.dopamine(2000, 1000, 1));
        all.put("brunel-10000, E to E plastic, 1 s", PlasticNetworks::brunel);
        return all;
    }

    private static String row(String name, SpikingNetwork network, int warmups) throws Exception {
        double[] single = new double[ROUNDS];
        double[] two = new double[ROUNDS];
        for (int round = -warmups; round < ROUNDS; round++) {
            int place = Math.max(0, round);
            single[place] = time(new SpikingPopulationEngine(1), network).simulating;
            two[place] = time(new SpikingPopulationEngine(2), network).simulating;
            System.err.printf("%s, round %d: %.3f s, %.3f s%n", name, round, single[place], two[place]);
        }
        boolean isFeedForward = !name.startsWith("brunel");
        Trains trains = Trains.of(network);
        double events = isFeedForward ? trains.events() : Double.NaN;
        double bare = name.startsWith("STDP") ? trains.bare() / events * 1e9 : Double.NaN;
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s |",
                name,
                Figures.threeDigits(Figures.median(single)),
                Figures.threeDigits(Figures.median(two)),
                isFeedForward ? String.format(Locale.ROOT, "%.3g", events) : "",
                isFeedForward ? Figures.threeDigits(Figures.median(single) / events * 1e9) : "",
                Double.isNaN(bare) ? "" : Figures.threeDigits(bare));
    }

    /** The spikes of a network of inputs onto neurons, as the bare loop wants them. */
    private record Trains(int[] preSteps, int[] preCells, int inputs, int[][] postSteps) {

        static Trains of(SpikingNetwork network) throws Exception {
            int inputs = network.groups().get(0).size();
            int neurons = network.groups().get(1).size();
            List<int[]> pre = new ArrayList<>();
            List<List<Integer>> post = new ArrayList<>();
            for (int i = 0; i < neurons; i++) {
                post.add(new ArrayList<>());
            }
            SpikingRecorder recorder = new SpikingRecorder() {
                @Override
                public void spikes(long[] timesPs, int[] cells, int count) {
                    for (int i = 0; i < count; i++) {
                        int step = (int) (timesPs[i] / STEP);
                        if (cells[i] < inputs) {
                            pre.add(new int[] {step, cells[i]});
                        } else if (cells[i] < inputs + neurons) {
                            // The dendritic delay.
                            post.get(cells[i] - inputs).add(step + 10);
                        }
                    }
                }

                @Override
                public void state(long timePs, int cell, int variable, double value) {}
            };
            new SpikingPopulationEngine(1)
                    .run(RunRequest.of(new SpikingSimulation(network, SpikingPlan.spikesOf(network), recorder)));
            return new Trains(
                    pre.stream().mapToInt(spike -> spike[0]).toArray(),
                    pre.stream().mapToInt(spike -> spike[1]).toArray(),
                    inputs,
                    post.stream()
                            .map(train ->
                                    train.stream().mapToInt(Integer::intValue).toArray())
                            .toArray(int[][]::new));
        }

        /** Presynaptic spikes at synapses, and postsynaptic ones. */
        double events() {
            double posts = 0;
            for (int[] train : postSteps) {
                posts += train.length;
            }
            return (double) preSteps.length * postSteps.length + posts * inputs;
        }

        /** Seconds of the bare loop; the median of several. */
        double bare() {
            double[] seconds = new double[ROUNDS];
            for (int round = -2; round < ROUNDS; round++) {
                BarePlasticLoop loop = new BarePlasticLoop(preSteps, preCells, inputs, postSteps);
                long start = System.nanoTime();
                if (!(loop.run() > 0)) {
                    throw new IllegalStateException("the bare loop forgets everything");
                }
                seconds[Math.max(0, round)] = (System.nanoTime() - start) * 1e-9;
            }
            return Figures.median(seconds);
        }
    }
}
