package io.dopaflow.scenarios.schema.spiking;

import java.util.Optional;

/**
 * What the synapses of a projection are beside their weights and delays.
 *
 * @param rule of plasticity, if they learn
 * @param scaling if weights are scaled to keep a rate
 * @param rewiring if small ones are replaced
 * @param shortTerm if spikes use resources
 * @param score if they learn from reward times score
 */
public record SynapseSettings(
        Optional<RuleSettings> rule,
        Optional<SheetValues> scaling,
        Optional<SheetValues> rewiring,
        Optional<SheetValues> shortTerm,
        Optional<ScoreSettings> score) {
    /** Nothing changes. */
    public static final SynapseSettings STATIC = new SynapseSettings(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether nothing ever changes. */
    public boolean isStatic() {
        return equals(STATIC);
    }

    /** Whether weights change. */
    public boolean learns() {
        return rule.isPresent() || score.isPresent();
    }

    /** What turns eligibility into weight, if anything does: the name of a modulator. */
    public Optional<String> modulator() {
        return score.map(ScoreSettings::modulator).or(() -> rule.flatMap(RuleSettings::modulator));
    }
}
