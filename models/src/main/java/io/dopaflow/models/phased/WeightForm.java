package io.dopaflow.models.phased;

import io.dopaflow.models.numerics.Exponential;

/** What a synapse of the network stores, and how an update u of its weight changes it. */
public enum WeightForm {
    /** The weight itself, of either sign. */
    SIGNED {
        @Override
        public double weight(double parameter, double sign) {
            return parameter;
        }

        @Override
        public double changed(double parameter, double weight, double sign, double step) {
            return parameter + step;
        }
    },
    /**
     * The log-weight theta of a synapse that keeps its neuron's sign s (Dale's principle): theta changes by s w u, which is
     * the gradient in theta where u is that in the weight.
     */
    LOG {
        @Override
        public double weight(double parameter, double sign) {
            return sign * Exponential.exp(parameter);
        }

        @Override
        public double changed(double parameter, double weight, double sign, double step) {
            return parameter + weight * step;
        }
    },
    /** The log-weight, changed by s u: mirror descent, the exponentiated gradient. */
    LOG_MIRROR {
        @Override
        public double weight(double parameter, double sign) {
            return LOG.weight(parameter, sign);
        }

        @Override
        public double changed(double parameter, double weight, double sign, double step) {
            return parameter + sign * step;
        }
    },
    /** The log-weight, changed by u itself, whatever the sign: for rules whose u is a change of the log-weight. */
    LOG_DIRECT {
        @Override
        public double weight(double parameter, double sign) {
            return LOG.weight(parameter, sign);
        }

        @Override
        public double changed(double parameter, double weight, double sign, double step) {
            return parameter + step;
        }
    };

    /**
     * The weight with which the synapse works, signed.
     *
     * @param parameter what it stores
     * @param sign of the presynaptic neuron, 1 or -1
     */
    public abstract double weight(double parameter, double sign);

    /**
     * What it stores after an update.
     *
     * @param parameter what it stores before
     * @param weight with which it worked
     * @param sign of the presynaptic neuron, 1 or -1
     * @param step the change that the rule wants for the weight, or for what is stored where the form says so
     */
    public abstract double changed(double parameter, double weight, double sign, double step);
}
