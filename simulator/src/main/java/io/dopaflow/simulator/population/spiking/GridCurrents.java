package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.IntrinsicCurrent;
import io.dopaflow.models.spiking.neuron.GridGroup;
import io.dopaflow.models.spiking.neuron.NeuronState;
import io.dopaflow.models.spiking.source.CurrentSource;
import io.dopaflow.models.spiking.source.SpikeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Currents into the neurons of a population on a grid: constant over a step, that of its beginning. */
final class GridCurrents {
    private final List<CurrentSource[]> drives = new ArrayList<>();
    private final boolean onlySteps;

    /** One for each neuron, or none. */
    private final IntrinsicCurrent[] intrinsic;

    private long due = Long.MIN_VALUE;

    /**
     * The sum of several drives.
     *
     * @param excitability of the neurons, if they have that
     * @param from the first neuron, numbered within the population
     * @param to behind the last one
     */
    GridCurrents(List<Drive.Current> currents, Optional<Drive.Excitability> excitability, int from, int to) {
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
        intrinsic = new IntrinsicCurrent[excitability.isPresent() ? to - from : 0];
        excitability.ifPresent(law -> Arrays.setAll(intrinsic, i -> new IntrinsicCurrent(law)));
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
            if (intrinsic.length > 0) {
                sum += intrinsic(i, beginning);
            }
            group.inject(i, sum);
        }
    }

    private double intrinsic(int neuron, long beginning) {
        IntrinsicCurrent own = intrinsic[neuron];
        if (own.changesAt(beginning)) {
            own.change();
        }
        if (onlySteps) {
            due = Math.min(due, own.next(beginning));
        }
        return own.current();
    }

    /** Neurons have spiked. */
    void spiked(int[] neurons, int count) {
        if (intrinsic.length > 0) {
            for (int i = 0; i < count; i++) {
                intrinsic[neurons[i]].spiked();
            }
        }
    }

    /** The state of a neuron with that of its own current. */
    NeuronState with(int neuron, NeuronState state) {
        return intrinsic.length > 0 ? intrinsic[neuron].with(state) : state;
    }

    /** Takes the part of its own current of such a state; returns the neuron's. */
    NeuronState restore(int neuron, NeuronState state) {
        return intrinsic.length > 0 ? intrinsic[neuron].restore(state) : state;
    }
}
