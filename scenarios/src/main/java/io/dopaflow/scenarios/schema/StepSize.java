package io.dopaflow.scenarios.schema;

/** How far a learning opportunity moves the weights, said in either of two ways. */
public sealed interface StepSize {

    /**
     * The learning rate alpha; infinite or NaN where none gives the flow time.
     *
     * @param drift gradient-flow time of a learning opportunity at a learning rate of 1
     */
    double learningRate(double drift);

    /**
     * By the gradient-flow time T of a learning opportunity: alpha = T / (n kappa(A)) for the standard
     * rule.
     *
     * @param time T, positive
     */
    record FlowTime(double time) implements StepSize {
        @Override
        public double learningRate(double drift) {
            return time / drift;
        }
    }

    /**
     * By alpha itself.
     *
     * @param alpha not negative
     */
    record LearningRate(double alpha) implements StepSize {
        @Override
        public double learningRate(double drift) {
            return alpha;
        }
    }
}
