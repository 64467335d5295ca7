package io.dopaflow.models.neuron;

/**
 * The activation phi: from the potential at readout, v, to the amplitude of the readout spike. Evaluated with
 * {@link StrictMath}, so the bits are the same everywhere.
 */
public enum Activation {
    /** 1 / (1 + exp(-v)), in (0, 1) but for rounding. */
    SIGMOID {
        @Override
        public double value(double v) {
            return 1.0 / (1.0 + StrictMath.exp(-v));
        }

        @Override
        public double derivative(double v) {
            // Not y (1 - y), which loses every digit of 1 - y for large v.
            double e = StrictMath.exp(-Math.abs(v));
            return e / ((1.0 + e) * (1.0 + e));
        }

        @Override
        public double curvature(double v) {
            return -derivative(v) * StrictMath.tanh(v / 2.0);
        }
    },
    /** log(1 + exp(v)), positive but for underflow. */
    SOFTPLUS {
        @Override
        public double value(double v) {
            return Math.max(v, 0.0) + StrictMath.log1p(StrictMath.exp(-Math.abs(v)));
        }

        @Override
        public double derivative(double v) {
            return SIGMOID.value(v);
        }

        @Override
        public double curvature(double v) {
            return SIGMOID.derivative(v);
        }
    },
    /** max(v, 0); the derivative at 0 is taken as 0. */
    RECTIFIED_LINEAR {
        @Override
        public double value(double v) {
            return Math.max(v, 0.0);
        }

        @Override
        public double derivative(double v) {
            return v > 0.0 ? 1.0 : 0.0;
        }

        @Override
        public double curvature(double v) {
            return 0.0;
        }
    },
    /** v itself; for readout. */
    IDENTITY {
        @Override
        public double value(double v) {
            return v;
        }

        @Override
        public double derivative(double v) {
            return 1.0;
        }

        @Override
        public double curvature(double v) {
            return 0.0;
        }
    },
    /** tanh(v), in (-1, 1) but for rounding. */
    TANH {
        @Override
        public double value(double v) {
            return StrictMath.tanh(v);
        }

        @Override
        public double derivative(double v) {
            // 4 e / (1 + e)^2 with e = exp(-2 |v|) keeps the digits that 1 - tanh^2 loses.
            double e = StrictMath.exp(-2.0 * Math.abs(v));
            return 4.0 * e / ((1.0 + e) * (1.0 + e));
        }

        @Override
        public double curvature(double v) {
            return -2.0 * value(v) * derivative(v);
        }
    },
    /** 1 where v is above 0, that is where the sigmoid is above 1/2, and 0 elsewhere; the slope told is the sigmoid's. */
    BINARY {
        @Override
        public double value(double v) {
            return v > 0.0 ? 1.0 : v <= 0.0 ? 0.0 : v;
        }

        @Override
        public double derivative(double v) {
            return SIGMOID.derivative(v);
        }

        @Override
        public double curvature(double v) {
            return SIGMOID.curvature(v);
        }

        @Override
        public boolean isStraightThrough() {
            return true;
        }
    },
    /** With t = tanh(v / 2), the sign of t where |t| is above 1/3, and 0 elsewhere; the slope told is that of t. */
    TERNARY {
        @Override
        public double value(double v) {
            double t = StrictMath.tanh(v / 2.0);
            return Math.abs(t) <= 1.0 / 3.0 ? 0.0 : Math.signum(t);
        }

        @Override
        public double derivative(double v) {
            return TANH.derivative(v / 2.0) / 2.0;
        }

        @Override
        public double curvature(double v) {
            return TANH.curvature(v / 2.0) / 4.0;
        }

        @Override
        public boolean isStraightThrough() {
            return true;
        }
    };

    /** phi(v); NaN for NaN. */
    public abstract double value(double v);

    /** d phi / dv at v; where it is straight-through, that of the smooth function behind the steps. */
    public abstract double derivative(double v);

    /** The derivative of {@link #derivative} at v; 0 where that jumps. */
    public abstract double curvature(double v);

    /**
     * Whether the value goes in steps, so that its own derivative is 0 wherever it has one, and rules are told the slope of the
     * smooth function behind the steps instead (Bengio, Leonard and Courville 2013: the straight-through estimator). What is
     * computed with such slopes is no gradient of the loss.
     */
    public boolean isStraightThrough() {
        return false;
    }
}
