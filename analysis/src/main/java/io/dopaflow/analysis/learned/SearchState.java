package io.dopaflow.analysis.learned;

/**
 * Where a search stands: the coefficients, and what Adam (Kingma and Ba 2015) remembers of the gradients so far.
 *
 * @param coefficients one for each term
 * @param means running means of the derivatives, in units of natural sizes
 * @param squares running means of their squares
 * @param steps done, from 0
 */
public record SearchState(double[] coefficients, double[] means, double[] squares, int steps) {
    private static final double MEAN_KEPT = 0.9;
    private static final double SQUARE_KEPT = 0.99;
    private static final double TINY = 1e-8;

    /** The state before the first step. */
    static SearchState startOf(TaskFamily family) {
        int size = family.terms().size();
        return new SearchState(family.start().clone(), new double[size], new double[size], 0);
    }

    /** After a step of Adam down a gradient; each coefficient moves in units of its natural size. */
    SearchState down(double[] gradient, TaskFamily family, double rate) {
        int size = gradient.length;
        double[] moved = new double[size];
        double[] newMeans = new double[size];
        double[] newSquares = new double[size];
        double meanShare = 1 - StrictMath.pow(MEAN_KEPT, steps + 1.0);
        double squareShare = 1 - StrictMath.pow(SQUARE_KEPT, steps + 1.0);
        for (int i = 0; i < size; i++) {
            newMeans[i] = MEAN_KEPT * means[i] + (1 - MEAN_KEPT) * gradient[i];
            newSquares[i] = SQUARE_KEPT * squares[i] + (1 - SQUARE_KEPT) * gradient[i] * gradient[i];
            double step = newMeans[i] / meanShare / (Math.sqrt(newSquares[i] / squareShare) + TINY);
            moved[i] = coefficients[i] - rate * family.terms().get(i).size() * step;
        }
        return new SearchState(moved, newMeans, newSquares, steps + 1);
    }

    /** With all coefficients nearer to 0. */
    SearchState shrunk(double factor) {
        double[] smaller = coefficients.clone();
        for (int i = 0; i < smaller.length; i++) {
            smaller[i] *= factor;
        }
        return new SearchState(smaller, means, squares, steps);
    }
}
