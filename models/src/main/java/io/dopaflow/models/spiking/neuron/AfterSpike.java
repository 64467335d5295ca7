package io.dopaflow.models.spiking.neuron;

/** What a spike does to V of a leaky neuron. */
sealed interface AfterSpike {
    /**
     * V after a spike, in mV; it stays there while V is held.
     *
     * @param v before it, in mV
     */
    double potential(double v);

    /** How long V is held, in ps. */
    long refractoryPs();

    /** Whether V owes nothing to what has arrived before the spike. */
    boolean forgets();

    /**
     * V is set to a value and held there.
     *
     * @param vReset in mV
     */
    record ResetAndHold(double vReset, long refractoryPs) implements AfterSpike {
        @Override
        public double potential(double v) {
            return vReset;
        }

        @Override
        public boolean forgets() {
            return true;
        }
    }

    /**
     * V falls by an amount and goes on: nothing that the neuron has received is forgotten.
     *
     * @param eta in mV
     */
    record Subtract(double eta) implements AfterSpike {
        @Override
        public double potential(double v) {
            return v - eta;
        }

        @Override
        public long refractoryPs() {
            return 0;
        }

        @Override
        public boolean forgets() {
            return false;
        }
    }
}
