package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.PhasedSpikes;
import io.dopaflow.analysis.run.SpikeSelection;
import io.dopaflow.scenarios.figures.NetworkFigures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The spikes of a run of phased learning, as {@code spikes} shows them. */
record PhaseSpikes(
        Terminal terminal,
        PhasedSpikes run,
        NetworkFigures.Selection selection,
        String format,
        @Nullable Long limit) {

    private SpikeSelection selected() {
        return run.everything().of(selection.cells()).between(selection.fromPs(), selection.toPs() - 1);
    }

    /** Lists them, and tells how many there were. */
    long list() {
        boolean forPeople = format.equals("table");
        long most = limit != null ? limit : forPeople ? CycleSpikes.TABLE_ROWS : Long.MAX_VALUE;
        SpikeSelection wanted = most < Long.MAX_VALUE ? selected().atMost(most + 1) : selected();
        List<String> names = run.units();
        long[] shown = {0};
        RowOutput rows = RowOutput.of(
                format,
                terminal,
                List.of(forPeople ? "time" : "time_ps", "neuron", "name", "phase", "amplitude", "opportunity"));
        run.each(wanted, spike -> {
            shown[0]++;
            if (shown[0] <= most) {
                rows.row(
                        forPeople ? Text.time(spike.timePs()) : (Object) spike.timePs(),
                        spike.unit(),
                        names.get(spike.unit()),
                        spike.phase(),
                        spike.amplitude(),
                        spike.opportunity());
            }
        });
        rows.close();
        if (shown[0] > most) {
            CycleSpikes.sayMore(terminal, most);
        }
        return shown[0];
    }

    /** Counts those of each unit in each phase, and tells how many there were. */
    long count() {
        List<String> names = run.units();
        RowOutput rows = RowOutput.of(format, terminal, List.of("neuron", "name", "phase", "spikes", "mean_amplitude"));
        long all = 0;
        for (PhasedSpikes.Count count : run.counts(selected())) {
            rows.row(count.unit(), names.get(count.unit()), count.phase(), count.spikes(), count.meanAmplitude());
            all += count.spikes();
        }
        rows.close();
        return all;
    }
}
