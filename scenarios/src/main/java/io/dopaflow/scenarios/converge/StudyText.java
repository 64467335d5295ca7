package io.dopaflow.scenarios.converge;

import io.dopaflow.scenarios.sweep.Axis;
import java.util.List;

/** What a study was asked for, as YAML. */
final class StudyText {
    private StudyText() {}

    static String of(StudyRequest request, StudyWords words) {
        StringBuilder text = new StringBuilder("# Every combination of these, with so many replicates of each.\n");
        text.append("scenarios: ").append(request.scenarios()).append('\n');
        text.append("cycles: ").append(words.cycles()).append('\n');
        text.append("replicates: ").append(request.replicates()).append('\n');
        text.append("exponents: [");
        List<Exponents> exponents = words.exponents();
        for (int i = 0; i < exponents.size(); i++) {
            text.append(i == 0 ? "[" : ", [").append(exponents.get(i)).append(']');
        }
        text.append("]\n");
        text.append("half_windows: ").append(orOwn(words.halfWindows())).append('\n');
        text.append("flow_times: ").append(orOwn(words.flowTimes())).append('\n');
        text.append("seed: ")
                .append(request.seed().isPresent() ? request.seed().getAsLong() : "the scenario's own")
                .append('\n');
        text.append("literal: ").append(request.literal()).append('\n');
        text.append("set:").append(words.grid().axes().isEmpty() ? " {}\n" : "\n");
        for (Axis axis : words.grid().axes()) {
            text.append("  ")
                    .append(axis.key())
                    .append(": ")
                    .append(axis.values())
                    .append('\n');
        }
        return text.toString();
    }

    private static String orOwn(List<Double> values) {
        return values.isEmpty() ? "the scenario's own" : values.toString();
    }
}
