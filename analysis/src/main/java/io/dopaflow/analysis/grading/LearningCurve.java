package io.dopaflow.analysis.grading;

import io.dopaflow.analysis.run.RecordedSpikes;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.episode.Answers;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import io.dopaflow.models.spiking.episode.Episodes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** How a network answers as it learns: losses and right answers, from recorded spikes of its outputs alone. */
public final class LearningCurve {
    /** Blocks of a curve that is read as a table: each is a tenth of the run. */
    public static final int TENTHS = 10;

    private LearningCurve() {}

    /**
     * Some episodes in succession.
     *
     * @param first number of the first one
     * @param episodes how many
     * @param loss mean loss
     * @param right share of right answers; NaN if all samples have one target
     */
    public record Block(long first, long episodes, double loss, double right) {}

    /** Whether a network has rewarded episodes, and the spikes of all its outputs are recorded. */
    public static boolean applies(SpikingNetwork network, BitSet recorded) {
        return network.episodeReward()
                .filter(reward -> recorded.nextClearBit(network.first(reward.outputs()))
                        >= network.first(reward.outputs()) + reward.size())
                .isPresent();
    }

    /**
     * The curve of a run.
     *
     * @param network with a reward of episodes, whose outputs are recorded
     * @param most blocks, of equal numbers of episodes but for the last
     */
    public static List<Block> of(RecordedSpikes run, SpikingNetwork network, int most) {
        EpisodeReward reward = network.episodeReward().orElseThrow();
        Collector collector =
                new Collector(new Grader(reward), size(episodes(reward.plan().episodes(), run.endPs()), most));
        Answers answers = new Answers(reward.plan().episodes(), reward.size());
        int first = network.first(reward.outputs());
        BitSet outputs = new BitSet();
        outputs.set(first, first + reward.size());
        run.spikes(run.everything().of(outputs), (time, cell) -> answers.spike(time, cell - first, collector));
        answers.reached(run.endPs(), collector);
        return collector.blocks();
    }

    /** How many episodes have ended at a time, in ps. */
    public static long episodes(Episodes episodes, long endPs) {
        return (endPs + episodes.periodPs() - episodes.durationPs()) / episodes.periodPs();
    }

    /** How many episodes are in a block, if there are at most so many blocks. */
    static long size(long episodes, int most) {
        return Math.max(1, (episodes + most - 1) / most);
    }

    /** Grades answers, and sums up grades. */
    static final class Collector implements Answers.Taker {
        private final Grader grader;
        private final long size;
        private final List<Block> blocks = new ArrayList<>();
        private long next;
        private long count;
        private double loss;
        private long right;

        Collector(Grader grader, long size) {
            this.grader = grader;
            this.size = size;
        }

        @Override
        public void answer(long episode, double[][] spikesMs) {
            Grader.Grade grade = grader.grade(episode, spikesMs);
            loss += grade.loss();
            right += grade.isRight() ? 1 : 0;
            next = episode + 1;
            count++;
            if (count == size) {
                close();
            }
        }

        /** All blocks, once no more answers come. */
        List<Block> blocks() {
            close();
            return blocks;
        }

        private void close() {
            if (count > 0) {
                double share = grader.hasRight() ? right / (double) count : Double.NaN;
                blocks.add(new Block(next - count, count, loss / count, share));
            }
            count = 0;
            loss = 0;
            right = 0;
        }
    }
}
