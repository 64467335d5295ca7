package io.dopaflow.scenarios.schema;

import io.dopaflow.models.plasticity.DriftConstant;

/** How far a learning opportunity moves the weights, said in either of two ways. */
public sealed interface StepSize {

    /**
     * The learning rate alpha.
     *
     * @param updates n, the updates of a learning opportunity
     * @param halfWindow A, in time constants
     * @return alpha; infinite or NaN where no learning rate gives the flow time
     */
    double learningRate(int updates, double halfWindow);

    /**
     * By the gradient-flow time T of a learning opportunity: alpha = T / (n kappa(A)).
     *
     * @param time T, positive
     */
    record FlowTime(double time) implements StepSize {
        @Override
        public double learningRate(int updates, double halfWindow) {
            return time / (updates * DriftConstant.kappa(halfWindow));
        }
    }

    /**
     * By alpha itself.
     *
     * @param alpha not negative
     */
    record LearningRate(double alpha) implements StepSize {
        @Override
        public double learningRate(int updates, double halfWindow) {
            return alpha;
        }
    }
}
