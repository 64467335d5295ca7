package io.dopaflow.scenarios.schema;

import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.StdpWindow;
import java.util.Optional;

/**
 * The window of spike-timing-dependent plasticity.
 *
 * @param amplitudePlus A_plus, of potentiation; not negative
 * @param amplitudeMinus A_minus, of depression; not negative
 * @param tauPlusPs tau_plus, in picoseconds; nothing where it is the membrane's
 * @param tauMinusPs tau_minus, in picoseconds; nothing where it is the membrane's
 */
public record StdpSettings(
        double amplitudePlus, double amplitudeMinus, Optional<Long> tauPlusPs, Optional<Long> tauMinusPs) {

    /** Amplitudes of 1 and the membrane's time constant. */
    public static final StdpSettings STANDARD = new StdpSettings(1, 1, Optional.empty(), Optional.empty());

    /**
     * The same settings, without time constants that are the membrane's.
     *
     * @param membranePs time constant of the membrane, in picoseconds
     * @return equal settings for equal windows
     */
    StdpSettings beside(long membranePs) {
        return new StdpSettings(
                amplitudePlus,
                amplitudeMinus,
                tauPlusPs.filter(tau -> tau != membranePs),
                tauMinusPs.filter(tau -> tau != membranePs));
    }

    /**
     * The window.
     *
     * @param membrane the integration window of the membrane
     * @param pairing which pairs of spikes count
     * @return the window; see {@link StdpWindow.Branch} for the time constants that it accepts
     */
    public StdpWindow window(IntegrationWindow membrane, Pairing pairing) {
        return new StdpWindow(
                membrane,
                new StdpWindow.Branch(amplitudePlus, branch(membrane, tauPlusPs)),
                new StdpWindow.Branch(amplitudeMinus, branch(membrane, tauMinusPs)),
                pairing);
    }

    private static IntegrationWindow branch(IntegrationWindow membrane, Optional<Long> tauPs) {
        return tauPs.map(tau -> new IntegrationWindow(tau, membrane.halfWindowPs()))
                .orElse(membrane);
    }
}
