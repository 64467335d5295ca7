package io.dopaflow.models.spiking;

import io.dopaflow.models.numerics.Ranges;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.source.CurrentSource;
import io.dopaflow.models.spiking.source.Rate;
import java.util.function.IntFunction;

/** Input that each neuron of a population gets for itself. */
public sealed interface Drive {

    /** Its name, unique in the network. */
    String name();

    /** The population: its place among the groups of the network. */
    int to();

    /**
     * An independent Poisson train for each neuron, through a synapse of its own.
     *
     * @param id keys its streams; unique among projections and drives
     * @param rate of each train
     * @param weight in the unit of the population's model
     * @param delayPs from a spike to its arrival
     */
    record Poisson(String name, int id, int to, Rate rate, Distribution weight, long delayPs) implements Drive {}

    /**
     * A current into each neuron.
     *
     * @param current that of each neuron, by its number in the population
     */
    record Current(String name, int to, IntFunction<CurrentSource> current) implements Drive {}

    /**
     * Intrinsic excitability: a current of each neuron's own that brings its rate to a target (Desai, Rutherford and Turrigiano 1999; in the simplest form, of
     * integral control). After every interval it changes by
     *
     * <pre>
     * I += eta (target - spikes / interval)
     * </pre>
     *
     * @param target in Hz; from 0
     * @param eta in pA for each Hz; from 0
     * @param everyPs the interval in ps; above 0, a multiple of the time's unit
     * @param largest size of the current, in pA; above 0
     */
    record Excitability(String name, int to, double target, double eta, long everyPs, double largest) implements Drive {
        /** Validates the ranges. */
        public Excitability {
            Ranges.notNegative("target", target, "Hz");
            Ranges.notNegative("eta", eta, "pA/Hz");
            Ranges.positive("I_max", largest, "pA");
            if (everyPs < 1) {
                throw new IllegalArgumentException("the interval is " + everyPs + " ps; allowed: above 0");
            }
        }

        /** The current after an interval with spikes. */
        double next(double current, long spikes) {
            double changed = current + eta * (target - spikes / (everyPs * 1e-12));
            return Math.min(Math.max(changed, -largest), largest);
        }
    }
}
