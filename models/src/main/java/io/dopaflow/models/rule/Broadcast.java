package io.dopaflow.models.rule;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One number that is told to every synapse: how much smaller the loss of a phase is than its baseline, b - L; the error of
 * what a phase foretold; how fast to learn; or what a coin shows.
 *
 * @param name unique in the rule
 * @param phase a forward phase, whose loss is compared, whose readout is a value, or whose error is a surprise; empty text
 *     for a coin
 * @param baseline with what, or how else the number is made
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

    /** The same with other names of phases. */
    Broadcast renamed(String own, UnaryOperator<String> phases) {
        if (isCoin()) {
            return coin(own);
        }
        Baseline renamed = baseline;
        if (baseline instanceof Baseline.OfPhase other) {
            renamed = new Baseline.OfPhase(phases.apply(other.phase()));
        } else if (baseline instanceof Baseline.TemporalDifference difference) {
            renamed = new Baseline.TemporalDifference(phases.apply(difference.next()), difference.discount());
        }
        return new Broadcast(own, phases.apply(phase), renamed);
    }

    /** What a loss is compared with, or how a number is made that is not about the loss. */
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

        /**
         * Not with a loss: the error of a value, r + gamma V(s') - V(s), as dopamine tells it (Schultz, Dayan and Montague
         * 1997). V(s) is what the phase read: of several outputs, the one that was chosen. V(s') is what another phase reads,
         * to which the next state is presented: of several outputs, the largest; 0 where an episode has ended.
         *
         * @param next the phase of the next state
         * @param discount gamma, within [0, 1]
         */
        record TemporalDifference(String next, double discount) implements Baseline {
            /** Validates the discount. */
            public TemporalDifference {
                if (!(discount >= 0 && discount <= 1)) {
                    throw new IllegalArgumentException("discount is " + discount + "; allowed: within [0, 1]");
                }
            }
        }

        /**
         * Not with a loss: how fast the only output should learn from its error d in the phase, see {@link LearningRate}.
         *
         * @param rate how
         */
        record Gain(LearningRate rate) implements Baseline {}
    }
}
