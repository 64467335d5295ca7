package io.dopaflow.scenarios.sweep;

import java.util.Map;
import java.util.Optional;

/**
 * What came out of a run of a sweep.
 *
 * @param numbers by the names of columns of the results; what a run has none of is left out
 * @param digest of the run
 * @param steps done: learning cycles, learning opportunities, or picoseconds of biological time
 */
public record RunScores(Map<String, Double> numbers, String digest, long steps) {
    /** Copies. */
    public RunScores {
        numbers = Map.copyOf(numbers);
    }

    /** A number by its name; empty if the run has none such. */
    public Optional<Double> number(String name) {
        return Optional.ofNullable(numbers.get(name));
    }
}
