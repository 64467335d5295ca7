package io.dopaflow.scenarios.format;

import java.util.List;
import java.util.stream.Collectors;

/** A scenario that cannot be run, with everything that is wrong with it. Its message has one line for each problem. */
public final class InvalidScenarioException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidScenarioException(List<Problem> problems, int dropped) {
        super(message(problems, dropped));
        this.problems = List.copyOf(problems);
    }

    /** That one thing is wrong, which belongs to no key. */
    public static InvalidScenarioException of(Place place, String found, String allowed) {
        return of(place, "", found, allowed);
    }

    /** That one key is wrong. */
    public static InvalidScenarioException of(Place place, String key, String found, String allowed) {
        return new InvalidScenarioException(List.of(new Problem(place, key, found, allowed)), 0);
    }

    /** What is wrong, in the order of the places: at least one problem, at most {@link Problems#LIMIT}. */
    public List<Problem> problems() {
        return problems;
    }

    /** The same, a line for each. */
    public List<String> lines() {
        return problems.stream().map(Problem::toString).toList();
    }

    private static String message(List<Problem> problems, int dropped) {
        String lines = problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
        return dropped == 0 ? lines : lines + "\n... and " + dropped + " more";
    }
}
