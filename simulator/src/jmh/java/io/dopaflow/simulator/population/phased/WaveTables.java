package io.dopaflow.simulator.population.phased;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.models.rule.Broadcast;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.Loss;
import io.dopaflow.simulator.Figures;
import io.dopaflow.simulator.OwnMachine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.cycle.CyclePopulationEngine;
import io.dopaflow.simulator.population.cycle.DenseLayer;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a wave of phased learning costs beside a cycle of the learning cycle, on the same layer in the same run. */
public final class WaveTables {
    private static final int ROUNDS = 5;
    private static final int[] SIZES = {1000, 10_000, 100_000};
    private static final int UPDATES = 100_000_000;

    private final PrintStream page;
    private final int warmups;

    /** Tables that are printed on a page. */
    public WaveTables(PrintStream page, boolean quick) {
        this.page = page;
        this.warmups = quick ? 2 : 5;
    }

    /** One layer; each wave ends with a change of all weights, and in the last column each tenth. */
    public void waves() throws Exception {
        page.println();
        page.println("### A wave of phased learning and a learning cycle, ns a synapse: processor time of one thread");
        page.println();
        page.println(
                "| synapses | cycle | reward, log-weights | delta rule, signed | delta rule, signed, batches of 10 |");
        page.println("|---|---|---|---|---|");
        for (int row = 0; row < SIZES.length; row++) {
            page.print(OwnMachine.run(WaveTables.class, "" + row, "" + warmups));
        }
    }

    /** Measures one row. Arguments: its number, and how many rounds to warm up. */
    public static void main(String[] arguments) throws Exception {
        int synapses = SIZES[Integer.parseInt(arguments[0])];
        int warmups = Integer.parseInt(arguments[1]);
        int waves = UPDATES / synapses;
        LearningCycle cycle = DenseLayer.model(synapses, waves, 1);
        List<PhasedLearning> models = List.of(
                phased(cycle, rewarded(), WeightForm.LOG_DIRECT, 1, waves),
                phased(cycle, delta(), WeightForm.SIGNED, 1, waves),
                phased(cycle, delta(), WeightForm.SIGNED, 10, waves));
        double[][] seconds = new double[1 + models.size()][ROUNDS];
        for (int round = -warmups; round < ROUNDS; round++) {
            int place = Math.max(0, round);
            double start = processorSeconds();
            new CyclePopulationEngine(1)
                    .run(RunRequest.of(new CycleSimulation(
                            cycle, RecordingPlan.weightsOnly(Long.MAX_VALUE), new CycleRecorder() {})));
            for (int i = 0; i < models.size(); i++) {
                seconds[i][place] = processorSeconds() - start;
                start = processorSeconds();
                new PhasedPopulationEngine(1)
                        .run(RunRequest.of(new PhasedSimulation(
                                models.get(i), PhasedPlan.weightsOnly(Long.MAX_VALUE), new PhasedRecorder() {})));
            }
            seconds[models.size()][place] = processorSeconds() - start;
        }
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "| %d |", synapses));
        for (double[] own : seconds) {
            line.append(' ')
                    .append(Figures.threeDigits(Figures.median(own) / ((double) waves * synapses) * 1e9))
                    .append(" |");
        }
        System.out.println(line);
    }

    /** Of this thread, which makes the whole run: what else the machine does matters less than by the clock. */
    private static double processorSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() * 1e-9;
    }

    private static PhasedLearning phased(LearningCycle cycle, Rule rule, WeightForm form, int batch, long waves) {
        Network network = form == WeightForm.SIGNED ? signed(cycle.network()) : cycle.network();
        return new PhasedLearning(
                new Circuit(network, rule),
                form,
                cycle.initialTheta(),
                Loss.PSEUDO_HUBER,
                cycle.target(),
                cycle.samples(),
                batch,
                waves,
                1,
                cycle.streams());
    }

    /** The same layer without signs of neurons. */
    private static Network signed(Network layer) {
        List<String> inputs = IntStream.range(0, layer.sources().length)
                .mapToObj(i -> "x" + i)
                .toList();
        List<String> outputs =
                IntStream.range(0, layer.outputCount()).mapToObj(i -> "y" + i).toList();
        return new LayeredNetwork(inputs, List.of(), outputs, Activation.IDENTITY, false).buildSigned();
    }

    private static Rule rewarded() {
        Broadcast reward = new Broadcast("reward", "wave", new Broadcast.Baseline.RunningMean(0.01));
        return rule(List.of(reward), Expression.of("1e-9,reward,pre@wave,post@wave"));
    }

    private static Rule delta() {
        return rule(List.of(), Expression.of("-1e-9,pre@wave,error@wave"));
    }

    private static Rule rule(List<Broadcast> broadcasts, Expression update) {
        Phase wave = new Phase(
                "wave", Kind.FORWARD, Projection.FORWARD, Map.of(), new Disturbance.None(), false, Optional.empty());
        return new Rule(
                "wave",
                Objective.NONE,
                1,
                List.of(wave),
                List.of(),
                broadcasts,
                Map.of(Rule.OUTPUT, update),
                1,
                Map.of(),
                List.of());
    }
}
