package io.dopaflow.scenarios.run;

import io.dopaflow.simulator.recording.ForwardingRecorder;
import io.dopaflow.simulator.recording.Recorder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes everything on to another recorder, and gathers the weights of all synapses as each epoch ends. They come from
 * many threads and in any order; when the last synapse of an epoch has reported, the whole vector is handed over, on
 * the thread that reported. As at most two cycles are in flight, at most two epochs are gathered at once.
 */
final class EpochWeights extends ForwardingRecorder {

    /** Takes the weights at the end of an epoch. */
    @FunctionalInterface
    interface Taker {
        /**
         * An epoch has ended.
         *
         * @param opportunities learning opportunities done
         * @param timePs virtual time, in picoseconds
         * @param theta log-weights by synapse id, now the taker's own
         */
        void take(long opportunities, long timePs, double[] theta);
    }

    private final int synapses;
    private final long epoch;
    private final int lastCycle;
    private final Taker taker;
    private final Map<Long, Gathering> gatherings = new ConcurrentHashMap<>();

    /**
     * A recorder before another.
     *
     * @param next gets every record first
     * @param synapses how many report
     * @param epoch learning opportunities in an epoch, at least 1
     * @param lastCycle number of the last cycle of a learning opportunity
     * @param taker gets whole vectors
     */
    EpochWeights(Recorder next, int synapses, long epoch, int lastCycle, Taker taker) {
        super(next);
        this.synapses = synapses;
        this.epoch = epoch;
        this.lastCycle = lastCycle;
        this.taker = taker;
    }

    @Override
    public void weight(long timePs, long opportunity, int cycle, int synapse, double theta) {
        super.weight(timePs, opportunity, cycle, synapse, theta);
        if (endsEpoch(opportunity, cycle)) {
            Gathering gathering = gatherings.computeIfAbsent(opportunity, key -> new Gathering(synapses));
            if (gathering.put(synapse, theta)) {
                gatherings.remove(opportunity);
                taker.take(opportunity + 1, timePs, gathering.theta);
            }
        }
    }

    @Override
    public void weights(long timePs, long opportunity, int cycle, double[] theta) {
        super.weights(timePs, opportunity, cycle, theta);
        if (endsEpoch(opportunity, cycle)) {
            taker.take(opportunity + 1, timePs, theta.clone());
        }
    }

    private boolean endsEpoch(long opportunity, int cycle) {
        return cycle == lastCycle && (opportunity + 1) % epoch == 0;
    }

    /** Weights of which more and more are known. The counter's updates make what was put before visible to the last. */
    private static final class Gathering {
        private final double[] theta;
        private final AtomicInteger missing;

        Gathering(int synapses) {
            theta = new double[synapses];
            missing = new AtomicInteger(synapses);
        }

        boolean put(int synapse, double value) {
            theta[synapse] = value;
            return missing.decrementAndGet() == 0;
        }
    }
}
