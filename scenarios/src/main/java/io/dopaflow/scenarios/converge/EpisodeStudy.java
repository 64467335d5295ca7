package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.episode.NetworkEpisode;
import io.dopaflow.analysis.store.ParquetRows;
import io.dopaflow.analysis.store.ResultColumn;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.batch.Axis;
import io.dopaflow.scenarios.batch.MemberResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a study of networks in episodes runs. Of each replicate the distance to the end of the flow is measured, in mV.
 *
 * @param name of its scenarios
 * @param axes keys of the scenario with several values
 * @param curves with all points, numbered through
 * @param replicates at each point, at least 2
 * @param digest SHA-256 of everything that decides the results
 * @param notes what a reader of the results should know, a sentence each
 * @param definition what was asked for, as YAML
 */
public record EpisodeStudy(
        String name,
        List<Axis> axes,
        List<Curve> curves,
        int replicates,
        String digest,
        List<String> notes,
        String definition)
        implements Study<Double> {

    /** Copies the lists. */
    public EpisodeStudy {
        axes = List.copyOf(axes);
        curves = List.copyOf(curves);
        notes = List.copyOf(notes);
    }

    /**
     * Grid points that differ in n only.
     *
     * @param scenario its name
     * @param values of the swept keys, in the order of the axes
     * @param time T in mV^2
     * @param episode of the network, with the weights to start from
     * @param seed of the scenario
     * @param first number of its first point
     * @param points by ascending n
     */
    public record Curve(
            String scenario,
            List<String> values,
            double time,
            NetworkEpisode episode,
            long seed,
            int first,
            List<EpisodePoint> points) {

        /** Copies the lists. */
        public Curve {
            values = List.copyOf(values);
            points = List.copyOf(points);
        }

        /** The largest n. */
        int largest() {
            return points.get(points.size() - 1).episodes();
        }
    }

    /** The number of the curve of a point. */
    int curveOf(int point) {
        return IntStream.range(0, curves.size())
                .filter(c ->
                        point < curves.get(c).first() + curves.get(c).points().size())
                .findFirst()
                .orElseThrow();
    }

    /** A point by its number. */
    EpisodePoint at(int point) {
        Curve curve = curves.get(curveOf(point));
        return curve.points().get(point - curve.first());
    }

    @Override
    public int pointCount() {
        return curves.stream().mapToInt(curve -> curve.points().size()).sum();
    }

    /** Milliseconds of biological time, as engines of networks count no cycles. */
    @Override
    public long cycles(int member) {
        return at(point(member)).network().durationPs() / VirtualTime.PICOSECONDS_PER_MILLISECOND;
    }

    /** The longest first, so that no processor is idle at the end. A step has a cost of its own, that of fifty synapses. */
    @Override
    public long cost(int member) {
        Curve curve = curves.get(curveOf(point(member)));
        return cycles(member) * (50L + curve.episode().weights().length);
    }

    @Override
    public Class<Double> valueType() {
        return Double.class;
    }

    @Override
    public List<ResultColumn<MemberResult<Double>>> columns() {
        return EpisodeColumns.replicates(this);
    }

    @Override
    public MemberResult<Double> result(int member, ParquetRows.Row row) {
        Optional<Double> distance = row.real("end_distance").stream().boxed().findFirst();
        return new MemberResult<>(member, distance, "", row.real("seconds").orElse(0), row.text("error"));
    }
}
