package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.episode.EpisodeLoss;
import io.dopaflow.models.spiking.episode.EpisodePlan;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import io.dopaflow.models.spiking.episode.EpisodeTrain;
import io.dopaflow.models.spiking.episode.Episodes;
import io.dopaflow.models.spiking.episode.Presentation;
import io.dopaflow.models.spiking.source.SpikeSource;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.schema.SpikingScenario;
import io.dopaflow.scenarios.schema.spiking.EpisodeSettings;
import io.dopaflow.scenarios.schema.spiking.EpisodeSettings.Code;
import io.dopaflow.scenarios.schema.spiking.EpisodeSettings.Encoding;
import io.dopaflow.scenarios.schema.spiking.EpisodeSettings.Output;
import io.dopaflow.scenarios.schema.spiking.EpisodeSettings.SampleSettings;
import io.dopaflow.scenarios.schema.spiking.RewardSettings;
import io.dopaflow.scenarios.schema.spiking.RewardSettings.LossSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Makes what episodes present, and their loss. */
final class EpisodeBuilder {
    private static final double MS = VirtualTime.PICOSECONDS_PER_MILLISECOND;
    private static final double SECOND = 1000 * MS;

    private final EpisodeSettings settings;
    private final RandomStreams streams;
    private final EpisodePlan plan;
    private final long unitPs;

    /**
     * Of a scenario with episodes.
     *
     * @param samples of its task, to train on; none without a task
     */
    EpisodeBuilder(SpikingScenario scenario, List<Sample> samples) {
        this.settings = scenario.episodes().orElseThrow();
        this.streams = new RandomStreams(scenario.seed());
        this.unitPs = scenario.time().unitPs();
        List<Presentation> presented = samples.isEmpty()
                ? settings.samples().stream().map(this::presentation).toList()
                : presented(samples);
        this.plan = new EpisodePlan(
                new Episodes(settings.durationPs(), settings.pausePs(), settings.isReset()),
                settings.perOpportunity(),
                presented);
    }

    EpisodePlan plan() {
        return plan;
    }

    /** The trains that present the samples. */
    CellGroup.Trains inputs() {
        int size = plan.samples().get(0).inputs().size();
        return new CellGroup.Trains(
                settings.inputs(),
                IntStream.range(0, size)
                        .<SpikeSource>mapToObj(input -> new EpisodeTrain(plan, streams, input))
                        .toList());
    }

    /**
     * The reward for what outputs answer.
     *
     * @param outputs their place in the network
     * @param size how many they are
     */
    EpisodeReward reward(RewardSettings reward, RewardSettings.Episode episode, int outputs, int size) {
        return new EpisodeReward(
                plan,
                streams,
                outputs,
                size,
                loss(episode.loss()),
                new EpisodeReward.Baseline(
                        episode.baseline().initial(),
                        episode.baseline().rate(),
                        episode.baseline().isBySample()),
                reward.fromPs());
    }

    private EpisodeLoss loss(LossSettings loss) {
        if (loss instanceof LossSettings.CrossEntropy crossEntropy) {
            return new EpisodeLoss.CrossEntropy(crossEntropy.perSpike());
        }
        if (loss instanceof LossSettings.FirstSpike first) {
            return new EpisodeLoss.FirstSpike(settings.durationPs() / MS, first.scalePs() / MS);
        }
        return loss instanceof LossSettings.TrainDistance distance
                ? new EpisodeLoss.TrainDistance(distance.tauPs() / MS)
                : new EpisodeLoss.Counts();
    }

    private Presentation presentation(SampleSettings sample) {
        return new Presentation(
                sample.spikesPs().stream()
                        .map(times -> times.stream()
                                .mapToLong(Long::longValue)
                                .sorted()
                                .toArray())
                        .toList(),
                sample.target().stream().map(EpisodeBuilder::target).toArray(double[][]::new));
    }

    private static double[] target(Output output) {
        return output instanceof Output.Amount number
                ? new double[] {number.value()}
                : ((Output.Times) output)
                        .timesPs().stream().mapToDouble(time -> time / MS).toArray();
    }

    /** Samples of a task as they are presented. */
    List<Presentation> presented(List<Sample> samples) {
        Encoding encoding = settings.encoding().orElseThrow();
        return samples.stream()
                .map(sample -> new Presentation(
                        inputs(sample.features(), encoding),
                        Arrays.stream(sample.target())
                                .mapToObj(value -> new double[] {value})
                                .toArray(double[][]::new)))
                .toList();
    }

    private List<long[]> inputs(double[] features, Encoding encoding) {
        List<long[]> inputs = new ArrayList<>();
        for (double feature : features) {
            double x = Math.max(0, Math.min(1, feature));
            inputs.add(train(x, encoding.kind()));
            if (encoding.isMirrored()) {
                inputs.add(train(1 - x, encoding.kind()));
            }
        }
        return inputs;
    }

    private long[] train(double x, Code code) {
        double last = settings.durationPs() - unitPs;
        if (code instanceof Code.Latency latency) {
            return new long[] {rounded(Math.min(last, (1 - x) * latency.windowPs()))};
        }
        double period = SECOND / (x * ((Code.Rate) code).largest());
        long spikes = x == 0 ? 0 : (long) (last / period + 0.5);
        return LongStream.range(0, spikes)
                .map(k -> rounded((k + 0.5) * period))
                .filter(time -> time < settings.durationPs())
                .distinct()
                .toArray();
    }

    private long rounded(double ps) {
        return Math.round(ps / unitPs) * unitPs;
    }
}
