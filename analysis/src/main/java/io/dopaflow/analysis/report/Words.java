package io.dopaflow.analysis.report;

import java.util.List;
import java.util.Locale;

/** Numbers and lists as they are set in a report, with the signs of print: thin spaces and a true multiplication sign. */
public final class Words {
    /** A space that is narrow and breaks no line. */
    private static final String THIN = "\u202f";

    private static final double MINUTE = 60;
    private static final double HOUR = 3600;
    private static final double PS_PER_MS = 1e9;
    private static final int DIGITS = 4;

    private Words() {}

    /** A count with its thousands apart. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(",", THIN);
    }

    /** A count with its noun in the singular or the plural. */
    public static String count(long number, String singular) {
        String plural = singular.endsWith("y") ? singular.substring(0, singular.length() - 1) + "ies" : singular + "s";
        return count(number) + " " + (number == 1 ? singular : plural);
    }

    /** A number to four significant digits, without zeros at its end. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return "no number";
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-4 || size >= 1e15)) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        int decimals = size == 0 ? 0 : Math.max(0, DIGITS - 1 - (int) Math.floor(Math.log10(size)));
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", value).replace(",", THIN);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    /** A large number in millions or thousands of millions where it has as many. */
    public static String large(double value) {
        if (value >= 1e9) {
            return number(value / 1e9) + " billion";
        }
        return value >= 1e6 ? number(value / 1e6) + " million" : count(Math.round(value));
    }

    /** A fraction in percent, to three digits or so. */
    public static String percent(double fraction) {
        return String.format(Locale.ROOT, Math.abs(fraction) < 0.1 ? "%.2f" : "%.1f", 100 * fraction) + THIN + "%";
    }

    /** Seconds on a clock. */
    public static String duration(double seconds) {
        if (seconds < MINUTE) {
            return number(Math.round(seconds * 100) / 100.0) + THIN + "s";
        }
        long minutes = (long) (seconds / MINUTE);
        return seconds < HOUR
                ? minutes + THIN + "min " + (long) (seconds % MINUTE) + THIN + "s"
                : minutes / (long) MINUTE + THIN + "h " + minutes % (long) MINUTE + THIN + "min";
    }

    /** Biological time of a number of ps. */
    public static String biological(long picoseconds) {
        double milliseconds = picoseconds / PS_PER_MS;
        return milliseconds >= 1000 ? number(milliseconds / 1000) + THIN + "s" : number(milliseconds) + THIN + "ms";
    }

    /** Some things one after the other, with "and" before the last. */
    public static String listed(List<String> things) {
        int last = things.size() - 1;
        return last < 1
                ? String.join("", things)
                : String.join(", ", things.subList(0, last)) + " and " + things.get(last);
    }
}
