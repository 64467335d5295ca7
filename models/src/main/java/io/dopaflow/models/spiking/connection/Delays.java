package io.dopaflow.models.spiking.connection;

import io.dopaflow.models.time.VirtualTime;
import java.math.BigDecimal;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Which delays a projection may have. They are the lookahead of the engines, so that none is 0; on a grid they are multiples of the step.
 * A delay that is given is never rounded, but refused with those that are allowed.
 *
 * <p>A continuous law of delays has no multiples of anything: its draws are rounded to the nearest multiple of the step, in continuous time
 * to the picosecond, and those below the least delay are refused.
 *
 * @param projection its name, for messages
 * @param least the least delay, in ps
 * @param step what delays are multiples of, in ps
 */
public record Delays(String projection, long least, long step) {
    /** The least delay in continuous time: 1 us. */
    public static final long LEAST_PRECISE = 1_000_000;

    /** In continuous time: from 1 us. */
    public static Delays precise(String projection) {
        return new Delays(projection, LEAST_PRECISE, 1);
    }

    /** On a grid: positive multiples of the step. */
    public static Delays onGrid(String projection, long stepPs) {
        return new Delays(projection, stepPs, stepPs);
    }

    /** Validates the step. */
    public Delays {
        if (step < 1 || least < 1) {
            throw new IllegalArgumentException("the step is " + step + " ps; allowed: above 0");
        }
    }

    /**
     * A delay in ps, if it is allowed.
     *
     * @throws IllegalArgumentException if it is not; the message names those that are
     */
    public long check(long delay) {
        if (delay >= least && delay % step == 0) {
            return delay;
        }
        String found = "the delay of projection " + projection + " is " + ms(delay) + "; allowed: ";
        if (step == 1) {
            throw new IllegalArgumentException(
                    found + "from " + ms(least) + ", as delays are the time by which the engines look ahead");
        }
        long below = Math.max(step, delay / step * step);
        // Behind the last multiple that a long holds there is none.
        long above = below > Long.MAX_VALUE - step ? below - step : below + step;
        throw new IllegalArgumentException(found + "positive multiples of the step, " + ms(step) + "; the nearest are "
                + ms(Math.min(below, above)) + " and " + ms(Math.max(below, above)));
    }

    /**
     * A delay drawn from a law.
     *
     * @param law in ms
     * @throws IllegalArgumentException if it is not allowed
     */
    public long draw(Distribution law, UniformRandomProvider stream) {
        double value = law.draw(stream);
        double steps = value * VirtualTime.PICOSECONDS_PER_MILLISECOND / step;
        if (!(Math.abs(steps) < Long.MAX_VALUE / (double) step)) {
            throw new IllegalArgumentException(
                    "the delay of projection " + projection + " is " + value + " ms; allowed: finite, up to 106 days");
        }
        if (law.isDiscrete()) {
            return check(Math.round(value * VirtualTime.PICOSECONDS_PER_MILLISECOND));
        }
        return check(Math.round(steps) * step);
    }

    private static String ms(long ps) {
        BigDecimal value = BigDecimal.valueOf(ps, 9).stripTrailingZeros();
        return (value.signum() == 0 ? "0" : value.toPlainString()) + " ms";
    }
}
