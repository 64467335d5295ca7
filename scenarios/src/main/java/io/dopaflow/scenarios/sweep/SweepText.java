package io.dopaflow.scenarios.sweep;

import java.util.stream.Collectors;

/** What a sweep was asked for, as YAML. */
final class SweepText {
    private static final String INDENT = "  ";

    private SweepText() {}

    static String of(SweepPlan plan) {
        StringBuilder text = new StringBuilder("# Every combination of the values of the grid, with every seed.\n");
        text.append("seeds: ").append(plan.seeds().values()).append('\n');
        if (plan.axes().isEmpty()) {
            text.append("grid: {}\n");
        } else {
            text.append("grid:\n");
            for (Axis axis : plan.axes()) {
                text.append(INDENT)
                        .append(axis.key())
                        .append(": ")
                        .append(axis.values())
                        .append('\n');
            }
        }
        text.append("# At the first point of the grid with the first seed, every default written out.\nscenario:\n");
        return text.append(plan.first()
                        .resolved()
                        .lines()
                        .map(line -> line.isEmpty() ? "" : INDENT + line)
                        .collect(Collectors.joining("\n", "", "\n")))
                .toString();
    }
}
