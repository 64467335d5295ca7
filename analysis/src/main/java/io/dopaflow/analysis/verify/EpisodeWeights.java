package io.dopaflow.analysis.verify;

import io.dopaflow.analysis.episode.EpisodeReplay;
import io.dopaflow.analysis.plasticity.LearningProjection;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import io.dopaflow.models.spiking.episode.Episodes;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.stream.LongStream;

/**
 * Recomputes the weights of synapses that learn from the rewards of episodes from recorded spikes alone, episode by episode: losses, rewards and eligibilities, by {@link EpisodeReplay}. Recorded weights must agree to
 * {@link #tolerance} of the largest. Eligibilities within an episode are not compared.
 */
final class EpisodeWeights {
    private static final double ON_A_GRID = 1e-10;
    private static final double IN_CONTINUOUS_TIME = 1e-8;

    private final SpikingRunReader run;
    private final SpikingNetwork network;
    private final SpikingPlan plan;
    private final List<String> notes = new ArrayList<>();
    private Optional<String> disagreement = Optional.empty();
    private long compared;

    EpisodeWeights(SpikingRunReader run, SpikingNetwork network, SpikingPlan plan) {
        this.run = run;
        this.network = network;
        this.plan = plan;
    }

    long compared() {
        return compared;
    }

    Optional<String> disagreement() {
        return disagreement;
    }

    List<String> notes() {
        return notes;
    }

    /** The share of the largest weight by which a weight may be off: rounding adds up over episodes, and so does that of quadrature. */
    static double tolerance(SpikingNetwork network) {
        return network.time() instanceof TimeMode.Precise ? IN_CONTINUOUS_TIME : ON_A_GRID;
    }

    /** Recomputes all, where the network has such synapses. */
    void verify(DoubleConsumer progress) {
        boolean learns = network.projections().stream()
                .anyMatch(projection -> projection.model().score().isPresent());
        Optional<EpisodeReward> reward = network.episodeReward();
        if (!learns || reward.isEmpty()) {
            return;
        }
        if (plan.spikes().cardinality() < network.cells()) {
            notes.add(
                    "what synapses learnt from rewards of episodes was not recomputed, as not all spikes were recorded;"
                            + " record.spikes: all keeps them");
            return;
        }
        try {
            new Replay(reward.get(), new EpisodeReplay(network, reward.get())).run(progress);
        } catch (IllegalArgumentException e) {
            notes.add("what synapses learnt from rewards of episodes was not recomputed: " + e.getMessage());
        }
    }

    /** One pass through the spikes. */
    private final class Replay {
        private final EpisodeReward reward;
        private final Episodes episodes;
        private final EpisodeReplay replay;
        private final long[] ids;
        private final RecordedWeights rows;
        private double[] weights;
        private long[] times = new long[64];
        private int[] cells = new int[64];
        private int count;
        private long episode;

        Replay(EpisodeReward reward, EpisodeReplay replay) {
            this.reward = reward;
            this.episodes = reward.plan().episodes();
            this.replay = replay;
            this.ids = LearningProjection.of(network).stream()
                    .flatMapToLong(learning -> LongStream.range(learning.first(), learning.end()))
                    .toArray();
            this.rows = new RecordedWeights(run.weights(), ids[0], ids[ids.length - 1] + 1);
            this.weights = replay.weights();
        }

        void run(DoubleConsumer progress) {
            long end = run.endPs();
            run.spikes(run.everything(), (time, cell) -> {
                while (time > episodes.begin(episode) + episodes.durationPs()) {
                    finish();
                    progress.accept((double) time / end);
                }
                if (count == times.length) {
                    times = Arrays.copyOf(times, 2 * count);
                    cells = Arrays.copyOf(cells, 2 * count);
                }
                times[count] = time;
                cells[count++] = cell;
            });
            while (episodes.begin(episode) + episodes.durationPs() <= end) {
                finish();
            }
            compare(Long.MAX_VALUE);
        }

        /** All spikes of an episode are there: what was recorded before its reward is that of before. */
        private void finish() {
            compare(episodes.begin(episode) + episodes.durationPs() + reward.delayPs());
            weights = replay.next(Arrays.copyOf(times, count), Arrays.copyOf(cells, count))
                    .weights();
            count = 0;
            episode++;
        }

        private void compare(long beforePs) {
            double largest = Arrays.stream(weights).map(Math::abs).max().orElse(0);
            while (rows.isBefore(beforePs)) {
                RecordedWeights.Row row = rows.take();
                int place = Arrays.binarySearch(ids, row.synapse());
                if (place >= 0) {
                    compared++;
                    if (!(Math.abs(row.weight() - weights[place]) <= tolerance(network) * largest)
                            && disagreement.isEmpty()) {
                        disagreement = Optional.of("synapse " + row.synapse() + " at "
                                + VirtualTime.toMilliseconds(row.timePs()) + " ms: the weight " + row.weight()
                                + " was recorded, from the spikes of " + episode + " episodes it is "
                                + weights[place]);
                    }
                }
            }
        }
    }
}
