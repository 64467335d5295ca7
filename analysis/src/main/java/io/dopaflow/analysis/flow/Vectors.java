package io.dopaflow.analysis.flow;

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
        double sum = 0.0;
        for (int i = 0; i < a.length; i++) {
            double difference = a[i] - b[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }

    /** The largest difference of two components. */
    public static double largestDifference(double[] a, double[] b) {
        double largest = 0.0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }
}
