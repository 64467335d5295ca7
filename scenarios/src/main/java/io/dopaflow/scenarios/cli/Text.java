package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.estimator.Measured;
import io.dopaflow.models.task.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Words and numbers as people read them. */
final class Text {
    private static final long PS_PER_S = 1_000_000_000_000L;
    private static final long PS_PER_MS = 1_000_000_000L;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double HOURS_PER_DAY = 24;
    private static final double MOST_PERCENT = 999.5;
    private static final int LONGEST_QUOTE = 80;

    private Text() {}

    /** The text on one line. */
    static String oneLine(@Nullable String text) {
        return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** The text as an argument of a message: on one line, shortened, between quotation marks. */
    static String quoted(@Nullable String text) {
        String line = oneLine(text);
        return '"' + (line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "..." : line) + '"';
    }

    /** The text such that nothing in it is taken for a colour. */
    static String escaped(String text) {
        return text.replace("@|", "@ |");
    }

    /** A count with its thousands apart: {@code 1 234 567}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    /** A count with its noun: {@code 1 spike}, {@code 2 spikes}. */
    static String count(long number, String singular) {
        return count(number) + " " + singular + (number == 1 ? "" : "s");
    }

    /** A rate in a readable unit: {@code 2.13 million}. */
    static String rate(double perSecond) {
        if (perSecond >= 1e6) {
            return String.format(Locale.ROOT, "%.2f million", perSecond * 1e-6);
        }
        return count(Math.round(perSecond));
    }

    /** A real number, to four significant digits; 0 and what is no number as such. */
    static String number(double value) {
        return Double.isNaN(value) ? "-" : value == 0 ? "0" : String.format(Locale.ROOT, "%.4g", value);
    }

    /**
     * A measured number with its interval, if it has one: {@code 31.2 (30.8 to 31.6)}. Nothing is a dash.
     *
     * @param form of each number, as of {@link String#format}
     */
    static String measured(Measured measured, String form) {
        return number(measured.value(), form)
                + measured.interval()
                        .map(ends -> " (" + number(ends.lower(), form) + " to " + number(ends.upper(), form) + ")")
                        .orElse("");
    }

    /** Without the sign of a 0. */
    private static String number(double value, String form) {
        return Double.isNaN(value)
                ? "-"
                : Double.isInfinite(value) ? "inf" : String.format(Locale.ROOT, form, value + 0.0);
    }

    /** A fraction in percent, to three digits or so; where it is a thousand percent and more, that is all that is said. */
    static String percent(double fraction) {
        if (!Double.isFinite(fraction)) {
            return "-";
        }
        return fraction >= MOST_PERCENT / 100
                ? "> 999 %"
                : String.format(Locale.ROOT, Math.abs(fraction) < 0.1 ? "%.2f %%" : "%.1f %%", 100 * fraction);
    }

    /** A fraction in percent, or a dash. */
    static String percent(OptionalDouble fraction) {
        return percent(fraction.orElse(Double.NaN));
    }

    /** Wall-clock time. */
    static String seconds(double seconds) {
        if (seconds < SECONDS_PER_MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return String.format(
                Locale.ROOT, "%d min %02d s", (long) seconds / SECONDS_PER_MINUTE, (long) seconds % SECONDS_PER_MINUTE);
    }

    /** An estimate of wall-clock time: {@code 0.2 s}, {@code 3 min}, {@code 5 h}, {@code 12 days}. */
    static String duration(double seconds) {
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (seconds < 2 * SECONDS_PER_MINUTE) {
            return count(Math.round(seconds)) + " s";
        }
        double hours = seconds / SECONDS_PER_HOUR;
        if (hours < 2) {
            return count(Math.round(seconds / SECONDS_PER_MINUTE)) + " min";
        }
        return hours < 2 * HOURS_PER_DAY
                ? count(Math.round(hours)) + " h"
                : count(Math.round(hours / HOURS_PER_DAY), "day");
    }

    /** Virtual time: seconds or milliseconds, to the picosecond where need be. */
    static String time(long picoseconds) {
        boolean inSeconds = picoseconds >= PS_PER_S;
        double value = picoseconds / (double) (inSeconds ? PS_PER_S : PS_PER_MS);
        return String.format(Locale.ROOT, "%.6f %s", value, inSeconds ? "s" : "ms");
    }

    /** What a score says, in a few words. */
    static String score(Score score) {
        List<String> words = new ArrayList<>();
        score.accuracy().ifPresent(accuracy -> words.add("accuracy " + percent(accuracy)));
        score.r2().ifPresent(r2 -> words.add("R2 " + number(r2)));
        score.error().ifPresent(error -> words.add("error " + number(error)));
        words.add("loss " + number(score.loss()));
        return String.join(", ", words);
    }
}
