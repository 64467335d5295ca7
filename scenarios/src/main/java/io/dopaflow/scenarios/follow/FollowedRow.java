package io.dopaflow.scenarios.follow;

import io.dopaflow.analysis.estimator.Measured;
import io.dopaflow.analysis.follow.Following;
import io.dopaflow.analysis.store.ResultColumn;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.scenarios.batch.BatchOutcome;
import io.dopaflow.scenarios.batch.MemberResult;
import io.dopaflow.scenarios.follow.Followed.Effort;
import io.dopaflow.scenarios.follow.Followed.Training;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A line of what was measured: one layer at one epoch.
 *
 * @param rule its name
 * @param objective with whose gradient it was compared
 * @param way along which
 * @param epoch after which weights were frozen
 * @param following the numbers
 * @param followed all of the rule along that way
 */
public record FollowedRow(
        String rule, Objective objective, Way way, int epoch, Following following, Followed followed) {
    static final String COSINE = "cosine";
    static final String PHASES = "phases";
    static final String WAVES = "waves";
    static final String SPIKES = "spikes";
    static final String ARRIVALS = "arrivals";
    static final String BROADCASTS = "broadcasts";
    static final String ACCURACY = "held_out_accuracy";
    static final String UPDATES_TO_90 = "updates_to_90_percent";
    static final String SPIKES_TO_90 = "spikes_to_90_percent";

    /** The numbers with intervals, by the names of their columns, in the order of {@link Following}. */
    static final Map<String, Function<Following, Measured>> MEASURED = measured();

    private static Map<String, Function<Following, Measured>> measured() {
        Map<String, Function<Following, Measured>> numbers = new LinkedHashMap<>();
        numbers.put("angle_degrees", Following::angle);
        numbers.put("along_gradient", Following::along);
        numbers.put("length_ratio", Following::ratio);
        numbers.put("n45", Following::n45);
        return Collections.unmodifiableMap(numbers);
    }

    /** The lines of all runs that came to their end, by rule, way, epoch and layer. */
    public static List<FollowedRow> of(FollowPlan plan, BatchOutcome<Followed> outcome) {
        List<FollowedRow> rows = new ArrayList<>();
        for (MemberResult<Followed> result : outcome.results()) {
            result.value().ifPresent(followed -> {
                Learner learner = plan.learner(result.number());
                for (int stop = 0; stop < plan.epochs().size(); stop++) {
                    int epoch = plan.epochs().get(stop);
                    followed.stops()
                            .get(stop)
                            .forEach(following -> rows.add(new FollowedRow(
                                    learner.name(),
                                    learner.objective(),
                                    plan.way(result.number()),
                                    epoch,
                                    following,
                                    followed)));
                }
            });
        }
        return rows;
    }

    /** The word of its objective. */
    public String objectiveWord() {
        return objective == Objective.EXPECTED_LOSS ? "expected-loss" : "loss";
    }

    /** Columns of a table of such lines. */
    public static List<ResultColumn<FollowedRow>> columns() {
        List<ResultColumn<FollowedRow>> columns = new ArrayList<>();
        columns.add(ResultColumn.text("rule", FollowedRow::rule));
        columns.add(ResultColumn.text("objective", FollowedRow::objectiveWord));
        columns.add(ResultColumn.text("along", row -> row.way.word()));
        columns.add(ResultColumn.bigint("epoch", FollowedRow::epoch));
        columns.add(ResultColumn.text("layer", row -> row.following.layer()));
        MEASURED.forEach((word, number) ->
                columns.addAll(MeasuredColumns.of(word, row -> Optional.of(number.apply(row.following)))));
        columns.add(ResultColumn.real(COSINE, row -> row.following.cosine()));
        columns.add(ResultColumn.text("verdict", row -> row.following.verdict().words()));
        columns.addAll(costs(row -> Optional.of(row.followed)));
        columns.add(ResultColumn.real("arrivals_to_45_degrees", row -> row.followed.arrivalsTo45()));
        return columns;
    }

    /** Columns of what updates cost, and of what came of them. */
    static <R> List<ResultColumn<R>> costs(Function<R, Optional<Followed>> of) {
        Function<R, Optional<Training>> training = row -> of.apply(row).flatMap(Followed::training);
        Function<R, Optional<Effort>> effort = row -> training.apply(row).flatMap(Training::reached);
        return List.of(
                number(PHASES, of, followed -> followed.cost().phases()),
                number(WAVES, of, followed -> followed.cost().waves()),
                number(SPIKES, of, followed -> followed.cost().spikes()),
                number(ARRIVALS, of, followed -> followed.cost().arrivals()),
                number(BROADCASTS, of, followed -> followed.cost().broadcasts()),
                number(ACCURACY, training, Training::accuracy),
                number(UPDATES_TO_90, effort, Effort::updates),
                number(SPIKES_TO_90, effort, Effort::spikes));
    }

    private static <R, T> ResultColumn<R> number(
            String name, Function<R, Optional<T>> of, Function<T, ? extends Number> number) {
        return ResultColumn.real(
                name, row -> of.apply(row).map(part -> number.apply(part).doubleValue()));
    }
}
