package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.Interval;
import io.dopaflow.analysis.converge.PointEstimate;
import io.dopaflow.analysis.converge.Replicate;
import io.dopaflow.analysis.store.ResultColumn;
import io.dopaflow.analysis.theory.DistancePrediction;
import io.dopaflow.scenarios.batch.Axis;
import io.dopaflow.scenarios.batch.MemberResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The columns of a study's files: {@code results.parquet} with its replicates, {@code points.parquet} with its points. */
final class StudyColumns {

    /**
     * What was found at a grid point.
     *
     * @param point its number
     * @param estimate from the replicates that came to their end
     * @param failed replicates that did not
     */
    record PointRow(int point, PointEstimate estimate, int failed) {}

    private static final List<ResultColumn<MemberResult<Replicate>>> MEASURED = List.of(
            measured("sup_distance", Replicate::sup),
            measured("end_distance", Replicate::end),
            measured("along_bias", Replicate::alongBias),
            measured("accumulated_time", Replicate::accumulatedTime),
            ResultColumn.real("seconds", MemberResult::seconds),
            ResultColumn.text("error", MemberResult::error));

    private static final List<ResultColumn<PointRow>> ESTIMATED = estimated();

    private StudyColumns() {}

    private static ResultColumn<MemberResult<Replicate>> measured(String name, Function<Replicate, Double> value) {
        return ResultColumn.real(name, result -> result.value().map(value));
    }

    private static List<ResultColumn<PointRow>> estimated() {
        List<ResultColumn<PointRow>> columns = new ArrayList<>();
        columns.add(ResultColumn.bigint("replicates", row -> row.estimate().replicates()));
        columns.add(ResultColumn.bigint("failed", PointRow::failed));
        columns.add(predicted("predicted_flow_time", DistancePrediction::flowTime));
        columns.add(predicted("predicted_noise", DistancePrediction::noise));
        columns.add(predicted("predicted_bias", DistancePrediction::biasLength));
        columns.add(predicted("predicted_rms", DistancePrediction::rms));
        columns.addAll(interval("sup_rms", point -> Optional.of(point.sup().rms())));
        columns.addAll(interval("end_rms", point -> Optional.of(point.end().rms())));
        columns.addAll(interval("ratio", point -> Optional.of(point.ratio())));
        columns.addAll(interval("mean_along_bias", point -> Optional.of(point.alongBias())));
        columns.addAll(interval("mean_accumulated_time", PointEstimate::accumulatedTime));
        return columns;
    }

    private static ResultColumn<PointRow> predicted(String name, Function<DistancePrediction, Double> value) {
        return ResultColumn.real(
                name, row -> value.apply(row.estimate().setting().prediction()));
    }

    private static List<ResultColumn<PointRow>> interval(
            String name, Function<PointEstimate, Optional<Interval>> interval) {
        return List.of(
                end(name, interval, Interval::estimate),
                end(name + "_lower", interval, Interval::lower),
                end(name + "_upper", interval, Interval::upper));
    }

    private static ResultColumn<PointRow> end(
            String name, Function<PointEstimate, Optional<Interval>> interval, Function<Interval, Double> end) {
        return ResultColumn.real(name, row -> interval.apply(row.estimate()).map(end));
    }

    /** Names of columns that no axis may have. */
    static List<String> reserved() {
        List<String> names = new ArrayList<>(List.of("member", "replicate"));
        point(List.of(), List.of()).forEach(column -> names.add(column.name()));
        MEASURED.forEach(column -> names.add(column.name()));
        ESTIMATED.forEach(column -> names.add(column.name()));
        return names;
    }

    static List<ResultColumn<MemberResult<Replicate>>> replicates(StudyPlan plan) {
        List<ResultColumn<MemberResult<Replicate>>> columns = new ArrayList<>();
        columns.add(ResultColumn.bigint("member", MemberResult::number));
        point(plan.axes(), plan.curves())
                .forEach(column -> columns.add(column.of(result -> plan.point(result.number()))));
        columns.add(ResultColumn.bigint("replicate", result -> result.number() % plan.replicates()));
        columns.addAll(MEASURED);
        return columns;
    }

    static List<ResultColumn<PointRow>> points(StudyPlan plan) {
        List<ResultColumn<PointRow>> columns = new ArrayList<>();
        point(plan.axes(), plan.curves()).forEach(column -> columns.add(column.of(PointRow::point)));
        columns.addAll(ESTIMATED);
        return columns;
    }

    /** The columns that say which grid point a row belongs to, of rows that are its number. */
    private static List<ResultColumn<Integer>> point(List<Axis> axes, List<StudyPlan.StudyCurve> curves) {
        List<StudyPlan.StudyCurve> curveOf = curves.stream()
                .flatMap(curve -> curve.points().stream().map(point -> curve))
                .toList();
        List<StudyPlan.Point> points =
                curves.stream().flatMap(curve -> curve.points().stream()).toList();
        List<ResultColumn<Integer>> columns = new ArrayList<>();
        columns.add(ResultColumn.bigint("point", Integer::longValue));
        columns.add(ResultColumn.text("scenario", point -> curveOf.get(point).scenario()));
        columns.addAll(Axis.columns(axes, point -> curveOf.get(point).values()));
        columns.add(ResultColumn.bigint(
                "synapses", point -> points.get(point).model().network().synapseCount()));
        columns.add(ResultColumn.real("p", point -> curveOf.get(point).scaling().p()));
        columns.add(ResultColumn.real("q", point -> curveOf.get(point).scaling().q()));
        columns.add(ResultColumn.real(
                "prefactor", point -> curveOf.get(point).scaling().prefactor()));
        columns.add(ResultColumn.real(
                "flow_time", point -> curveOf.get(point).scaling().time()));
        columns.add(ResultColumn.bigint(
                "cycles", point -> points.get(point).model().schedule().cycles()));
        columns.add(ResultColumn.real(
                "half_window", point -> points.get(point).model().timing().halfWindow()));
        return columns;
    }
}
