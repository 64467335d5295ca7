package io.dopaflow.scenarios.follow;

import io.dopaflow.models.rule.Objective;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is to be followed, as the command line says it.
 *
 * @param scenario a built-in name, or the path of a file
 * @param overrides {@code key=value} each, of the scenario
 * @param rules built-in names, or paths of rule files; none for the scenario's own rule
 * @param epochs after which weights are frozen; none for the start, a tenth and the end
 * @param ways along which rules are followed, at least one
 * @param samples that are looked at; empty for 200, or all if there are fewer
 * @param repetitions of a sample by a rule with noise; empty for 40
 * @param seed of that noise; empty for the scenario's own
 * @param against the objective whose gradient all rules are compared with; empty for the one that each claims
 */
public record FollowRequest(
        String scenario,
        List<String> overrides,
        List<String> rules,
        List<Integer> epochs,
        List<Way> ways,
        OptionalInt samples,
        OptionalInt repetitions,
        OptionalLong seed,
        Optional<Objective> against) {

    /** Copies the lists. */
    public FollowRequest {
        overrides = List.copyOf(overrides);
        rules = List.copyOf(rules);
        epochs = epochs.stream().distinct().sorted().toList();
        ways = ways.stream().distinct().toList();
    }
}
