package io.dopaflow.models.spiking;

import io.dopaflow.models.spiking.connection.Delays;

/** How virtual time is used by a network that spikes freely. */
public sealed interface TimeMode {

    /** A spike may fall on any picosecond. */
    record Precise() implements TimeMode {
        @Override
        public long unitPs() {
            return 1;
        }

        @Override
        public Delays delays(String projection) {
            return Delays.precise(projection);
        }
    }

    /**
     * Spikes and arrivals lie on multiples of a step.
     *
     * @param stepPs above 0
     */
    record Grid(long stepPs) implements TimeMode {
        /** Validates the step. */
        public Grid {
            if (stepPs < 1) {
                throw new IllegalArgumentException("the step is " + stepPs + " ps; allowed: above 0");
            }
        }

        @Override
        public long unitPs() {
            return stepPs;
        }

        @Override
        public Delays delays(String projection) {
            return Delays.onGrid(projection, stepPs);
        }
    }

    /** What all times of spikes are multiples of, in ps. */
    long unitPs();

    /** Which delays are allowed. */
    Delays delays(String projection);
}
