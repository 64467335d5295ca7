package io.dopaflow.scenarios.rules;

import io.dopaflow.models.environment.Environment;
import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.phased.TaskSequence;
import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.record.EpochListener;
import io.dopaflow.models.record.Thinning;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Split;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.phased.PhasedPopulationEngine;
import java.util.List;
import java.util.Optional;

/** Runs of networks without hidden and bias neurons, all of whose weights begin at 0, in an environment. */
final class EnvironmentLab {
    private EnvironmentLab() {}

    /**
     * What a run left.
     *
     * @param weights synapse by synapse
     * @param told of the only broadcast, wave by wave
     * @param rewards step by step
     * @param measures step by step
     */
    record Course(double[] weights, double[] told, double[] rewards, double[] measures) {

        /** The mean of numbers from a step on. */
        static double mean(double[] values, int from) {
            double sum = 0;
            for (int i = from; i < values.length; i++) {
                sum += values[i];
            }
            return sum / (values.length - from);
        }
    }

    static Course run(Rule rule, Environment environment, long seed, int steps) {
        Course course = new Course(new double[0], new double[steps], new double[steps], new double[steps]);
        PhasedLearning model = model(rule, environment, seed, steps);
        Thinning none = new Thinning.None();
        PhasedPlan plan = new PhasedPlan(none, new Thinning.All(), none, none, Long.MAX_VALUE);
        PhasedRecorder recorder = new PhasedRecorder() {
            @Override
            public void broadcast(long timePs, long opportunity, int broadcast, double value) {
                course.told[(int) opportunity] = value;
            }

            @Override
            public void step(long timePs, long opportunity, int action, double reward, double measure) {
                course.rewards[(int) opportunity] = reward;
                course.measures[(int) opportunity] = measure;
            }
        };
        PhasedSimulation simulation =
                new PhasedSimulation(model, plan, recorder, PhasedState.startOf(model), EpochListener.NONE);
        try {
            PhasedState end = PhasedState.of(
                    new PhasedPopulationEngine(1).run(RunRequest.of(simulation)).end());
            return new Course(end.stored(), course.told, course.rewards, course.measures);
        } catch (RunFailedException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static PhasedLearning model(Rule rule, Environment environment, long seed, int steps) {
        RandomStreams streams = new RandomStreams(seed);
        DataSet states = environment.states(streams, 1);
        LayeredNetwork network =
                new LayeredNetwork(states.features(), List.of(), states.target().names(), Activation.IDENTITY, false);
        Circuit circuit = new Circuit(network.buildSigned(), rule);
        return new PhasedLearning(
                circuit,
                WeightForm.SIGNED,
                new double[circuit.synapses()],
                Loss.SQUARED_ERROR,
                states.target(),
                TaskSequence.of(new Split(states.samples(), List.of())),
                1,
                steps,
                1_000_000,
                streams,
                1,
                Optional.empty(),
                0,
                Optional.of(environment));
    }
}
