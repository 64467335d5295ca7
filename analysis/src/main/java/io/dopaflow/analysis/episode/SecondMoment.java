package io.dopaflow.analysis.episode;

/** A weighted sum of v v' over vectors v, of which the upper half is kept. For one thread. */
final class SecondMoment {
    private final double[][] sum;

    SecondMoment(int dimension) {
        sum = new double[dimension][dimension];
    }

    /** Adds v v' with a weight. */
    void add(double weight, double[] v) {
        for (int i = 0; i < v.length; i++) {
            double factor = weight * v[i];
            double[] row = sum[i];
            for (int j = i; j < v.length; j++) {
                row[j] += factor * v[j];
            }
        }
    }

    /** The sum less the mean's own part, weight times m m', over a divisor: a new matrix. */
    double[][] about(double[] mean, double weight, double divisor) {
        double[][] covariance = new double[sum.length][sum.length];
        for (int i = 0; i < sum.length; i++) {
            for (int j = i; j < sum.length; j++) {
                covariance[i][j] = (sum[i][j] - weight * mean[i] * mean[j]) / divisor;
                covariance[j][i] = covariance[i][j];
            }
        }
        return covariance;
    }
}
