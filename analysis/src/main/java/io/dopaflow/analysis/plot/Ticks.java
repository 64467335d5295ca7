package io.dopaflow.analysis.plot;

import io.dopaflow.analysis.figure.Axis;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Round numbers along an axis, as many as can be read beside one another. */
final class Ticks {
    private static final double GAP_ALONG = 16;
    private static final double GAP_UP = 14;
    private static final double LONGEST_NAME = 200;
    private static final double LONGEST_ALONG = 90;
    private static final int MOST_PLAIN_POWER = 6;
    private static final int LEAST_PLAIN_POWER = -4;

    private Ticks() {}

    /**
     * A labelled place.
     *
     * @param at in units of the axis
     * @param text as it is written
     */
    record Tick(double at, String text) {}

    /** Those of a horizontal axis of so many pixels. */
    static List<Tick> along(Axis axis, double pixels) {
        return of(axis, pixels, true);
    }

    /** Those of a vertical axis of so many pixels. */
    static List<Tick> upwards(Axis axis, double pixels) {
        return of(axis, pixels, false);
    }

    private static List<Tick> of(Axis axis, double pixels, boolean isAlong) {
        if (!axis.rows().isEmpty()) {
            return rows(axis, pixels, isAlong);
        }
        List<List<Tick>> choices = axis.isLogarithmic() ? logarithmic(axis) : linear(axis);
        return choices.stream()
                .filter(ticks -> fits(axis, ticks, pixels, isAlong))
                .findFirst()
                .orElse(choices.get(choices.size() - 1).stream().limit(1).toList());
    }

    private static boolean fits(Axis axis, List<Tick> ticks, double pixels, boolean isAlong) {
        for (int i = 1; i < ticks.size(); i++) {
            double apart = pixels * Math.abs(share(axis, ticks.get(i).at) - share(axis, ticks.get(i - 1).at));
            double needed = isAlong
                    ? GAP_ALONG
                            + (Sheet.width(ticks.get(i).text, Look.TICK)
                                            + Sheet.width(ticks.get(i - 1).text, Look.TICK))
                                    / 2
                    : GAP_UP + Sheet.height(Look.TICK);
            if (apart < needed) {
                return false;
            }
        }
        return true;
    }

    /** How far along the axis a value is, 0 at its lower end and 1 at its upper one. */
    static double share(Axis axis, double value) {
        return axis.isLogarithmic()
                ? Math.log(value / axis.from()) / Math.log(axis.to() / axis.from())
                : (value - axis.from()) / (axis.to() - axis.from());
    }

    /** As many names as have room beside one another. */
    private static List<Tick> rows(Axis axis, double pixels, boolean isAlong) {
        double pitch = pixels / axis.rows().size();
        List<String> names = axis.rows().stream()
                .map(name -> Sheet.fitted(
                        name, Look.TICK, isAlong ? Math.max(LONGEST_ALONG, pitch - GAP_ALONG) : LONGEST_NAME))
                .toList();
        double needed = isAlong
                ? GAP_ALONG / 2
                        + names.stream()
                                .mapToDouble(name -> Sheet.width(name, Look.TICK))
                                .max()
                                .orElse(0)
                : Sheet.height(Look.TICK) + 1;
        int every = (int) Math.max(1, Math.ceil(needed / pitch));
        List<Tick> ticks = new ArrayList<>();
        for (int row = 0; row < names.size(); row += every) {
            ticks.add(new Tick(row, names.get(row)));
        }
        return ticks;
    }

    /** Multiples of 1, 2 and 5 times powers of ten, the closest first. */
    private static List<List<Tick>> linear(Axis axis) {
        double length = axis.to() - axis.from();
        List<List<Tick>> choices = new ArrayList<>();
        int power = (int) Math.floor(Math.log10(length)) - 1;
        for (int i = 0; i < 7; i++) {
            int factor = i % 3 == 0 ? 1 : i % 3 == 1 ? 2 : 5;
            BigDecimal step = BigDecimal.valueOf(factor).scaleByPowerOfTen(power + i / 3);
            if (axis.isWhole() && step.compareTo(BigDecimal.ONE) < 0) {
                continue;
            }
            List<Tick> ticks = multiples(axis, step, length);
            if (!ticks.isEmpty()) {
                choices.add(ticks);
            }
        }
        return choices.isEmpty() ? List.of(List.of()) : choices;
    }

    private static List<Tick> multiples(Axis axis, BigDecimal step, double length) {
        double tolerance = 1e-9 * length;
        BigDecimal first = BigDecimal.valueOf(axis.from() - tolerance)
                .divide(step, 0, RoundingMode.CEILING)
                .multiply(step);
        List<BigDecimal> places = new ArrayList<>();
        for (BigDecimal at = first; at.doubleValue() <= axis.to() + tolerance; at = at.add(step)) {
            places.add(at);
        }
        boolean isPlain = isPlain(
                places.stream().max(Comparator.comparing(BigDecimal::abs)).orElse(BigDecimal.ZERO));
        return places.stream()
                .map(at -> new Tick(at.doubleValue(), text(at, isPlain)))
                .toList();
    }

    /** Powers of ten with their halves and fifths, then powers, then every so many-th power. */
    private static List<List<Tick>> logarithmic(Axis axis) {
        int low = (int) Math.floor(Math.log10(axis.from()) + 1e-9);
        int high = (int) Math.ceil(Math.log10(axis.to()) - 1e-9);
        List<List<Tick>> choices = new ArrayList<>();
        if (high - low <= 3) {
            choices.add(powers(axis, low, high, 1, 1, 2, 5));
        }
        for (int every = 1; every <= Math.max(1, high - low); every++) {
            choices.add(powers(axis, low, high, every, 1));
        }
        choices.removeIf(List::isEmpty);
        return choices.isEmpty() ? List.of(List.of()) : choices;
    }

    private static List<Tick> powers(Axis axis, int low, int high, int every, double... factors) {
        List<Tick> ticks = new ArrayList<>();
        for (int power = low; power <= high; power += every) {
            for (double factor : factors) {
                BigDecimal at = BigDecimal.valueOf(factor).scaleByPowerOfTen(power);
                double share = share(axis, at.doubleValue());
                if (share > -1e-9 && share < 1 + 1e-9) {
                    ticks.add(new Tick(at.doubleValue(), text(at, isPlain(at))));
                }
            }
        }
        return ticks;
    }

    /** Whether a number is short without an exponent. */
    private static boolean isPlain(BigDecimal number) {
        int power = power(number.stripTrailingZeros());
        return number.signum() == 0 || (power <= MOST_PLAIN_POWER && power >= LEAST_PLAIN_POWER);
    }

    private static int power(BigDecimal stripped) {
        return stripped.precision() - stripped.scale() - 1;
    }

    /** A number without an exponent, with thousands apart; or with one. */
    private static String text(BigDecimal number, boolean isPlain) {
        if (number.signum() == 0) {
            return "0";
        }
        if (!isPlain) {
            BigDecimal stripped = number.stripTrailingZeros();
            int power = power(stripped);
            BigDecimal mantissa = stripped.scaleByPowerOfTen(-power);
            return mantissa.toPlainString().replace('-', '\u2212') + "e" + power;
        }
        int decimals = Math.max(0, number.scale());
        return String.format(Locale.ROOT, "%,." + decimals + "f", number)
                .replace(',', ' ')
                .replace('-', '\u2212');
    }
}
