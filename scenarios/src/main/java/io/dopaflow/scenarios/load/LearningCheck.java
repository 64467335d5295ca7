package io.dopaflow.scenarios.load;

import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.LearningSettings;
import io.dopaflow.scenarios.schema.NetworkSettings;
import io.dopaflow.scenarios.schema.TimingSettings;
import java.util.Optional;

/** What learning asks of the network and of the timing. */
record LearningCheck(LearningSettings learning, Report report) {

    /** A synapse that was silent has no depression to compare the next one with. */
    void against(NetworkSettings network) {
        boolean someAreSilent = network instanceof NetworkSettings.Layers layers
                ? layers.hidden().stream().anyMatch(layer -> layer.coding() == SpikeCoding.ALL_OR_NONE)
                : ((NetworkSettings.Graph) network)
                        .neurons().stream().anyMatch(neuron -> neuron.spikes() == SpikeCoding.ALL_OR_NONE);
        if (learning.pairing() == Pairing.SUCCESSIVE && someAreSilent) {
            report.wrong(
                    "learning.pairing",
                    "successive with all-or-none spikes",
                    "surrounding, or graded spikes in the whole network");
        }
    }

    /** Beyond so many time constants of a branch its exponentials overflow. */
    void against(TimingSettings timing) {
        double halfPs = Math.rint(learning.halfWindow() * timing.timeConstantPs());
        checkTau("tau_plus", learning.stdp().tauPlusPs(), halfPs);
        checkTau("tau_minus", learning.stdp().tauMinusPs(), halfPs);
    }

    private void checkTau(String name, Optional<Long> tauPs, double halfPs) {
        long shortest = (long) Math.ceil(halfPs / StdpWindow.Branch.LONGEST_HALF);
        if (tauPs.isPresent() && tauPs.get() < shortest) {
            report.wrong(
                    "learning.stdp." + name,
                    Durations.text(tauPs.get()),
                    "at least " + Durations.text(shortest) + ", 1/700 of half the window");
        }
    }
}
