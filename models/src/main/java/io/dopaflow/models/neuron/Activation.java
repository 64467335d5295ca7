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
    };

    /** phi(v); NaN for NaN. */
    public abstract double value(double v);

    /** d phi / dv at v. */
    public abstract double derivative(double v);
}
