package io.dopaflow.models.spiking;

/** Checks of numbers by the ranges of their tables; NaN fails. A number without a unit has an empty one. */
final class Ranges {
    private Ranges() {}

    private static IllegalArgumentException refused(String name, double value, String unit, String allowed) {
        return new IllegalArgumentException(
                name + " is " + value + (unit.isEmpty() ? "" : " " + unit) + "; allowed: " + allowed);
    }

    static void positive(String name, double value, String unit) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw refused(name, value, unit, "above 0");
        }
    }

    static void notNegative(String name, double value, String unit) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw refused(name, value, unit, "from 0");
        }
    }

    static void finite(String name, double value, String unit) {
        if (!Double.isFinite(value)) {
            throw refused(name, value, unit, "finite");
        }
    }

    /** A potential in mV below another one. */
    static void below(String name, double value, String limitName, double limit) {
        if (!(value < limit) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    name + " is " + value + " mV; allowed: below " + limitName + ", " + limit + " mV");
        }
    }

    static void refractory(long refractoryPs) {
        if (refractoryPs < 0) {
            throw new IllegalArgumentException("t_ref is " + refractoryPs + " ps; allowed: from 0");
        }
    }

    /** The refractory period in steps of a grid, of which it is a multiple. */
    static int refractorySteps(long refractoryPs, long stepPs) {
        if (stepPs <= 0) {
            throw new IllegalArgumentException("the step is " + stepPs + " ps; allowed: above 0");
        }
        if (refractoryPs % stepPs != 0) {
            throw new IllegalArgumentException(
                    "t_ref is " + refractoryPs + " ps; allowed: multiples of the step, " + stepPs + " ps");
        }
        return Math.toIntExact(refractoryPs / stepPs);
    }
}
