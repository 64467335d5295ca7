package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.neuron.GridGroup;
import io.dopaflow.models.spiking.source.CurrentSource;
import io.dopaflow.models.spiking.source.SpikeSource;
import java.util.ArrayList;
import java.util.List;

/** Currents into the neurons of a population on a grid: constant over a step, that of its beginning. */
final class GridCurrents {
    private final List<CurrentSource[]> drives = new ArrayList<>();
    private final boolean onlySteps;
    private long due = Long.MIN_VALUE;

    /**
     * The sum of several drives.
     *
     * @param from the first neuron, numbered within the population
     * @param to behind the last one
     */
    GridCurrents(List<Drive.Current> currents, int from, int to) {
        boolean steps = true;
        for (Drive.Current drive : currents) {
            CurrentSource[] sources = new CurrentSource[to - from];
            for (int i = 0; i < sources.length; i++) {
                sources[i] = drive.current().apply(from + i);
                steps &= sources[i] instanceof CurrentSource.Steps;
            }
            drives.add(sources);
        }
        onlySteps = steps;
    }

    /** Sets the currents of a step. */
    void inject(long beginning, GridGroup group) {
        if (beginning < due) {
            return;
        }
        due = onlySteps ? SpikeSource.NEVER : beginning;
        for (int i = 0; i < group.size(); i++) {
            double sum = 0;
            for (CurrentSource[] sources : drives) {
                sum += sources[i].at(beginning);
                if (onlySteps && sources[i] instanceof CurrentSource.Steps steps) {
                    due = Math.min(due, steps.nextJump(beginning));
                }
            }
            group.inject(i, sum);
        }
    }
}
