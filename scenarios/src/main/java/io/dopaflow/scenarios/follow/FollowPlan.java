package io.dopaflow.scenarios.follow;

import io.dopaflow.analysis.estimator.Measured;
import io.dopaflow.analysis.follow.Following;
import io.dopaflow.analysis.follow.SynapseLayer;
import io.dopaflow.analysis.follow.UpdateCost;
import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.analysis.store.ParquetRows;
import io.dopaflow.analysis.store.ResultColumn;
import io.dopaflow.models.network.Network;
import io.dopaflow.scenarios.batch.Batch;
import io.dopaflow.scenarios.batch.MemberResult;
import io.dopaflow.scenarios.follow.Followed.Effort;
import io.dopaflow.scenarios.follow.Followed.Training;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.LoadedScenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is followed: each rule along each way is a run. Everything was checked. */
public final class FollowPlan implements Batch<Followed> {
    private final LoadedScenario base;
    private final List<Learner> learners;
    private final List<Way> ways;
    private final List<Integer> epochs;
    private final List<String> layers;

    FollowPlan(LoadedScenario base, Network network, List<Learner> learners, List<Way> ways, List<Integer> epochs) {
        this.base = base;
        this.learners = List.copyOf(learners);
        this.ways = List.copyOf(ways);
        this.epochs = List.copyOf(epochs);
        this.layers = SynapseLayer.of(network).stream().map(SynapseLayer::name).toList();
    }

    /**
     * Checks everything that would be followed, without training.
     *
     * @throws InvalidScenarioException with everything that is wrong with the scenario, the rules and the numbers
     */
    public static FollowPlan of(FollowRequest request) throws InvalidScenarioException {
        return FollowCheck.plan(request);
    }

    /** The rule of a run. */
    Learner learner(int member) {
        return learners.get(member / ways.size());
    }

    /** The way of a run. */
    Way way(int member) {
        return ways.get(member % ways.size());
    }

    /** A run as users know it. */
    public String label(int member) {
        return learner(member).name() + " along " + way(member).word();
    }

    /** Epochs at which weights are frozen, ascending. */
    public List<Integer> epochs() {
        return epochs;
    }

    /** Ways along which rules are followed. */
    public List<Way> ways() {
        return ways;
    }

    @Override
    public String kind() {
        return "follow";
    }

    @Override
    public int formatVersion() {
        return 1;
    }

    @Override
    public String name() {
        return base.scenario().name();
    }

    @Override
    public String digest() {
        return ContentDigest.of(
                learners.stream().map(Learner::content).collect(Collectors.joining("\n")) + ways + epochs);
    }

    @Override
    public String definition() {
        return "rules: " + learners.stream().map(Learner::name).toList() + "\n"
                + ("along: " + ways.stream().map(Way::word).toList() + "\n")
                + ("at: " + epochs + "\n")
                + "# Every default written out.\nscenario:\n"
                + base.resolved().replaceAll("(?m)^(?=.)", "  ");
    }

    @Override
    public int size() {
        return learners.size() * ways.size();
    }

    @Override
    public long cycles(int member) {
        return learner(member).work(way(member), epochs);
    }

    @Override
    public long cost(int member) {
        return cycles(member);
    }

    @Override
    public Class<Followed> valueType() {
        return Followed.class;
    }

    @Override
    public List<ResultColumn<MemberResult<Followed>>> columns() {
        List<ResultColumn<MemberResult<Followed>>> columns = new ArrayList<>();
        columns.add(ResultColumn.bigint("member", MemberResult::number));
        columns.add(ResultColumn.text("rule", result -> learner(result.number()).name()));
        columns.add(ResultColumn.text("along", result -> way(result.number()).word()));
        columns.add(ResultColumn.text("status", result -> result.isFailed() ? "failed" : "finished"));
        for (int epoch = 0; epoch < epochs.size(); epoch++) {
            for (int layer = 0; layer < layers.size(); layer++) {
                addNumbers(columns, epoch, layer);
            }
        }
        columns.addAll(FollowedRow.costs(MemberResult::value));
        columns.add(ResultColumn.real("seconds", MemberResult::seconds));
        columns.add(ResultColumn.text("engine", MemberResult::engine));
        columns.add(ResultColumn.text("error", MemberResult::error));
        return columns;
    }

    private void addNumbers(List<ResultColumn<MemberResult<Followed>>> columns, int epoch, int layer) {
        Function<MemberResult<Followed>, Optional<Following>> of =
                result -> result.value().map(value -> value.stops().get(epoch).get(layer));
        String prefix = prefix(epoch, layer);
        FollowedRow.MEASURED.forEach((word, number) -> columns.addAll(
                MeasuredColumns.of(prefix + word, result -> of.apply(result).map(number))));
        columns.add(ResultColumn.real(
                prefix + FollowedRow.COSINE, result -> of.apply(result).map(Following::cosine)));
    }

    private String prefix(int epoch, int layer) {
        return "epoch_" + epochs.get(epoch) + "_" + layers.get(layer).replace(' ', '_') + "_";
    }

    @Override
    public MemberResult<Followed> result(int member, ParquetRows.Row row) {
        Optional<String> error = row.text("error");
        return new MemberResult<>(
                member,
                error.isPresent() ? Optional.empty() : Optional.of(followed(row)),
                row.text("engine").orElse(""),
                row.real("seconds").orElse(0),
                error);
    }

    private Followed followed(ParquetRows.Row row) {
        List<List<Following>> stops = new ArrayList<>();
        for (int epoch = 0; epoch < epochs.size(); epoch++) {
            List<Following> stop = new ArrayList<>();
            for (int layer = 0; layer < layers.size(); layer++) {
                String prefix = prefix(epoch, layer);
                List<Measured> numbers = FollowedRow.MEASURED.keySet().stream()
                        .map(word -> MeasuredColumns.read(row, prefix + word))
                        .toList();
                stop.add(new Following(
                        layers.get(layer),
                        numbers.get(0),
                        numbers.get(1),
                        numbers.get(2),
                        numbers.get(3),
                        row.real(prefix + FollowedRow.COSINE).orElse(Double.NaN)));
            }
            stops.add(stop);
        }
        UpdateCost cost = new UpdateCost(
                (int) row.whole(FollowedRow.PHASES),
                (int) row.whole(FollowedRow.WAVES),
                row.whole(FollowedRow.ARRIVALS),
                (int) row.whole(FollowedRow.BROADCASTS),
                row.real(FollowedRow.SPIKES).orElse(0));
        OptionalDouble accuracy = row.real(FollowedRow.ACCURACY);
        Optional<Effort> reached = row.real(FollowedRow.UPDATES_TO_90).isPresent()
                ? Optional.of(new Effort(row.whole(FollowedRow.UPDATES_TO_90), row.whole(FollowedRow.SPIKES_TO_90)))
                : Optional.empty();
        return new Followed(
                stops,
                cost,
                accuracy.isPresent() ? Optional.of(new Training(accuracy.getAsDouble(), reached)) : Optional.empty());
    }

    @Override
    public List<String> summaries() {
        return List.of();
    }
}
