package io.dopaflow.analysis.flow;

import io.dopaflow.models.task.Sample;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.ODEStateAndDerivative;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.hipparchus.ode.sampling.ODEStateInterpolator;
import org.hipparchus.ode.sampling.ODEStepHandler;

/**
 * The gradient flow of one learning opportunity,
 *
 * <pre>dZ/dt = -T grad L(Z),   t in [0, 1],</pre>
 *
 * the limit of Christensen and Kallsen (2023), Theorem 1, with T = n alpha kappa(A) for finite n. Integrated by Dormand
 * and Prince's 8(5,3) method to a local error of 1e-12, absolute and relative: far below any noise that it is compared
 * with. For one thread.
 */
public final class GradientFlow {
    private static final double TOLERANCE = 1e-12;
    private static final double SMALLEST_STEP = 1e-15;
    private static final int SHORTER = 16;
    private static final double SHORTEST_LIMIT = 1e-13;
    /** A flow that is resolved by steps takes some tens or hundreds; where it is stiff, it would take forever. */
    private static final int MOST_GRADIENTS = 200_000;

    private final VectorField gradient;
    private final double time;

    /**
     * A flow.
     *
     * @param gradient of a sample's loss
     * @param time T, finite, not negative
     */
    public GradientFlow(VectorField gradient, double time) {
        if (!(time >= 0 && time < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("gradient-flow time is " + time + "; allowed: finite, not negative");
        }
        this.gradient = gradient;
        this.time = time;
    }

    /** Where the flow of the sample's loss that starts at theta is at t = 1. */
    public double[] end(double[] theta, Sample sample) {
        return at(theta, sample, new double[] {1.0})[0];
    }

    /**
     * Where the flow is at the given times.
     *
     * @param theta Z at t = 0, left as it is
     * @param sample the pair (X, Y)
     * @param times ascending, in [0, 1]
     * @throws ArithmeticException if the gradient is not finite somewhere on the way, or the flow is too stiff: it returns
     *     to a valley of the loss much faster than T
     */
    public double[][] at(double[] theta, Sample sample, double[] times) {
        double[][] values = new double[times.length][];
        int first = 0;
        while (first < times.length && times[first] == 0.0) {
            values[first++] = theta.clone();
        }
        if (first < times.length) {
            integrate(theta, sample, new Sampler(times, first, values));
        }
        return values;
    }

    /**
     * A learning opportunity is usually one step; where it is not, the error estimate shortens the step. Where a trial step
     * is so long that its stages leave the finite numbers there is no error to estimate: then all steps are kept shorter.
     */
    private void integrate(double[] theta, Sample sample, Sampler sampler) {
        double end = sampler.times[sampler.times.length - 1];
        double longest = 1.0;
        while (!isIntegrated(theta, sample, sampler, end, longest)) {
            longest /= SHORTER;
        }
    }

    private boolean isIntegrated(double[] theta, Sample sample, Sampler sampler, double end, double longest) {
        DormandPrince853Integrator integrator =
                new DormandPrince853Integrator(SMALLEST_STEP, longest, TOLERANCE, TOLERANCE);
        sampler.begin();
        integrator.addStepHandler(sampler);
        integrator.setInitialStepSize(Math.min(end, longest));
        integrator.setMaxEvaluations(MOST_GRADIENTS);
        try {
            integrator.integrate(new Descent(gradient, time, sample), new ODEState(0.0, theta), end);
            return true;
        } catch (NotFiniteException e) {
            if (e.t == 0.0 || longest < SHORTEST_LIMIT) {
                throw e;
            }
            return false;
        } catch (MathIllegalStateException | MathIllegalArgumentException e) {
            throw new ArithmeticException("the gradient flow is too stiff to be computed: the flow time T = " + time
                    + " is too long for the curvature of the loss here");
        }
    }

    /** The gradient is not finite at a point that the integrator tried. */
    private static final class NotFiniteException extends ArithmeticException {
        private static final long serialVersionUID = 1L;

        private final double t;

        NotFiniteException(int synapse, double t) {
            super("the gradient of synapse " + synapse + " is not finite at t = " + t
                    + " of the gradient flow: the loss has no bounded gradient here");
            this.t = t;
        }
    }

    /** The right-hand side. */
    private record Descent(VectorField gradient, double time, Sample sample) implements OrdinaryDifferentialEquation {
        @Override
        public int getDimension() {
            return gradient.dimension();
        }

        @Override
        public double[] computeDerivatives(double t, double[] z) {
            double[] slope = new double[z.length];
            gradient.at(z, sample, slope);
            for (int i = 0; i < slope.length; i++) {
                slope[i] *= -time;
                if (!Double.isFinite(slope[i])) {
                    throw new NotFiniteException(i, t);
                }
            }
            return slope;
        }
    }

    /** Reads the wanted times off the integrator's own interpolation. */
    private static final class Sampler implements ODEStepHandler {
        private final double[] times;
        private final double[][] values;
        private final int first;
        private int next;

        Sampler(double[] times, int first, double[][] values) {
            this.times = times;
            this.first = first;
            this.values = values;
        }

        /** From the first time on, whatever an attempt before has read off. */
        void begin() {
            next = first;
        }

        @Override
        public void handleStep(ODEStateInterpolator step) {
            double reached = step.getCurrentState().getTime();
            while (next < times.length && times[next] < reached) {
                values[next] = step.getInterpolatedState(times[next]).getPrimaryState();
                next++;
            }
            while (next < times.length && times[next] == reached) {
                values[next++] = step.getCurrentState().getPrimaryState();
            }
        }

        @Override
        public void finish(ODEStateAndDerivative last) {
            while (next < times.length) {
                values[next++] = last.getPrimaryState();
            }
        }
    }
}
