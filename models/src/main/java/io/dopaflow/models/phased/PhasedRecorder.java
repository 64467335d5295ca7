package io.dopaflow.models.phased;

import io.dopaflow.models.record.Recorder;

/** Takes what an engine records of phased learning. A learning opportunity counts from 0. What is not overridden is not kept. */
public interface PhasedRecorder extends Recorder {

    /**
     * A spike.
     *
     * @param phase its number, in the rule without repetitions
     * @param amplitude that was sent; of an output in a forward phase its readout, or 1 or 0 where one is chosen
     */
    default void spike(long timePs, int unit, int phase, double amplitude, long opportunity) {}

    /** The loss of a forward phase. */
    default void loss(long timePs, long opportunity, int phase, double loss) {}

    /** What was broadcast. */
    default void broadcast(long timePs, long opportunity, int broadcast, double value) {}

    /**
     * A step of the environment.
     *
     * @param action the output that was chosen; -1 where none is
     * @param measure what an observer measures of the step
     */
    default void step(long timePs, long opportunity, int action, double reward, double measure) {}

    /**
     * What a synapse stores.
     *
     * @param opportunities done by then
     * @param synapse its number in the whole model
     */
    default void weight(long timePs, long opportunities, int synapse, double stored) {}

    /**
     * The update that a synapse wants after an opportunity, before the rate and the mean over the batch.
     *
     * @param synapse its number in the whole model
     */
    default void update(long opportunity, int synapse, double update) {}
}
