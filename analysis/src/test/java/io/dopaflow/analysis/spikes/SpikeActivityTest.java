package io.dopaflow.analysis.spikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.plot.Drawing;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.SpikeQuery;
import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.analysis.testing.RecordedRun;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.time.VirtualTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpikeActivityTest {
    private static final Network NETWORK = Experiments.network(3, SpikeCoding.ALL_OR_NONE, Activation.IDENTITY);
    private static final LearningCycle EXPERIMENT =
            Experiments.of(NETWORK, new CycleSchedule.MultiUpdate(19), Loss.PSEUDO_HUBER, 0.3, 1e-3, 9, 3);
    private static final double PERIOD_MS =
            VirtualTime.toMilliseconds(EXPERIMENT.timing().periodPs());

    @TempDir
    private static Path shared;

    private static RecordedRun whole;
    private static RecordedRun thinned;

    @BeforeAll
    static void record() {
        whole = RecordedRun.write(shared.resolve("whole"), EXPERIMENT, RecordedRun.Plan.FULL);
        thinned = RecordedRun.write(shared.resolve("thinned"), EXPERIMENT, new RecordedRun.Plan(4, 0, 0));
    }

    private static SpikeActivity activity(RecordedRun run, SpikeQuery query) {
        try (RunReader reader = RunReader.open(run.path())) {
            return SpikeActivity.of(reader, EXPERIMENT.timing(), query);
        }
    }

    @Test
    void gradedNeurons_spikeLikeClocks() {
        SpikeActivity activity = activity(whole, SpikeQuery.everything().ofNeurons(Set.of("y")));
        assertThat(activity.observedMs()).isCloseTo(9 * 20 * PERIOD_MS, within(1e-9));
        assertThat(activity.trains()).hasSize(2);
        for (SpikeActivity.Train train : activity.trains()) {
            assertThat(train.name()).isEqualTo("y");
            assertThat(train.depth()).isEqualTo(2);
            assertThat(train.count()).isEqualTo(180);
            assertThat(train.rateHz()).isCloseTo(1000 / PERIOD_MS, within(1e-9));
            SpikeActivity.Intervals intervals = train.intervals().orElseThrow();
            assertThat(intervals.count()).isEqualTo(179);
            assertThat(intervals.meanMs()).isCloseTo(PERIOD_MS, within(1e-9));
            assertThat(intervals.coefficientOfVariation()).isZero();
        }
    }

    @Test
    void silentReadouts_areNoSpikes_andMakeIntervalsVary() {
        SpikeActivity activity =
                activity(whole, SpikeQuery.everything().ofDepths(Set.of(1)).ofKind(SpikeKind.READOUT));
        assertThat(activity.trains())
                .extracting(SpikeActivity.Train::name)
                .containsExactly("hidden1.1", "hidden1.2", "hidden1.3");
        for (SpikeActivity.Train train : activity.trains()) {
            assertThat(train.count()).isBetween(1L, 179L);
            assertThat(train.meanAmplitude()).isEqualTo(1.0);
            SpikeActivity.Intervals intervals = train.intervals().orElseThrow();
            assertThat(intervals.coefficientOfVariation()).isGreaterThan(0.1);
            assertThat(intervals.shortestMs()).isCloseTo(PERIOD_MS, within(1e-9));
            assertThat(intervals.longestMs() / PERIOD_MS)
                    .isCloseTo(Math.rint(intervals.longestMs() / PERIOD_MS), within(1e-9));
        }
    }

    @Test
    void thinnedRun_hasNoIntervalsOverItsGaps_andItsRatesStay() {
        SpikeActivity.Train train = activity(
                        thinned, SpikeQuery.everything().ofNeurons(Set.of("y")).ofKind(SpikeKind.ONSET))
                .trains()
                .get(0);
        assertThat(train.count()).isEqualTo(60);
        assertThat(train.rateHz()).isCloseTo(1000 / PERIOD_MS, within(1e-9));
        assertThat(train.intervals().orElseThrow().count()).isEqualTo(57);
        assertThat(train.intervals().orElseThrow().longestMs()).isCloseTo(PERIOD_MS, within(1e-9));
    }

    @Test
    void filters_narrowTimeToo() {
        long tenth = EXPERIMENT.timing().startPs(10);
        SpikeQuery query = SpikeQuery.everything().ofNeurons(Set.of("x1+")).before(tenth);
        SpikeActivity early = activity(whole, query);
        assertThat(early.spikes()).isEqualTo(10);
        assertThat(early.observedMs()).isCloseTo(10 * PERIOD_MS, within(1e-9));
        SpikeActivity second = activity(
                whole,
                SpikeQuery.everything()
                        .ofNeurons(Set.of("x1+"))
                        .fromOpportunity(2)
                        .toOpportunity(3));
        assertThat(second.spikes()).isEqualTo(40);
        assertThat(second.observedMs()).isCloseTo(40 * PERIOD_MS, within(1e-9));
    }

    @Test
    void raster_isDrawn() throws Exception {
        try (RunReader reader = RunReader.open(whole.path())) {
            SpikeQuery threeCycles =
                    SpikeQuery.everything().before(EXPERIMENT.timing().startPs(3) + 1);
            Figure figure = CycleRaster.of(reader, threeCycles).orElseThrow();
            List<Path> files = Drawing.of(figure).save(shared, "raster");
            assertThat(ImageIO.read(files.get(0).toFile()).getHeight()).isGreaterThan(300);
            assertThat(Files.size(files.get(1))).isGreaterThan(2000);
            assertThat(CycleRaster.of(reader, SpikeQuery.everything().from(Long.MAX_VALUE)))
                    .isEmpty();
        }
    }
}
