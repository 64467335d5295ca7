package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.EndDistance;
import io.dopaflow.analysis.converge.EndDistances;
import io.dopaflow.analysis.converge.EpisodeVerdict;
import io.dopaflow.analysis.converge.Verdict;
import io.dopaflow.analysis.episode.EpisodePrediction;
import io.dopaflow.analysis.store.ParquetFile;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.scenarios.batch.BatchOutcome;
import java.util.ArrayList;
import java.util.List;

/**
 * How a study of networks in episodes ended.
 *
 * @param study what was asked for
 * @param replicates how they ended
 * @param curves what was measured; of a cancelled study, so far
 */
public record EpisodeOutcome(EpisodeStudy study, BatchOutcome<Double> replicates, List<MeasuredCurve> curves) {

    /** Copies the curves. */
    public EpisodeOutcome {
        curves = List.copyOf(curves);
    }

    /** Sums up the results, and writes a row for each grid point. */
    static EpisodeOutcome of(EpisodeStudy study, BatchOutcome<Double> outcome, EpisodeRun.Predictions predictions) {
        PointResults<Double> results = new PointResults<>(study, outcome);
        List<EpisodeColumns.PointRow> rows = new ArrayList<>();
        List<MeasuredCurve> curves = new ArrayList<>();
        for (int c = 0; c < study.curves().size(); c++) {
            EpisodeStudy.Curve asked = study.curves().get(c);
            List<EndDistance> points = new ArrayList<>();
            int failed = 0;
            for (EpisodePoint point : asked.points()) {
                failed += results.failed(point.number());
                List<Double> distances = results.measured(point.number());
                if (distances.size() >= 2) {
                    EpisodePrediction prediction = predictions.of(c);
                    EndDistance estimate = EndDistance.of(
                            point.episodes(),
                            prediction.n45(),
                            distances.stream().mapToDouble(Double::doubleValue).toArray(),
                            results.failed(point.number()),
                            prediction.rms(point.episodes()),
                            new RandomStreams(asked.seed()));
                    rows.add(new EpisodeColumns.PointRow(point.number(), estimate, prediction));
                    points.add(estimate);
                }
            }
            EndDistances ends = new EndDistances(points);
            curves.add(new MeasuredCurve(asked, ends, EpisodeVerdict.of(ends, asked.largest()), failed));
        }
        if (!outcome.cancelled()) {
            ParquetFile.write(outcome.directory().resolve(Study.POINTS), EpisodeColumns.points(study), rows);
        }
        return new EpisodeOutcome(study, outcome, curves);
    }

    /**
     * A curve of a study with what was measured on it.
     *
     * @param asked what was asked for
     * @param ends the points at which at least two replicates came to their end
     * @param verdict on it
     * @param failed replicates that did not come to their end
     */
    public record MeasuredCurve(EpisodeStudy.Curve asked, EndDistances ends, Verdict verdict, int failed) {}
}
