package io.dopaflow.models.rule;

import java.util.List;

/**
 * One number that is told to every synapse: how much smaller the loss of a phase is than its baseline, b - L, or what a coin
 * shows.
 *
 * @param name unique in the rule
 * @param phase a forward phase, whose loss is compared; empty text for a coin
 * @param baseline with what
 */
public record Broadcast(String name, String phase, Baseline baseline) {

    /** A coin: 1 or -1, each half of the time, anew in each wave. */
    public static Broadcast coin(String name) {
        return new Broadcast(name, "", new Baseline.Coin());
    }

    /** Whether it is a coin. */
    public boolean isCoin() {
        return baseline instanceof Baseline.Coin;
    }

    /** What a loss is compared with. */
    public sealed interface Baseline {

        /** With nothing, as there is no loss: a coin is told. */
        record Coin() implements Baseline {}

        /** With 0. */
        record Zero() implements Baseline {}

        /**
         * With the loss of another forward phase.
         *
         * @param phase its name
         */
        record OfPhase(String phase) implements Baseline {}

        /**
         * With the running mean of the losses before, b + rate (L - b), which begins with the first loss.
         *
         * @param rate within (0, 1]
         */
        record RunningMean(double rate) implements Baseline {
            /** Validates the rate. */
            public RunningMean {
                if (!(rate > 0 && rate <= 1)) {
                    throw new IllegalArgumentException("rate of a running mean is " + rate + "; allowed: (0, 1]");
                }
            }
        }

        /**
         * With the loss of the wave before, of the same sample. The first wave of a presentation has none: it is compared
         * with itself, and the number told is 0. For models that present a sample for several waves in a row.
         */
        record PreviousWave() implements Baseline {}

        /** With the mean loss of the other repetitions of the same sample. */
        record OtherRepetitions() implements Baseline {}

        /**
         * With the mean loss of some phases: what {@link OtherRepetitions} becomes when a rule is unrolled.
         *
         * @param phases their names
         */
        record OfPhases(List<String> phases) implements Baseline {
            /** Copies the list. */
            public OfPhases {
                phases = List.copyOf(phases);
            }
        }
    }
}
