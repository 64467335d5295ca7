package io.dopaflow.models.task;

/** The loss L of a readout y against a target t. */
public enum Loss {
    /** (1/2) sum (y_i - t_i)^2. With identity readout its gradient is unbounded. */
    SQUARED_ERROR {
        @Override
        public double value(double[] outputs, double[] target) {
            return 0.5 * squaredDistance(outputs, target);
        }

        @Override
        public void gradient(double[] outputs, double[] target, double[] into) {
            for (int i = 0; i < outputs.length; i++) {
                into[i] = outputs[i] - target[i];
            }
        }
    },
    /** -sum t_i log p_i with p the softmax of y; targets sum to 1. Its gradient with respect to y is bounded. */
    CROSS_ENTROPY {
        @Override
        public double value(double[] outputs, double[] target) {
            double largest = largest(outputs);
            double sum = 0.0;
            double likely = 0.0;
            for (int i = 0; i < outputs.length; i++) {
                sum += StrictMath.exp(outputs[i] - largest);
                likely += target[i] * (outputs[i] - largest);
            }
            return StrictMath.log(sum) - likely;
        }

        @Override
        public void gradient(double[] outputs, double[] target, double[] into) {
            double largest = largest(outputs);
            double sum = 0.0;
            for (int i = 0; i < outputs.length; i++) {
                into[i] = StrictMath.exp(outputs[i] - largest);
                sum += into[i];
            }
            for (int i = 0; i < outputs.length; i++) {
                into[i] = into[i] / sum - target[i];
            }
        }
    },
    /** sqrt(1 + sum (y_i - t_i)^2) - 1: quadratic near the target, with a gradient shorter than 1 everywhere. */
    PSEUDO_HUBER {
        @Override
        public double value(double[] outputs, double[] target) {
            double squared = squaredDistance(outputs, target);
            return squared / (1.0 + Math.sqrt(1.0 + squared));
        }

        @Override
        public void gradient(double[] outputs, double[] target, double[] into) {
            double root = Math.sqrt(1.0 + squaredDistance(outputs, target));
            for (int i = 0; i < outputs.length; i++) {
                into[i] = (outputs[i] - target[i]) / root;
            }
        }
    };

    /** The loss; not negative for targets as described. */
    public abstract double value(double[] outputs, double[] target);

    /** The derivatives by each output, written to {@code into}. */
    public abstract void gradient(double[] outputs, double[] target, double[] into);

    private static double squaredDistance(double[] outputs, double[] target) {
        double sum = 0.0;
        for (int i = 0; i < outputs.length; i++) {
            double difference = outputs[i] - target[i];
            sum += difference * difference;
        }
        return sum;
    }

    private static double largest(double[] values) {
        return values[Sample.indexOfLargest(values)];
    }
}
