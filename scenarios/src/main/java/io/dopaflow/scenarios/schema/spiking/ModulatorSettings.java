package io.dopaflow.scenarios.schema.spiking;

import java.util.List;
import java.util.Optional;

/**
 * A substance that synapses listen to.
 *
 * @param tauN time constant of its concentration in ms
 * @param from groups of cells whose spikes release it; none if they do not
 * @param delayPs from a spike to the arrival, in ps; where there are such groups
 * @param amount for each spike
 * @param script given releases, if there are any
 */
public record ModulatorSettings(
        double tauN, List<String> from, Optional<Long> delayPs, double amount, Optional<Script> script) {
    /** Copies. */
    public ModulatorSettings {
        from = List.copyOf(from);
    }

    /**
     * Given releases.
     *
     * @param timesPs of arrival, in ps
     * @param amounts one for each time, or one for all
     */
    public record Script(List<Long> timesPs, List<Double> amounts) {
        /** Copies. */
        public Script {
            timesPs = List.copyOf(timesPs);
            amounts = List.copyOf(amounts);
        }
    }
}
