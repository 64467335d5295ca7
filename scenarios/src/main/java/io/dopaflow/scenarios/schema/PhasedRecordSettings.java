package io.dopaflow.scenarios.schema;

import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.schema.RecordSettings.Extent;
import io.dopaflow.scenarios.schema.RecordSettings.Thinning;
import java.util.List;

/**
 * What is kept of a run of phased learning.
 *
 * @param spikes of which learning opportunities
 * @param losses of which learning opportunities
 * @param weights after which learning opportunities
 * @param updates of which learning opportunities
 */
public record PhasedRecordSettings(Thinning spikes, Thinning losses, Thinning weights, Thinning updates) {

    static final PhasedRecordSettings DEFAULT =
            new PhasedRecordSettings(Extent.AUTO, Extent.AUTO, Extent.AUTO, Extent.NONE);

    private static final Key<PhasedRecordSettings, Thinning> SPIKES = Key.defaulted(
            "spikes",
            RecordSettings.THINNING,
            DEFAULT.spikes(),
            PhasedRecordSettings::spikes,
            "What every neuron sent in every phase.");

    private static final Key<PhasedRecordSettings, Thinning> LOSSES = Key.defaulted(
            "losses",
            RecordSettings.THINNING,
            DEFAULT.losses(),
            PhasedRecordSettings::losses,
            "Losses of forward phases, and broadcasts.");

    private static final Key<PhasedRecordSettings, Thinning> WEIGHTS = Key.defaulted(
            "weights",
            RecordSettings.THINNING,
            DEFAULT.weights(),
            PhasedRecordSettings::weights,
            "What all synapses store; at the start, after each epoch and at the end of the run it is always recorded.");

    private static final Key<PhasedRecordSettings, Thinning> UPDATES = Key.defaulted(
            "updates",
            RecordSettings.THINNING,
            DEFAULT.updates(),
            PhasedRecordSettings::updates,
            "What every synapse wants to change by, before the rate and the mean over a batch; the largest of the tables.");

    static final MappingType<PhasedRecordSettings> TYPE = MappingType.of(
            List.of(SPIKES, LOSSES, WEIGHTS, UPDATES),
            values -> new PhasedRecordSettings(
                    values.get(SPIKES), values.get(LOSSES), values.get(WEIGHTS), values.get(UPDATES)));
}
