package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.EndDistance;
import io.dopaflow.analysis.converge.Interval;
import io.dopaflow.analysis.episode.EpisodePrediction;
import io.dopaflow.analysis.store.ResultColumn;
import io.dopaflow.scenarios.batch.Axis;
import io.dopaflow.scenarios.batch.MemberResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The columns of the files of a study in episodes: {@code results.parquet} with its replicates, {@code points.parquet} with its points. */
final class EpisodeColumns {

    /**
     * What was found at a grid point.
     *
     * @param point its number
     * @param prediction of its curve
     */
    record PointRow(int point, EndDistance estimate, EpisodePrediction prediction) {}

    private EpisodeColumns() {}

    static List<ResultColumn<MemberResult<Double>>> replicates(EpisodeStudy study) {
        List<ResultColumn<MemberResult<Double>>> columns = new ArrayList<>();
        columns.add(ResultColumn.bigint("member", MemberResult::number));
        point(study).forEach(column -> columns.add(column.of(result -> study.point(result.number()))));
        columns.add(ResultColumn.bigint("replicate", result -> result.number() % study.replicates()));
        columns.add(ResultColumn.real("end_distance", MemberResult::value));
        columns.add(ResultColumn.real("seconds", MemberResult::seconds));
        columns.add(ResultColumn.text("error", MemberResult::error));
        return columns;
    }

    static List<ResultColumn<PointRow>> points(EpisodeStudy study) {
        List<ResultColumn<PointRow>> columns = new ArrayList<>();
        point(study).forEach(column -> columns.add(column.of(PointRow::point)));
        columns.add(ResultColumn.bigint("replicates", row -> row.estimate().replicates()));
        columns.add(ResultColumn.bigint("failed", row -> row.estimate().failed()));
        columns.add(ResultColumn.real("n45", row -> row.prediction().n45()));
        columns.add(ResultColumn.real("flow_error", row -> row.prediction().endError()));
        columns.add(ResultColumn.real(
                "predicted_rms",
                row -> row.estimate().predicted().stream().boxed().findFirst()));
        columns.addAll(interval("end_rms", point -> Optional.of(point.measured().rms())));
        columns.addAll(interval("ratio", EndDistance::ratio));
        return columns;
    }

    private static List<ResultColumn<PointRow>> interval(
            String name, Function<EndDistance, Optional<Interval>> interval) {
        Function<PointRow, Optional<Interval>> of = row -> interval.apply(row.estimate());
        return List.of(
                ResultColumn.real(name, row -> of.apply(row).map(Interval::estimate)),
                ResultColumn.real(name + "_lower", row -> of.apply(row).map(Interval::lower)),
                ResultColumn.real(name + "_upper", row -> of.apply(row).map(Interval::upper)));
    }

    /** The columns that say which grid point a row belongs to, of rows that are its number. */
    private static List<ResultColumn<Integer>> point(EpisodeStudy study) {
        Function<Integer, EpisodeStudy.Curve> curve = point -> study.curves().get(study.curveOf(point));
        List<ResultColumn<Integer>> columns = new ArrayList<>();
        columns.add(ResultColumn.bigint("point", Integer::longValue));
        columns.add(ResultColumn.text("scenario", point -> curve.apply(point).scenario()));
        columns.addAll(Axis.columns(study.axes(), point -> curve.apply(point).values()));
        columns.add(ResultColumn.bigint(
                "synapses", point -> curve.apply(point).episode().weights().length));
        columns.add(ResultColumn.real("flow_time", point -> curve.apply(point).time()));
        columns.add(ResultColumn.bigint("episodes", point -> study.at(point).episodes()));
        return columns;
    }
}
