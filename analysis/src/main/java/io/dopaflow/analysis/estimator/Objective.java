package io.dopaflow.analysis.estimator;

/** A function of the parameters whose gradient is to be estimated. For one thread. */
public interface Objective {

    /** The loss at theta. */
    double loss(double[] theta);

    /**
     * The exact gradient at theta.
     *
     * @param into receives it
     */
    void gradient(double[] theta, double[] into);
}
