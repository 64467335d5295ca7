package io.dopaflow.scenarios.run;

import io.dopaflow.models.cycle.LearningCycle;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * How long a run would take on the actor engine, which decides what executes it where nobody has said. The actor engine
 * shows how learning emerges, so it is taken as long as one can wait for it; the population engine starts as fast and
 * is some hundred times faster.
 *
 * @param synapses of the network
 * @param cycles of the whole run
 */
record ActorTime(long synapses, long cycles) {
    /** Measured on two cores; it varies by less than a factor of two with the size and the shape of the network. */
    private static final double WEIGHT_UPDATES_PER_SECOND = 1.3e6;

    private static final double LONGEST_SECONDS = 30;
    private static final long WRITTEN_OUT = 10_000;
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double SECONDS_PER_DAY = 86_400;

    /** The time for an experiment. */
    static ActorTime of(LearningCycle model) {
        return new ActorTime(model.network().synapseCount(), model.cycles());
    }

    /** Whether one can wait for it. */
    boolean isShort() {
        return seconds() <= LONGEST_SECONDS;
    }

    double seconds() {
        return (double) synapses * cycles / WEIGHT_UPDATES_PER_SECOND;
    }

    /** Size and time in words. */
    String reason() {
        return (synapses == 1 ? "1 synapse" : synapses + " synapses") + " x " + rounded(cycles) + " cycles "
                + (isShort() ? "take" : "would take") + " the actor engine " + duration();
    }

    private static String rounded(long count) {
        if (count < WRITTEN_OUT) {
            return Long.toString(count);
        }
        BigDecimal two = new BigDecimal(count).round(new MathContext(2));
        String digits = two.unscaledValue().toString().replaceFirst("0+$", "");
        int exponent = two.precision() - two.scale() - 1;
        String factor = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return factor + "*10^" + exponent;
    }

    private String duration() {
        double seconds = seconds();
        if (seconds < 1) {
            return "less than a second";
        }
        if (seconds < 2 * SECONDS_PER_MINUTE) {
            return about(seconds, "seconds");
        }
        if (seconds < 2 * SECONDS_PER_HOUR) {
            return about(seconds / SECONDS_PER_MINUTE, "minutes");
        }
        return seconds < 2 * SECONDS_PER_DAY
                ? about(seconds / SECONDS_PER_HOUR, "hours")
                : about(seconds / SECONDS_PER_DAY, "days");
    }

    private static String about(double number, String unit) {
        return String.format(Locale.ROOT, "about %.0f %s", number, unit);
    }
}
