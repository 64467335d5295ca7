package io.dopaflow.analysis.learning;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.run.CycleTallies.Opportunities;
import io.dopaflow.analysis.run.CycleTallies.Rewards;
import io.dopaflow.analysis.run.RunReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How a run of learning cycles is rewarded.
 *
 * @param run what was recorded
 */
public record RewardFigure(RunReader run) {
    private static final int MOST_STRETCHES = 400;

    /** The loss of cycles and the reward that was broadcast; empty if no reward was recorded. */
    public Optional<Figure> figure(Opportunities of) {
        List<Rewards> rows = run.tallies().rewards(run.cyclesPerOpportunity(), of, MOST_STRETCHES);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        double end = rows.get(rows.size() - 1).to();
        Axis x = Axis.linear("cycle", "", rows.get(0).from(), end).whole();
        long recorded = rows.stream().mapToLong(Rewards::cycles).sum();
        double longest =
                rows.stream().mapToDouble(row -> row.to() - row.from()).max().orElse(1);
        return Optional.of(new Figure(
                run.manifest().name() + ": loss and reward of cycles",
                1,
                List.of(
                        panel(x, "loss", Ink.BLUE, rows, Rewards::meanLoss, Rewards::lowestLoss, Rewards::highestLoss),
                        panel(
                                x,
                                "reward",
                                Ink.GREEN,
                                rows,
                                Rewards::meanReward,
                                Rewards::lowestReward,
                                Rewards::highestReward)),
                longest > 1
                        ? List.of(String.format(
                                Locale.ROOT,
                                "%,d recorded cycles in stretches of %,.0f: line the mean, band from the lowest to the highest.",
                                recorded,
                                longest))
                        : List.of()));
    }

    private static Panel panel(
            Axis x,
            String quantity,
            Ink ink,
            List<Rewards> rows,
            ToDoubleFunction<Rewards> mean,
            ToDoubleFunction<Rewards> low,
            ToDoubleFunction<Rewards> high) {
        double[] at =
                rows.stream().mapToDouble(row -> (row.from() + row.to()) / 2).toArray();
        double[] means = rows.stream().mapToDouble(mean).toArray();
        double[] lows = rows.stream().mapToDouble(low).toArray();
        double[] highs = rows.stream().mapToDouble(high).toArray();
        boolean isBand = IntStream.range(0, lows.length).anyMatch(i -> lows[i] < highs[i]);
        List<Mark> marks = new ArrayList<>();
        if (isBand) {
            marks.add(new Mark.Band("", ink, at, lows, highs));
        }
        marks.add(new Mark.Line("", ink, at, means, Mark.Stroke.NORMAL, false));
        return new Panel(
                "",
                x,
                Axis.around(quantity, "", DoubleStream.concat(Arrays.stream(lows), Arrays.stream(highs))),
                1.2,
                marks);
    }
}
