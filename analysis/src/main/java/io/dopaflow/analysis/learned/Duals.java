package io.dopaflow.analysis.learned;

import io.dopaflow.models.neuron.Activation;

/**
 * Numbers with their derivatives by a few parameters (dual numbers, forward mode), all of a computation in one array, each
 * known by its place. With 0 parameters they are plain numbers, of the same bits.
 */
final class Duals {
    private final int width;
    private final double[] parts;

    /**
     * Numbers that are 0.
     *
     * @param places of them
     * @param parameters by which there are derivatives, from 0
     */
    Duals(Places places, int parameters) {
        this.width = 1 + parameters;
        this.parts = new double[places.used * width];
    }

    /** Gives places to numbers, before there are any. */
    static final class Places {
        private int used;

        int next() {
            return next(1);
        }

        int next(int count) {
            used += count;
            return used - count;
        }
    }

    double value(int number) {
        return parts[number * width];
    }

    double derivative(int number, int parameter) {
        return parts[number * width + 1 + parameter];
    }

    /** A number that depends on no parameter. */
    void set(int number, double value) {
        int at = number * width;
        parts[at] = value;
        for (int i = 1; i < width; i++) {
            parts[at + i] = 0;
        }
    }

    /** A number that is a parameter itself, if there are any. */
    void setParameter(int number, double value, int parameter) {
        set(number, value);
        if (width > 1) {
            parts[number * width + 1 + parameter] = 1;
        }
    }

    void copy(int to, int from) {
        int into = to * width;
        int source = from * width;
        for (int i = 0; i < width; i++) {
            parts[into + i] = parts[source + i];
        }
    }

    /** Adds a multiple. */
    void addScaled(int to, int a, double factor) {
        int into = to * width;
        int from = a * width;
        for (int i = 0; i < width; i++) {
            parts[into + i] += factor * parts[from + i];
        }
    }

    /** A number becomes the product of itself and another one. */
    void multiply(int to, int by) {
        int into = to * width;
        int from = by * width;
        double a = parts[into];
        double b = parts[from];
        for (int i = 1; i < width; i++) {
            parts[into + i] = parts[into + i] * b + a * parts[from + i];
        }
        parts[into] = a * b;
    }

    /** A number becomes a multiple of itself. */
    void scale(int to, double factor) {
        int into = to * width;
        for (int i = 0; i < width; i++) {
            parts[into + i] *= factor;
        }
    }

    /** Adds the product of two numbers. */
    void addProduct(int to, int a, int b) {
        int into = to * width;
        int first = a * width;
        int second = b * width;
        double x = parts[first];
        double y = parts[second];
        parts[into] += x * y;
        for (int i = 1; i < width; i++) {
            parts[into + i] += parts[first + i] * y + x * parts[second + i];
        }
    }

    /** The hyperbolic tangent of a number, and its slope there. */
    void tanh(int to, int slope, int of) {
        int into = to * width;
        int slopes = slope * width;
        int from = of * width;
        double value = Activation.TANH.value(parts[from]);
        double derivative = 1 - value * value;
        parts[into] = value;
        parts[slopes] = derivative;
        for (int i = 1; i < width; i++) {
            double change = derivative * parts[from + i];
            parts[into + i] = change;
            parts[slopes + i] = -2 * value * change;
        }
    }
}
