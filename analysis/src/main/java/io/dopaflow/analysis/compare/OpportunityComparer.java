package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.compare.TrajectorySink.Scope;
import io.dopaflow.analysis.compare.TrajectorySink.Series;
import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.GradientFlow;
import io.dopaflow.analysis.flow.Sgd;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.analysis.run.WeightSnapshot;
import io.dopaflow.analysis.theory.NoiseBand;
import io.dopaflow.analysis.theory.RuleNoise;
import io.dopaflow.analysis.theory.StepPrediction;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Compares one learning opportunity of which start and end were recorded. */
final class OpportunityComparer {
    private static final int BAND_POINTS = 200;

    private final LearningCycle model;
    private final SampleOrder order;
    private final Gradient gradient;
    private final GradientFlow flow;
    private final Sgd sgd;
    private final RuleNoise noise;
    private final NoiseBand band;
    private final boolean isPredictable;
    private final int lastCycle;

    OpportunityComparer(LearningCycle model, Gradient gradient) {
        this.model = model;
        this.order = model.sampleOrder();
        this.gradient = gradient;
        double time = model.gradientFlowTime();
        this.flow = new GradientFlow(gradient, time);
        this.sgd = new Sgd(gradient, time);
        this.noise = RuleNoise.of(gradient, model);
        this.band = new NoiseBand(noise, time, model.schedule().cycles());
        this.isPredictable = gradient.method() == Gradient.Method.BACKPROPAGATION;
        this.lastCycle = model.schedule().cyclesPerOpportunity() - 1;
    }

    /** Compares; the rule's log-weights are those after the same cycles from the recorded start. */
    OpportunityComparison compare(
            OpportunityWeights weights, Map<Integer, double[]> rule, boolean predict, TrajectorySink sink) {
        double[] start = weights.start().orElseThrow();
        double[] end = weights.end(lastCycle).orElseThrow();
        Sample sample = sample(weights.opportunity());
        double[] flowEnd = flow.end(start, sample);
        double[] descended = sgd.step(start.clone(), sample);
        OptionalDouble predicted =
                predict && isPredictable ? OptionalDouble.of(band.predictedRms(start, sample)) : OptionalDouble.empty();
        Map<Series, double[]> ends = new EnumMap<>(Map.of(
                Series.EMERGENT, end,
                Series.RULE, Objects.requireNonNull(rule.get(lastCycle)),
                Series.FLOW, flowEnd,
                Series.SGD, descended));
        long opportunity = weights.opportunity();
        ends.keySet()
                .forEach(
                        series -> sink.point(Scope.OPPORTUNITY, series, opportunity, WeightSnapshot.START, 0.0, start));
        ends.forEach((series, theta) -> sink.point(Scope.OPPORTUNITY, series, opportunity, lastCycle, 1.0, theta));
        return new OpportunityComparison(
                opportunity,
                weights.after().size() + 1,
                Vectors.distance(flowEnd, start),
                difference(weights, rule),
                Vectors.distance(end, flowEnd),
                sup(held(weights), start, sample),
                Vectors.distance(end, descended),
                Vectors.distance(descended, flowEnd),
                predicted,
                geometry(start, end, flowEnd, sample, predicted));
    }

    private StepGeometry geometry(
            double[] start, double[] end, double[] flowEnd, Sample sample, OptionalDouble predictedRms) {
        double time = model.gradientFlowTime();
        double[] slope = new double[start.length];
        gradient.at(start, sample, slope);
        Optional<StepPrediction> predicted = Optional.empty();
        if (predictedRms.isPresent() && time * Vectors.norm(slope) > 0) {
            double[] mean = new double[start.length];
            Arrays.setAll(mean, i -> flowEnd[i] - start[i]);
            double variance = predictedRms.getAsDouble() * predictedRms.getAsDouble();
            double trace = Arrays.stream(noise.variances(start, sample)).sum();
            predicted = Optional.of(StepPrediction.of(slope, mean, time, variance, model.noise(), trace));
        }
        return StepGeometry.of(start, end, slope, time, predicted);
    }

    /** What was presented. */
    Sample sample(long opportunity) {
        return model.samples().training().get(order.sampleAt(opportunity));
    }

    /** The share of the opportunity's updates done after a cycle. */
    double time(int cycle) {
        return model.schedule().updatesAfter(cycle) / (double) model.schedule().updatesPerOpportunity();
    }

    /** The weights from each share of the updates on. */
    private SortedMap<Double, double[]> held(OpportunityWeights weights) {
        SortedMap<Double, double[]> held =
                new TreeMap<>(Map.of(0.0, weights.start().orElseThrow()));
        weights.after().forEach((cycle, theta) -> held.put(time(cycle), theta));
        return held;
    }

    private static double difference(OpportunityWeights weights, Map<Integer, double[]> rule) {
        return weights.after().keySet().stream()
                .mapToDouble(cycle -> Vectors.largestDifference(
                        Objects.requireNonNull(weights.after().get(cycle)), Objects.requireNonNull(rule.get(cycle))))
                .max()
                .orElse(0.0);
    }

    /**
     * Weights are held from one update to the next while the flow goes on, so the distance is largest at an update or just
     * before the next.
     */
    private double sup(SortedMap<Double, double[]> held, double[] start, Sample sample) {
        double update = 1.0 / model.schedule().updatesPerOpportunity();
        double[] times = held.keySet().stream()
                .flatMapToDouble(t -> Arrays.stream(new double[] {t, Math.min(1.0, t + update)}))
                .sorted()
                .distinct()
                .toArray();
        double[][] path = flow.at(start, sample, times);
        double largest = 0.0;
        for (Map.Entry<Double, double[]> entry : held.entrySet()) {
            double t = entry.getKey();
            double before = Math.min(1.0, t + update);
            largest = Math.max(largest, Vectors.distance(entry.getValue(), path[Arrays.binarySearch(times, t)]));
            largest = Math.max(largest, Vectors.distance(entry.getValue(), path[Arrays.binarySearch(times, before)]));
        }
        return largest;
    }

    /** The whole course of an opportunity, for figures. */
    OpportunityTrajectory trajectory(OpportunityWeights weights) {
        double[] start = weights.start().orElseThrow();
        SortedMap<Double, double[]> held = held(weights);
        double[] flowTimes = new double[BAND_POINTS + 1];
        Arrays.setAll(flowTimes, i -> i / (double) BAND_POINTS);
        NoiseBand.Band predicted = band.along(start, sample(weights.opportunity()), flowTimes);
        return new OpportunityTrajectory(
                weights.opportunity(),
                held.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                held.values().toArray(double[][]::new),
                flowTimes,
                predicted.flow(),
                isPredictable ? predicted.deviation() : new double[0][]);
    }
}
