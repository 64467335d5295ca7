package io.dopaflow.analysis.estimator;

/**
 * L(theta) = c + b' theta + theta' H theta / 2, of which everything is known.
 *
 * @param constant c
 * @param slope b
 * @param hessian H, symmetric
 */
record Quadratic(double constant, double[] slope, double[][] hessian) implements Objective {

    /** A linear function. */
    static Quadratic linear(double constant, double... slope) {
        return new Quadratic(constant, slope, new double[slope.length][slope.length]);
    }

    @Override
    public double loss(double[] theta) {
        double value = constant;
        for (int i = 0; i < slope.length; i++) {
            value += slope[i] * theta[i];
            for (int j = 0; j < slope.length; j++) {
                value += 0.5 * theta[i] * hessian[i][j] * theta[j];
            }
        }
        return value;
    }

    @Override
    public void gradient(double[] theta, double[] into) {
        for (int i = 0; i < slope.length; i++) {
            into[i] = slope[i];
            for (int j = 0; j < slope.length; j++) {
                into[i] += hessian[i][j] * theta[j];
            }
        }
    }

    double trace() {
        double trace = 0;
        for (int i = 0; i < slope.length; i++) {
            trace += hessian[i][i];
        }
        return trace;
    }

    /** tr H^2, of all entries or of those off the diagonal alone. */
    double squares(boolean withDiagonal) {
        double sum = 0;
        for (int i = 0; i < slope.length; i++) {
            for (int j = 0; j < slope.length; j++) {
                sum += withDiagonal || i != j ? hessian[i][j] * hessian[i][j] : 0;
            }
        }
        return sum;
    }
}
