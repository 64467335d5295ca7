package io.dopaflow.scenarios.load;

import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.record.Thinning;
import io.dopaflow.scenarios.schema.PhasedRecordSettings;
import io.dopaflow.scenarios.schema.RecordSettings;
import io.dopaflow.scenarios.schema.RecordSettings.Extent;
import java.util.Optional;

/**
 * Turns what a scenario says about recording into the engines' plan.
 *
 * <p>What is left to {@code auto} is kept as often as a fixed number of rows allows: the directory of a run stays below
 * 100 MB however many cycles, epochs and synapses (up to a million) it has, at 3 to 8 bytes a row in Parquet and 24 for
 * a reward. Spikes and arrivals are kept of the same learning opportunities, rewards of these too, so that they can be
 * verified. What would be too much for a single opportunity is not kept. Distances between opportunities are powers of
 * two: of any two one is a multiple of the other.
 */
final class RecordingPlans {
    /** Spikes, arrivals and weights of whole opportunities. One of iris with 8000 cycles has 600 000. */
    private static final double WHOLE_ROWS = 1e6;

    private static final double REWARD_ROWS = 5e5;
    private static final double WEIGHT_ROWS = 5e5;
    private static final double EPOCH_ROWS = 1e6;
    private static final double MOST_EPOCHS = 10_000;

    /** Of so many opportunities a figure can tell the weights apart. */
    private static final double MOST_WEIGHTS = 500;

    /** The largest power of two that a scenario file can say. */
    private static final long LARGEST_STRIDE = 1L << 29;

    private RecordingPlans() {}

    /** How much there is to record. */
    record Size(long opportunities, long epoch, int cycles, int neurons, int synapses) {

        static Size of(LearningCycle model) {
            return new Size(
                    model.opportunities(),
                    model.samples().training().size(),
                    model.schedule().cyclesPerOpportunity(),
                    model.network().neuronCount(),
                    model.network().synapseCount());
        }

        /** Phases are counted as cycles. */
        static Size of(PhasedLearning model) {
            return new Size(
                    model.opportunities(),
                    model.epoch(),
                    model.circuit().phases(),
                    model.circuit().units(),
                    model.circuit().synapses());
        }

        /** How many opportunities an epoch of the plan has: once through the samples, in a very long run several times. */
        long plannedEpoch() {
            double epochs = (double) opportunities / epoch;
            double every = Math.max(epochs / MOST_EPOCHS, epochs * synapses / EPOCH_ROWS);
            return epoch * (long) Math.max(1, Math.ceil(every));
        }
    }

    /** The same settings, with what {@code auto} means for a run of that size. */
    static RecordSettings resolved(RecordSettings record, Size size) {
        double rows = size.cycles * (2.0 * size.neurons + size.synapses) + 2.0 * size.synapses;
        return new RecordSettings(
                resolved(record.spikes(), size, rows, WHOLE_ROWS),
                resolved(record.arrivals(), size, rows, WHOLE_ROWS),
                resolved(record.rewards(), size, size.cycles, REWARD_ROWS),
                record.weights() == Extent.AUTO ? weights(size) : record.weights());
    }

    private static RecordSettings.Thinning thinning(Size size, double rows, double most) {
        long every = stride(size.opportunities, most / rows);
        return every > LARGEST_STRIDE ? Extent.NONE : every == 1 ? Extent.ALL : new RecordSettings.Every(every);
    }

    private static RecordSettings.WeightSampling weights(Size size) {
        long every = stride(size.opportunities, Math.min(MOST_WEIGHTS, WEIGHT_ROWS / (2.0 * size.synapses)));
        if (every > LARGEST_STRIDE) {
            return Extent.NONE;
        }
        double kept = Math.ceil((double) size.opportunities / every);
        long within = stride(size.cycles, WEIGHT_ROWS / (kept * size.synapses));
        return every == 1 && within == 1
                ? Extent.ALL
                : new RecordSettings.Sampled(every, within < size.cycles ? Optional.of(within) : Optional.empty());
    }

    /** The smallest power of two by which so many are thinned to at most so many; too large where not one is allowed. */
    private static long stride(long all, double most) {
        long stride = 1;
        while (Math.ceil((double) all / stride) > most && stride <= LARGEST_STRIDE) {
            stride *= 2;
        }
        return stride;
    }

    static RecordingPlan of(RecordSettings record, Size size) {
        Thinning weights = new Thinning.None();
        int within = 0;
        if (record.weights() == Extent.ALL) {
            weights = new Thinning.All();
            within = 1;
        } else if (record.weights() instanceof RecordSettings.Sampled sampled) {
            weights = new Thinning.Every(sampled.opportunities());
            within = sampled.cycles().orElse(0L).intValue();
        }
        return new RecordingPlan(
                thinning(record.spikes()),
                thinning(record.arrivals()),
                thinning(record.rewards()),
                weights,
                within,
                size.plannedEpoch());
    }

    /** The same of phased learning: a neuron spikes once a phase, a synapse has one weight an opportunity. */
    static PhasedRecordSettings resolved(PhasedRecordSettings record, Size size) {
        return new PhasedRecordSettings(
                resolved(record.spikes(), size, (double) size.cycles * size.neurons, WHOLE_ROWS),
                resolved(record.losses(), size, size.cycles, REWARD_ROWS),
                record.weights() == Extent.AUTO
                        ? thinning(size, 1, Math.min(MOST_WEIGHTS, WEIGHT_ROWS / size.synapses))
                        : record.weights(),
                resolved(record.updates(), size, size.synapses, WHOLE_ROWS));
    }

    private static RecordSettings.Thinning resolved(RecordSettings.Thinning said, Size size, double rows, double most) {
        return said == Extent.AUTO ? thinning(size, rows, most) : said;
    }

    static PhasedPlan of(PhasedRecordSettings record, Size size) {
        return new PhasedPlan(
                thinning(record.spikes()),
                thinning(record.losses()),
                thinning(record.weights()),
                thinning(record.updates()),
                size.plannedEpoch());
    }

    private static Thinning thinning(RecordSettings.Thinning thinning) {
        if (thinning instanceof RecordSettings.Every every) {
            return new Thinning.Every(every.opportunities());
        }
        return thinning == Extent.ALL ? new Thinning.All() : new Thinning.None();
    }
}
