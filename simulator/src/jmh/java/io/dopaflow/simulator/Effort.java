package io.dopaflow.simulator;

import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds in each of which everything is measured once, in turn
 * @param warmups iterations of JMH before
 * @param iterations that count
 * @param milliseconds of an iteration
 * @param largestForActors the largest layer for the actors
 * @param largest the largest layer for the population engine
 */
public record Effort(int rounds, int warmups, int iterations, int milliseconds, int largestForActors, int largest) {
    /** For figures to be written down: about ten minutes. */
    public static final Effort FULL = new Effort(3, 3, 5, 400, 1_000_000, 10_000_000);

    /** For a look: about two minutes. */
    public static final Effort QUICK = new Effort(1, 2, 2, 300, 10_000, 1_000_000);

    /** The full effort, or the quick one where the arguments say {@code quick}. */
    public static Effort of(List<String> arguments) {
        return arguments.contains("quick") ? QUICK : FULL;
    }
}
