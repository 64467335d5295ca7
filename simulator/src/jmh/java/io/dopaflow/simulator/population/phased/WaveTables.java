package io.dopaflow.simulator.population.phased;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.JitterWindow;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.TaskSequence;
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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a wave of phased learning costs beside a cycle of the learning cycle, on the same layer in the same run. */
public final class WaveTables {
    private static final int ROUNDS = 5;
    private static final List<LayeredNetwork> NETWORKS = List.of(
            network(500, 0, 1), network(500, 0, 10), network(500, 0, 100), network(64, 32, 10), network(4, 8, 3));
    private static final int UPDATES = 100_000_000;

    private final PrintStream page;
    private final int warmups;

    /** Tables that are printed on a page. */
    public WaveTables(PrintStream page, boolean quick) {
        this.page = page;
        this.warmups = quick ? 2 : 5;
    }

    /** Each wave ends with a change of all weights, and in the last column each tenth. With log-weights inputs are pairs. */
    public void waves() throws Exception {
        page.println();
        page.println("### A wave of phased learning and a learning cycle, ns a synapse: processor time of one thread");
        page.println();
        page.println(
                "| network | cycle | the same in phases | reward, log-weights | Hebb and delta rule, signed | the same, batches of 10 |");
        page.println("|---|---|---|---|---|---|");
        for (int row = 0; row < NETWORKS.size(); row++) {
            page.print(OwnMachine.run(WaveTables.class, "" + row, "" + warmups));
        }
    }

    /** Measures one row. Arguments: its number, and how many rounds to warm up. */
    public static void main(String[] arguments) throws Exception {
        LayeredNetwork shape = NETWORKS.get(Integer.parseInt(arguments[0]));
        int warmups = Integer.parseInt(arguments[1]);
        int waves = UPDATES / shape.build().synapseCount();
        LearningCycle cycle = DenseLayer.model(shape.build(), waves, 1);
        LearningCycle signed = DenseLayer.model(shape.buildSigned(), waves, 1);
        List<PhasedLearning> models = List.of(
                inPhases(cycle),
                phased(cycle, rewarded(), WeightForm.LOG_DIRECT, 1, waves),
                phased(signed, delta(), WeightForm.SIGNED, 1, waves),
                phased(signed, delta(), WeightForm.SIGNED, 10, waves));
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
        String name = Stream.concat(
                        Stream.of(shape.features().size()),
                        Stream.concat(
                                shape.hidden().stream().map(LayeredNetwork.Layer::size),
                                Stream.of(shape.outputs().size())))
                .map(String::valueOf)
                .collect(Collectors.joining("-"));
        StringBuilder line = new StringBuilder("| " + name + " |");
        for (int i = 0; i < seconds.length; i++) {
            int synapses = (i < 3 ? cycle : signed).network().synapseCount();
            line.append(' ')
                    .append(Figures.threeDigits(Figures.median(seconds[i]) / ((double) waves * synapses) * 1e9))
                    .append(" |");
        }
        System.out.println(line);
    }

    /** Of this thread, which makes the whole run: what else the machine does matters less than by the clock. */
    private static double processorSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() * 1e-9;
    }

    private static PhasedLearning phased(LearningCycle cycle, Rule rule, WeightForm form, int batch, long waves) {
        return new PhasedLearning(
                new Circuit(cycle.network(), rule),
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

    /** The rule of learning cycles, each of them a wave with jitter. */
    private static PhasedLearning inPhases(LearningCycle cycle) {
        Phase wave = new Phase(
                "wave", Kind.FORWARD, Projection.FORWARD, Map.of(), new Disturbance.Jitter(), false, Optional.empty());
        Expression update = Expression.of("1e-9,reward,timing@wave");
        Rule rule = new Rule(
                "cycles",
                Objective.NONE,
                1,
                List.of(wave),
                List.of(),
                List.of(new Broadcast("reward", "wave", new Broadcast.Baseline.PreviousWave())),
                Map.of(Rule.HIDDEN, update, Rule.OUTPUT, update),
                1,
                Map.of(),
                List.of());
        int waves = cycle.schedule().cycles();
        return new PhasedLearning(
                new Circuit(cycle.network(), rule),
                WeightForm.LOG_DIRECT,
                cycle.initialTheta(),
                Loss.PSEUDO_HUBER,
                cycle.target(),
                TaskSequence.of(cycle.samples()),
                1,
                waves,
                1,
                cycle.streams(),
                waves,
                Optional.of(new JitterWindow(
                        cycle.plasticity().window(), cycle.plasticity().readoutGain())),
                0);
    }

    private static LayeredNetwork network(int features, int hidden, int outputs) {
        return new LayeredNetwork(
                names("x", features),
                hidden == 0
                        ? List.of()
                        : List.of(new LayeredNetwork.Layer(hidden, Activation.SIGMOID, SpikeCoding.GRADED)),
                names("y", outputs),
                Activation.IDENTITY,
                hidden > 0);
    }

    private static List<String> names(String letter, int count) {
        return IntStream.range(0, count).mapToObj(i -> letter + i).toList();
    }

    private static Rule rewarded() {
        Broadcast reward = new Broadcast("reward", "wave", new Broadcast.Baseline.RunningMean(0.01));
        String update = "1e-9,reward,pre@wave,post@wave";
        return rule(List.of(reward), update, update);
    }

    private static Rule delta() {
        return rule(List.of(), "1e-9,pre@wave,post@wave", "-1e-9,pre@wave,error@wave");
    }

    private static Rule rule(List<Broadcast> broadcasts, String hidden, String output) {
        Phase wave = new Phase(
                "wave", Kind.FORWARD, Projection.FORWARD, Map.of(), new Disturbance.None(), false, Optional.empty());
        return new Rule(
                "wave",
                Objective.NONE,
                1,
                List.of(wave),
                List.of(),
                broadcasts,
                Map.of(Rule.HIDDEN, Expression.of(hidden), Rule.OUTPUT, Expression.of(output)),
                1,
                Map.of(),
                List.of());
    }
}
