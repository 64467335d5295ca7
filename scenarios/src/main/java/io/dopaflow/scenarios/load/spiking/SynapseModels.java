package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.episode.ScoreRule;
import io.dopaflow.models.spiking.plasticity.LearningRule;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.Rewiring;
import io.dopaflow.models.spiking.plasticity.Scaling;
import io.dopaflow.models.spiking.plasticity.ShortTerm;
import io.dopaflow.scenarios.schema.spiking.ProjectionSettings;
import io.dopaflow.scenarios.schema.spiking.RuleSettings;
import io.dopaflow.scenarios.schema.spiking.ScoreSettings;
import io.dopaflow.scenarios.schema.spiking.SynapseSettings;
import java.util.List;
import java.util.Optional;

/**
 * Makes what synapses are beside their weights and delays.
 *
 * @param groups all groups
 * @param modulators their names, in the order of the network
 * @param perOpportunity episodes of a learning opportunity
 */
record SynapseModels(Groups groups, List<String> modulators, int perOpportunity) {

    /** Those from one group of an entry. */
    SynapseModel of(ProjectionSettings entry, Optional<SynapseLists.Listed> listed, String source) {
        SynapseSettings synapse = entry.synapse();
        if (synapse.isStatic()) {
            return SynapseModel.STATIC;
        }
        if (synapse.score().isPresent()) {
            return SynapseModel.of(score(synapse.score().get()));
        }
        boolean inhibits = synapse.rule().isPresent()
                && StartingWeights.of(entry, listed, (found, allowed) -> {})
                        .inhibit()
                        .orElseGet(() -> inhibits(synapse.rule().get().rule(), source));
        return new SynapseModel(
                synapse.rule().map(rule -> plasticity(rule, synapse)),
                synapse.shortTerm().map(sheet -> ShortTerm.of(sheet::get)),
                entry.axonalPs(),
                inhibits);
    }

    private ScoreRule score(ScoreSettings settings) {
        return new ScoreRule(
                modulators.indexOf(settings.modulator()),
                settings.flowTime() / perOpportunity,
                settings.tauE().orElse(Double.POSITIVE_INFINITY),
                settings.eligibility());
    }

    /** Whether synapses inhibit that start from 0. */
    private boolean inhibits(LearningRule rule, String source) {
        return rule.kind() == LearningRule.Kind.INHIBITORY
                || groups.sign(source).filter(Sign.INHIBITORY::equals).isPresent();
    }

    private Plasticity plasticity(RuleSettings settings, SynapseSettings synapse) {
        Optional<Scaling> scaling = synapse.scaling().map(sheet -> Scaling.of(sheet::get));
        Plasticity plasticity = settings.rule()
                .plasticity(
                        settings.pairing().orElse(Pairing.ALL_TO_ALL),
                        settings.values().numbers(),
                        scaling,
                        settings.modulator().map(modulators::indexOf).orElse(0));
        return synapse.rewiring()
                .map(sheet -> plasticity.with(Rewiring.of(sheet::get)))
                .orElse(plasticity);
    }
}
