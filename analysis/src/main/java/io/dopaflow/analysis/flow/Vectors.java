package io.dopaflow.analysis.flow;

import org.hipparchus.util.MathArrays;

/** Euclidean geometry of parameter vectors. */
public final class Vectors {
    private Vectors() {}

    /** The length of a vector. */
    public static double norm(double[] vector) {
        return Math.sqrt(dot(vector, vector));
    }

    /** The scalar product of two vectors of the same size. */
    public static double dot(double[] a, double[] b) {
        double sum = 0.0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The Euclidean distance of two points of the same dimension. */
    public static double distance(double[] a, double[] b) {
        return MathArrays.distance(a, b);
    }

    /** The largest difference of two components. */
    public static double largestDifference(double[] a, double[] b) {
        return MathArrays.distanceInf(a, b);
    }
}
