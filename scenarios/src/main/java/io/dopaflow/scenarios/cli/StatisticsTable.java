package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.spikes.PopulationStatistics;
import java.util.OptionalDouble;

/** The statistics of populations, a row each. */
final class StatisticsTable {
    private StatisticsTable() {}

    /** What a run ends with. */
    static TextTable<PopulationStatistics> inShort() {
        return new TextTable<PopulationStatistics>()
                .column("population", PopulationStatistics::name)
                .column("neurons", PopulationStatistics::neurons)
                .column("spikes", PopulationStatistics::spikes)
                .column("rate Hz", PopulationStatistics::rateHz)
                .column("CV", PopulationStatistics::cv)
                .column("synchrony", PopulationStatistics::synchrony)
                .column("silent", of -> Text.percent(OptionalDouble.of(of.silent())));
    }
}
