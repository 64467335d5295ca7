package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.spikes.PopulationStatistics;
import io.dopaflow.analysis.spikes.PowerSpectrum;
import java.util.List;
import java.util.OptionalDouble;

/** The statistics of populations, a row each. */
final class StatisticsTable {
    /** The longest stretch of a power spectrum, in bins: 1 Hz apart for bins of 1 ms, about. */
    private static final int LONGEST_STRETCH = 1024;

    /** What {@link #row} has. */
    static final List<String> COLUMNS = List.of(
            "population",
            "neurons",
            "spikes",
            "rate_hz",
            "cv",
            "cv2",
            "fano",
            "correlation",
            "synchrony",
            "silent",
            "peak_hz");

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
                .column("silent", of -> Text.percent(of.silent()));
    }

    /** All that is known of a population. */
    static List<Object> row(PopulationStatistics of) {
        PowerSpectrum spectrum = PowerSpectrum.of(of.rate(), Math.max(1, of.neurons()), LONGEST_STRETCH);
        int peak = spectrum.peak();
        return List.of(
                of.name(),
                of.neurons(),
                of.spikes(),
                of.rateHz(),
                cell(of.cv()),
                cell(of.cv2()),
                cell(of.fano()),
                cell(of.correlation()),
                cell(of.synchrony()),
                of.silent(),
                peak < 0 ? "" : (Object) spectrum.hertz(peak));
    }

    /** A number, or an empty word for none. */
    static Object cell(OptionalDouble value) {
        return value.isPresent() ? (Object) value.getAsDouble() : "";
    }
}
