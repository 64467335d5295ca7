package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.Replicate;
import io.dopaflow.analysis.converge.Scaling;
import io.dopaflow.analysis.store.ParquetRows;
import io.dopaflow.analysis.store.ResultColumn;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.Split;
import io.dopaflow.scenarios.batch.Axis;
import io.dopaflow.scenarios.batch.MemberResult;
import java.util.List;
import java.util.Optional;

/**
 * What a study runs. Every point was checked.
 *
 * @param name of its scenarios
 * @param axes keys of the scenario with several values
 * @param curves with all points, numbered through
 * @param points those of the curves, by number
 * @param replicates at each point, at least 2
 * @param literal whether T_n need not have a limit, and the accumulated gradient-flow time is measured
 * @param digest SHA-256 of everything that decides the results
 * @param notes what a reader of the results should know, a sentence each
 * @param definition what was asked for, as YAML
 */
public record StudyPlan(
        String name,
        List<Axis> axes,
        List<StudyCurve> curves,
        List<Point> points,
        int replicates,
        boolean literal,
        String digest,
        List<String> notes,
        String definition)
        implements Study<Replicate> {
    /** Copies the lists. */
    public StudyPlan {
        axes = List.copyOf(axes);
        curves = List.copyOf(curves);
        points = List.copyOf(points);
        notes = List.copyOf(notes);
    }

    @Override
    public int pointCount() {
        return points.size();
    }

    @Override
    public long cycles(int member) {
        return points.get(point(member)).model().cycles();
    }

    /** The longest first, so that no processor is idle at the end. A cycle has a cost of its own, that of fifty synapses. */
    @Override
    public long cost(int member) {
        return cycles(member)
                * (50L + points.get(point(member)).model().network().synapseCount());
    }

    @Override
    public Class<Replicate> valueType() {
        return Replicate.class;
    }

    @Override
    public List<ResultColumn<MemberResult<Replicate>>> columns() {
        return StudyColumns.replicates(this);
    }

    @Override
    public MemberResult<Replicate> result(int member, ParquetRows.Row row) {
        Optional<Replicate> measured = row.real("sup_distance").stream()
                .mapToObj(sup -> new Replicate(
                        sup,
                        row.real("end_distance").orElse(Double.NaN),
                        row.real("along_bias").orElse(Double.NaN),
                        row.real("accumulated_time").orElse(Double.NaN)))
                .findFirst();
        return new MemberResult<>(member, measured, "", row.real("seconds").orElse(0), row.text("error"));
    }

    /**
     * A grid point of a study: one learning opportunity, which all replicates begin with the same weights and the same sample.
     *
     * @param number from 0
     * @param model the learning opportunity, with the jitter of the scenario's own seed
     */
    public record Point(int number, LearningCycle model) {

        /** Of a whole experiment, its first learning opportunity. */
        static Point of(int number, LearningCycle whole) {
            int first = whole.sampleOrder().sampleAt(0);
            Split sample = new Split(List.of(whole.samples().training().get(first)), List.of());
            return new Point(number, whole.but(parts -> {
                parts.samples = sample;
                parts.opportunities = 1;
            }));
        }

        /**
         * A replicate, with a jitter of its own. It depends on the scenario's seed, n and the replicate's number only: points
         * that differ in anything but n have common random numbers, and no point depends on which others there are.
         */
        LearningCycle replicate(int replicate) {
            RandomStreams own = model.streams().derived(model.schedule().cycles(), replicate);
            return model.but(parts -> parts.streams = own);
        }
    }

    /**
     * Grid points of a study that differ in n only.
     *
     * @param scenario its name
     * @param values of the swept keys, in the order of the axes
     * @param exponents p and q
     * @param scaling by which alpha and A depend on n
     * @param points by ascending n
     */
    public record StudyCurve(
            String scenario, List<String> values, Exponents exponents, Scaling scaling, List<StudyPlan.Point> points) {

        /** Copies the lists. */
        public StudyCurve {
            values = List.copyOf(values);
            points = List.copyOf(points);
        }
    }
}
