package io.dopaflow.analysis.converge;

/**
 * The largest distance over [0, 1] of weights that are constant within a cycle from the gradient flow: in each cycle at
 * both ends, before and after the jump, between which the distance to a nearly straight piece of the flow has no maximum.
 * Takes the weights after every cycle, one after the other, and costs about d multiplications for each. For one thread.
 */
final class SupDistance {
    private final FlowTable flow;
    private final double[] previous;
    private double previousDistance;
    private double sup;

    /**
     * Begins.
     *
     * @param start theta at t = 0, where the flow starts too
     */
    SupDistance(FlowTable flow, double[] start) {
        this.flow = flow;
        this.previous = start.clone();
    }

    /**
     * Goes on.
     *
     * @param after cycles done, from 1 to n
     * @param theta the weights after them; copied
     */
    void add(int after, double[] theta) {
        // The flow has moved away from the old weights by a step at most: mostly that says enough.
        if (previousDistance + flow.largestStep() > sup) {
            sup = Math.max(sup, Math.sqrt(flow.squaredDistance(after, previous)));
        }
        previousDistance = Math.sqrt(flow.squaredDistance(after, theta));
        sup = Math.max(sup, previousDistance);
        System.arraycopy(theta, 0, previous, 0, previous.length);
    }

    /** The largest distance so far. */
    double sup() {
        return sup;
    }

    /** The distance after the last cycle. */
    double last() {
        return previousDistance;
    }

    /** The weights after the last cycle; a view. */
    double[] theta() {
        return previous;
    }
}
