package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.OpportunityCoverage;
import io.dopaflow.analysis.run.RunDirectoryException;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.SpikeQuery;
import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.scenarios.schema.load.ScenarioLoader;
import io.dopaflow.scenarios.schema.problem.InvalidScenarioException;
import java.util.List;
import java.util.Objects;

/** How much virtual time a query looks at: that of the learning opportunities whose spikes were kept, as far as they pass. */
final class RecordedTime {
    private static final double SECONDS_PER_PICOSECOND = 1e-12;

    private RecordedTime() {}

    /** The time in seconds. */
    static double seconds(RunReader reader, SpikeQuery query) {
        Experiment experiment = experiment(reader);
        long from = query.fromPs().orElse(0);
        long before = query.beforePs().orElse(Long.MAX_VALUE);
        long first = query.firstOpportunity().orElse(0);
        long last = query.lastOpportunity().orElse(Long.MAX_VALUE);
        double picoseconds = 0;
        for (OpportunityCoverage kept : reader.coverage()) {
            if (kept.opportunity() >= first && kept.opportunity() <= last) {
                long start = experiment.timing().startPs(experiment.wave(kept.opportunity(), 0));
                long end = experiment.timing().startPs(experiment.wave(kept.opportunity() + 1, 0));
                OpportunityCoverage.Share readouts = share(kept);
                double whole = Math.max(0, Math.min(end, before) - Math.max(start, from));
                picoseconds += whole * readouts.kept() / readouts.all();
            }
        }
        return picoseconds * SECONDS_PER_PICOSECOND;
    }

    /** Of the last learning opportunity of a run that was ended early there is only a part. */
    private static OpportunityCoverage.Share share(OpportunityCoverage kept) {
        return Objects.requireNonNull(kept.shares().get("readouts"), "readouts");
    }

    private static Experiment experiment(RunReader reader) {
        try {
            return ScenarioLoader.load(reader.directory().scenarioFile(), List.of())
                    .experiment();
        } catch (InvalidScenarioException e) {
            throw new RunDirectoryException(
                    reader.directory().scenarioFile(), "cannot be loaded any more: " + e.problems().get(0));
        }
    }
}
