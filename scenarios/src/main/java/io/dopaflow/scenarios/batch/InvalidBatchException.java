package io.dopaflow.scenarios.batch;

import java.util.List;

/** Runs that cannot be made: says everything that is wrong with it. */
public final class InvalidBatchException extends Exception {
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    /**
     * Problems.
     *
     * @param problems a line for each, at least one
     */
    public InvalidBatchException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** A line for each problem. */
    public List<String> problems() {
        return problems;
    }
}
