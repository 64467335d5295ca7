package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.follow.SynapseLayer;
import io.dopaflow.scenarios.follow.Followed;
import io.dopaflow.scenarios.follow.Followed.Training;
import io.dopaflow.scenarios.follow.FollowedRow;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Prints how closely rules follow the gradient, and what that costs them. */
final class FollowTable {
    private static final String REAL = "%.3g";

    private static final List<String> LEGEND = List.of(
            "angle: degrees from the mean update to the direction in which the objective falls, freed from noise",
            "along: how far the mean update goes down the gradient; 1 for the gradient itself",
            "length: of the mean update over that of the gradient, without the learning rate",
            "n45: updates to be averaged until their mean is within 45 degrees of what it tends to; 0 without noise",
            "cosine: of the update for one sample and the gradient of that sample, in the mean over samples");

    private static final List<String> COSTS_LEGEND = List.of(
            "phases, waves, spikes, arrivals, broadcasts: of one update, for one sample",
            "arrivals to 45: arrivals x n45, at least once, at the last epoch, of all layers together",
            "held out: right at the end of the rule's own training; updates and spikes until 90 % were, by whole epochs");

    private final List<FollowedRow> rows;

    FollowTable(List<FollowedRow> rows) {
        this.rows = rows;
    }

    /** Prints both tables, each below what its columns mean. */
    void print(Terminal terminal) {
        LEGEND.forEach(line -> terminal.show("@|faint " + line + "|@"));
        new TextTable<FollowedRow>()
                .column("rule", FollowedRow::rule)
                .column("along", row -> row.way().word())
                .column("epoch", FollowedRow::epoch)
                .column("layer", row -> row.following().layer())
                .column("angle", row -> Text.measured(row.following().angle(), "%.1f"))
                .column("along gradient", row -> Text.measured(row.following().along(), REAL))
                .column("length", row -> Text.measured(row.following().ratio(), REAL))
                .column("n45", row -> Text.measured(row.following().n45(), "%.1f"))
                .column("cosine", row -> row.following().cosine())
                .column("verdict", row -> row.following().verdict().words())
                .print(rows, terminal);
        terminal.out().println();
        COSTS_LEGEND.forEach(line -> terminal.show("@|faint " + line + "|@"));
        new TextTable<FollowedRow>()
                .column("rule", FollowedRow::rule)
                .column("gradient of", FollowedRow::objectiveWord)
                .column("phases", row -> row.followed().cost().phases())
                .column("waves", row -> row.followed().cost().waves())
                .column("spikes", row -> rounded(row.followed().cost().spikes()))
                .column("arrivals", row -> Text.count(row.followed().cost().arrivals()))
                .column("broadcasts", row -> row.followed().cost().broadcasts())
                .column("arrivals to 45", row -> rounded(row.followed().arrivalsTo45()))
                .column("held out", row -> training(row, training -> Text.percent(training.accuracy())))
                .column("updates to 90 %", row -> effort(row, Followed.Effort::updates))
                .column("spikes to 90 %", row -> effort(row, Followed.Effort::spikes))
                .print(List.copyOf(oneOfEachRule()), terminal);
    }

    /** Along the rule's own training, where it is among the ways. */
    private Collection<FollowedRow> oneOfEachRule() {
        Map<String, FollowedRow> chosen = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> row.following().layer().equals(SynapseLayer.ALL))
                .forEach(row -> chosen.merge(
                        row.rule(),
                        row,
                        (one, other) -> one.followed().training().isPresent() ? one : other));
        return chosen.values();
    }

    private static String rounded(double value) {
        return Double.isFinite(value) ? Text.count(Math.round(value)) : String.format(Locale.ROOT, REAL, value);
    }

    private static String training(FollowedRow row, Function<Training, String> text) {
        return row.followed().training().map(text).orElse("-");
    }

    private static String effort(FollowedRow row, Function<Followed.Effort, Long> part) {
        return training(
                row,
                training -> training.reached()
                        .map(effort -> Text.count(part.apply(effort)))
                        .orElse("not reached"));
    }
}
