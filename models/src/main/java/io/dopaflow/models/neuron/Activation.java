package io.dopaflow.models.neuron;

/**
 * The activation phi: from the potential at readout, v, to the amplitude of the readout spike. Evaluated with
 * {@link StrictMath}, so the bits are the same everywhere.
 */
public enum Activation {
    /** 1 / (1 + exp(-v)), in (0, 1). */
    SIGMOID {
        @Override
        public double value(double v) {
            return 1.0 / (1.0 + StrictMath.exp(-v));
        }

        @Override
        public double derivative(double v) {
            double y = value(v);
            return y * (1.0 - y);
        }
    },
    /** log(1 + exp(v)), positive. */
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
    };

    /** phi(v); NaN for NaN. */
    public abstract double value(double v);

    /** d phi / dv at v. */
    public abstract double derivative(double v);
}
