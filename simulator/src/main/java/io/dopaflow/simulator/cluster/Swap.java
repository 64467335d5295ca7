package io.dopaflow.simulator.cluster;

import io.dopaflow.simulator.population.spiking.PartExtent;
import io.dopaflow.simulator.population.spiking.WindowSpikes;
import io.dopaflow.simulator.population.spiking.Wish;

/** What parts of a network tell each other. */
sealed interface Swap extends Wire {

    /** What others must know of a part. */
    record Extent(PartExtent extent) implements Swap {}

    /**
     * The spikes of a window. Times and cells are told as differences to the spike before, which are few bytes.
     *
     * @param untilPs the end of the window, in ps
     * @param timeStepsPs from one spike to the next, in ps; of the first, from time 0
     * @param cellSteps from the number of one cell to that of the next; of the first, from 0
     * @param wish of the part
     */
    record Spikes(long untilPs, long[] timeStepsPs, int[] cellSteps, Wish wish) implements Swap {

        static Spikes of(WindowSpikes window) {
            long[] timeSteps = window.timesPs().clone();
            int[] cellSteps = window.cells().clone();
            for (int i = timeSteps.length - 1; i > 0; i--) {
                timeSteps[i] -= timeSteps[i - 1];
                cellSteps[i] -= cellSteps[i - 1];
            }
            return new Spikes(window.untilPs(), timeSteps, cellSteps, window.wish());
        }

        WindowSpikes window() {
            long[] times = timeStepsPs.clone();
            int[] cells = cellSteps.clone();
            for (int i = 1; i < times.length; i++) {
                times[i] += times[i - 1];
                cells[i] += cells[i - 1];
            }
            return new WindowSpikes(untilPs, times, cells, wish);
        }
    }
}
