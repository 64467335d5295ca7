package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.time.VirtualTime;

/**
 * The solution of a neuron's equations from an event on, one adaptive step after another. The steps depend on the state after
 * the event alone, never on the times that are asked for; the last one is kept as a polynomial.
 */
final class Course {
    /** In ps. Below, the equations are taken to run away. */
    private static final double SMALLEST = 1e-6;

    /** In ms. */
    private static final double LARGEST = 10;

    private static final double SAFETY = 0.9;
    private static final double LEAST_FACTOR = 0.2;
    private static final double GREATEST_FACTOR = 5;

    private final NeuronEquations equations;
    private final DormandPrince free;
    private final DormandPrince held;
    private final double[][] polynomials;
    private final double[] start;
    private final double[] end;

    private DormandPrince method;
    private boolean fresh;
    private double proposed;

    // The last step starts at this whole picosecond and fraction of one, and has this length in ps.
    private long whole;
    private double fraction;
    private double length;

    Course(NeuronEquations equations) {
        this.equations = equations;
        this.free = new DormandPrince(equations, false);
        this.held = new DormandPrince(equations, true);
        this.method = free;
        int size = equations.variables().size();
        this.polynomials = new double[size][DormandPrince.DEGREE + 1];
        this.start = new double[size];
        this.end = new double[size];
    }

    /** Sets the current that is injected from the next start on. */
    void inject(double current) {
        free.inject(current);
        held.inject(current);
    }

    /**
     * Starts anew, with a step of no length.
     *
     * @param isHeld whether V is held
     */
    void begin(long at, double[] state, boolean isHeld) {
        method = isHeld ? held : free;
        fresh = true;
        whole = at;
        fraction = 0;
        length = 0;
        for (int i = 0; i < end.length; i++) {
            end[i] = state[i];
            for (int k = 1; k < polynomials[i].length; k++) {
                polynomials[i][k] = 0;
            }
            polynomials[i][0] = state[i];
        }
    }

    /**
     * Makes the next step.
     *
     * @throws RunawayException if no step is good
     */
    void step() {
        double passed = fraction + length;
        long more = (long) passed;
        whole += more;
        fraction = passed - more;
        System.arraycopy(end, 0, start, 0, end.length);
        if (fresh) {
            proposed = method.start(start);
            fresh = false;
        } else {
            method.proceed();
        }
        double h = proposed <= LARGEST ? proposed : LARGEST;
        double greatest = GREATEST_FACTOR;
        while (true) {
            if (!(h * VirtualTime.PICOSECONDS_PER_MILLISECOND >= SMALLEST)) {
                throw new RunawayException(whole, equations.variables(), start);
            }
            double error = method.attempt(start, h, end);
            double factor = SAFETY / DormandPrince.eighthRoot(error);
            if (error <= 1) {
                method.interpolate(start, h, end, polynomials);
                length = h * VirtualTime.PICOSECONDS_PER_MILLISECOND;
                proposed = h * Math.max(LEAST_FACTOR, Math.min(greatest, factor));
                return;
            }
            greatest = 1;
            h *= factor > LEAST_FACTOR ? factor : LEAST_FACTOR;
        }
    }

    /** The first whole picosecond of the step. */
    long first() {
        return fraction > 0 ? whole + 1 : whole;
    }

    /** The last whole picosecond of the step; before {@link #first} if there is none. */
    long last() {
        return whole + (long) (fraction + length);
    }

    /** A variable at a time in the step, or at its end if that is earlier. */
    double value(int variable, long at) {
        return Polynomial.value(polynomials[variable], share(at));
    }

    /** A variable at the end of the step, which need not be a whole picosecond. */
    double end(int variable) {
        return end[variable];
    }

    /** The share of the step that has passed at a time. */
    double share(long at) {
        return length == 0 ? 0 : Math.min(1, (at - whole - fraction) / length);
    }

    /** V as a polynomial of {@link #share}. */
    double[] potential() {
        return polynomials[0];
    }

    /** The length of the step in ms. */
    double milliseconds() {
        return length / VirtualTime.PICOSECONDS_PER_MILLISECOND;
    }
}
