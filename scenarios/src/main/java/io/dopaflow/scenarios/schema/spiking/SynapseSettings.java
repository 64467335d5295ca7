package io.dopaflow.scenarios.schema.spiking;

import java.util.Optional;

/**
 * What the synapses of a projection are beside their weights and delays.
 *
 * @param rule of plasticity, if they learn
 * @param scaling if weights are scaled to keep a rate
 * @param rewiring if small ones are replaced
 * @param shortTerm if spikes use resources
 */
public record SynapseSettings(
        Optional<RuleSettings> rule,
        Optional<SheetValues> scaling,
        Optional<SheetValues> rewiring,
        Optional<SheetValues> shortTerm) {
    /** Nothing changes. */
    public static final SynapseSettings STATIC =
            new SynapseSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether nothing ever changes. */
    public boolean isStatic() {
        return equals(STATIC);
    }
}
