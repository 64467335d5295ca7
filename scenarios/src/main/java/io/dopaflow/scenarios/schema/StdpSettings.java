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

    /** Equal settings for equal windows: without time constants that are the membrane's, which is in picoseconds. */
    StdpSettings beside(long membranePs) {
        return new StdpSettings(
                amplitudePlus,
                amplitudeMinus,
                tauPlusPs.filter(tau -> tau != membranePs),
                tauMinusPs.filter(tau -> tau != membranePs));
    }

    /** The window beside that of the membrane. {@link StdpWindow.Branch} says which time constants it accepts. */
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
