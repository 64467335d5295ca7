package io.dopaflow.scenarios.sweep;

import io.dopaflow.analysis.compare.FlowDistance;
import io.dopaflow.analysis.run.WeightsDigest;
import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.scenarios.batch.MemberEngine;
import io.dopaflow.scenarios.load.LoadedCycle;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.simulator.engine.RunFailedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Sweeps of learning cycles: how well each has learnt, and how far its weights end from their gradient flow. */
record SweptCycles() implements SweptFamily {
    private static final String FLOW_DISTANCE = "flow_distance";

    /** Synapses times learning opportunities up to which following the gradient flow is a matter of a second. */
    private static final double FLOW_LIMIT = 500_000;

    @Override
    public List<String> numbers() {
        return Stream.concat(LearningScores.NAMES.stream(), Stream.of(FLOW_DISTANCE))
                .toList();
    }

    @Override
    public String digestColumn() {
        return "weights_digest";
    }

    @Override
    public String stepsColumn() {
        return "cycles";
    }

    @Override
    public long work(LoadedScenario scenario) {
        return ((LoadedCycle) scenario).model().cycles();
    }

    @Override
    public Optional<RunScores> run(LoadedScenario scenario, MemberEngine engine)
            throws RunFailedException, InterruptedException {
        LearningCycle model = ((LoadedCycle) scenario).model();
        RecordingPlan weights = RecordingPlan.weightsOnly(model.opportunities());
        return engine.run(model, weights, new CycleRecorder() {}).map(end -> scores(model, end));
    }

    private static RunScores scores(LearningCycle model, CycleState end) {
        double[] theta = end.theta();
        Map<String, Double> numbers = LearningScores.of(model.trainingScore(theta), model.heldOutScore(theta));
        // Where the flow would take longer than the run there is no distance.
        if ((double) model.opportunities() * model.network().synapseCount() <= FLOW_LIMIT) {
            FlowDistance.relative(model, theta).ifPresent(value -> numbers.put(FLOW_DISTANCE, value));
        }
        return new RunScores(numbers, WeightsDigest.of(end.weights()), end.cycles());
    }
}
