package io.dopaflow.scenarios.load;

import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.cycle.Thinning;
import io.dopaflow.scenarios.schema.RecordSettings;

/** Turns what a scenario says about recording into the engines' plan. */
final class RecordingPlans {

    private RecordingPlans() {}

    static RecordingPlan of(RecordSettings record, long epoch) {
        Thinning weights = new Thinning.None();
        int within = 0;
        if (record.weights() == RecordSettings.Extent.ALL) {
            weights = new Thinning.All();
            within = 1;
        } else if (record.weights() instanceof RecordSettings.Sampled sampled) {
            weights = new Thinning.Every(sampled.opportunities());
            within = sampled.cycles().orElse(0L).intValue();
        }
        return new RecordingPlan(
                thinning(record.spikes()),
                thinning(record.arrivals()),
                thinning(record.rewards()),
                weights,
                within,
                epoch);
    }

    private static Thinning thinning(RecordSettings.Thinning thinning) {
        if (thinning instanceof RecordSettings.Every every) {
            return new Thinning.Every(every.opportunities());
        }
        return thinning == RecordSettings.Extent.ALL ? new Thinning.All() : new Thinning.None();
    }
}
