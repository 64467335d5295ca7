package io.dopaflow.simulator.population.spiking;

import java.util.List;

/**
 * The port through which a part of a run meets the others. It is called by one thread, {@link #meet} once and first, then {@link #swap} once a window; all parts have the
 * same windows. What it throws ends the part; so does an interrupt while it waits.
 */
public interface Exchange {

    /** Of a part that has all shards: there is nobody else. */
    Exchange ALONE = new Exchange() {
        @Override
        public List<PartExtent> meet(PartExtent own) {
            return List.of(own);
        }

        @Override
        public List<WindowSpikes> swap(WindowSpikes own) {
            return List.of(own);
        }
    };

    /**
     * Tells the others of the part, as the run starts, and waits until all have done so.
     *
     * @return of all parts, this one too, in the order of their shards
     */
    List<PartExtent> meet(PartExtent own) throws InterruptedException;

    /**
     * Tells the others what has spiked in the part in the window that has just ended, and waits until all have done so. Not called if there are no others.
     *
     * @return of all parts, this one too, in the order of their shards
     */
    List<WindowSpikes> swap(WindowSpikes own) throws InterruptedException;
}
