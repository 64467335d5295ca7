package io.dopaflow.analysis.curves;

import io.dopaflow.analysis.flow.Trajectory;
import io.dopaflow.analysis.run.Progress;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;

/** Lets each rule learn, and scores it at the moments at which the run was scored. */
final class CurveComputation {
    private static final int MOST_MOMENTS = 200;

    private final List<Progress> moments;
    private final LearningCycle model;
    private final LearningCurves.Settings settings;
    private final DoubleConsumer progress;
    private long done;

    CurveComputation(
            List<Progress> recorded, LearningCycle model, LearningCurves.Settings settings, DoubleConsumer progress) {
        this.moments = thinned(recorded);
        this.model = model;
        this.settings = settings;
        this.progress = progress;
    }

    /** Evenly spread, first and last among them. */
    private static List<Progress> thinned(List<Progress> all) {
        int shown = Math.min(all.size(), MOST_MOMENTS);
        List<Progress> some = new ArrayList<>(shown);
        for (int i = 0; i < shown; i++) {
            some.add(all.get(shown == 1 ? 0 : (int) ((long) i * (all.size() - 1) / (shown - 1))));
        }
        return some;
    }

    LearningCurves curves() {
        List<LearningCurve> curves = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        if (moments.isEmpty()) {
            notes.add("No learning curves: the run was never scored.");
        } else {
            curves.add(emergent());
            curves.addAll(settings.rules().parallelStream().map(this::curve).toList());
            explain(curves, notes);
        }
        return new LearningCurves(
                model.samples().training().size(), model.schedule().cycles(), curves, notes);
    }

    private LearningCurve emergent() {
        List<CurvePoint> points = moments.stream()
                .map(row -> new CurvePoint(
                        row.opportunity(), OptionalDouble.of((double) row.steps()), row.training(), row.heldOut()))
                .toList();
        OptionalDouble noise =
                OptionalDouble.of(model.noise().trace(model.network().synapseCount()));
        return new LearningCurve(LearningCurve.EMERGENT, "emergent from spikes", noise, points);
    }

    private LearningCurve curve(ComparedRule rule) {
        Trajectory trajectory = new Trajectory(model, rule.rule(model));
        List<CurvePoint> points = new ArrayList<>();
        for (Progress moment : moments) {
            if (moment.opportunity() > within(rule)) {
                break;
            }
            CurvePoint point = point(rule, trajectory.advanceTo(moment.opportunity()), moment.opportunity());
            if (!Double.isFinite(point.training().loss())) {
                break;
            }
            points.add(point);
            report();
        }
        return new LearningCurve(rule.key(), rule.title(), rule.noise(model), points);
    }

    /** Learning opportunities that the allowed work is enough for. */
    private long within(ComparedRule rule) {
        return settings.mostWork() / (rule.work(model) * model.network().synapseCount());
    }

    private CurvePoint point(ComparedRule rule, double[] theta, long learnt) {
        OptionalDouble each = rule.evaluations(model);
        List<Sample> heldOut = model.samples().heldOut();
        return new CurvePoint(
                learnt,
                each.isPresent() ? OptionalDouble.of(learnt * each.getAsDouble()) : each,
                score(theta, model.samples().training()),
                heldOut.isEmpty() ? Optional.empty() : Optional.of(score(theta, heldOut)));
    }

    /** May be not a number, unlike scores of a run. */
    private Score score(double[] theta, List<Sample> samples) {
        return Score.of(model.network(), theta, model.loss(), model.target(), samples);
    }

    private synchronized void report() {
        done++;
        progress.accept(done / (double) (moments.size() * settings.rules().size()));
    }

    private void explain(List<LearningCurve> curves, List<String> notes) {
        long last = moments.get(moments.size() - 1).opportunity();
        for (int i = 0; i < settings.rules().size(); i++) {
            ComparedRule rule = settings.rules().get(i);
            List<CurvePoint> points = curves.get(i + 1).points();
            long reached = points.isEmpty() ? 0 : points.get(points.size() - 1).opportunities();
            if (reached < last) {
                notes.add(String.format(
                        Locale.ROOT,
                        reached >= lastWithin(rule)
                                ? "%s is shown over the first %d of %d samples, as far as the allowed work goes."
                                : "%s diverges after %d of %d samples.",
                        rule.key(),
                        reached,
                        last));
            }
            if (rule.work(model) > model.schedule().cycles()
                    && rule.noise(model).orElse(1.0) > 0) {
                notes.add(rule.key() + " takes " + rule.work(model) + " evaluations per sample, more than the run's "
                        + model.schedule().cycles() + ".");
            }
        }
    }

    private long lastWithin(ComparedRule rule) {
        return moments.stream()
                .mapToLong(Progress::opportunity)
                .filter(opportunity -> opportunity <= within(rule))
                .max()
                .orElse(0);
    }
}
