package io.dopaflow.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.analysis.testing.RecordedRun;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.task.Loss;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spikes of learning cycles as those of cells, against the rows of the run. Nine opportunities of four cycles. */
class RecordedCyclesTest {
    private static final LearningCycle MODEL = Experiments.of(
            Experiments.network(3, SpikeCoding.ALL_OR_NONE, Activation.IDENTITY),
            new CycleSchedule.MultiUpdate(3),
            Loss.PSEUDO_HUBER,
            0.3,
            1e-3,
            9,
            3);
    private static final CycleTiming TIMING = MODEL.timing();

    @TempDir
    private static Path folder;

    private static RecordedRun whole;
    private static RecordedRun thinned;

    @BeforeAll
    static void record() {
        whole = RecordedRun.write(folder.resolve("whole"), MODEL, RecordedRun.Plan.FULL);
        thinned = RecordedRun.write(folder.resolve("thinned"), MODEL, new RecordedRun.Plan(4, 0, 0));
    }

    private static List<String> rows(RunReader reader, SpikeQuery query) {
        List<String> rows = new ArrayList<>();
        reader.spikes(query, row -> {
            if (row.amplitude() != 0) {
                rows.add(row.timePs() + " ps: " + row.neuron());
            }
        });
        return rows;
    }

    private static List<String> told(RecordedSpikes spikes, SpikeSelection selection) {
        List<String> told = new ArrayList<>();
        spikes.spikes(selection, (time, cell) -> told.add(time + " ps: " + cell));
        return told;
    }

    @Test
    void everyRow_isASpike_unlessItIsSilent() {
        try (RunReader reader = RunReader.open(whole.path())) {
            RecordedCycles spikes = reader.cells(TIMING, Optional.empty());
            assertThat(told(spikes, spikes.everything()))
                    .isEqualTo(rows(reader, SpikeQuery.everything()))
                    .isNotEmpty();
            long all = 0;
            for (SpikeKind kind : SpikeKind.values()) {
                RecordedCycles some = reader.cells(TIMING, Optional.of(kind));
                all += told(some, some.everything()).size();
                assertThat(told(some, some.everything()))
                        .isEqualTo(rows(reader, SpikeQuery.everything().ofKind(kind)));
            }
            assertThat(told(spikes, spikes.everything())).hasSize((int) all);
            assertThat(spikes.cells().count()).isEqualTo(reader.network().neuronCount());
            assertThat(spikes.name()).isEqualTo(reader.manifest().name());
        }
    }

    @Test
    void selection_narrowsCellsAndTimes() {
        try (RunReader reader = RunReader.open(whole.path())) {
            RecordedCycles spikes = reader.cells(TIMING, Optional.empty());
            BitSet one = new BitSet();
            one.set(1);
            long end = TIMING.startPs(8);
            assertThat(told(spikes, spikes.everything().of(one).between(TIMING.startPs(4), end - 1)))
                    .isEqualTo(rows(
                            reader,
                            SpikeQuery.everything()
                                    .ofNeurons(Set.of("1"))
                                    .from(TIMING.startPs(4))
                                    .before(end)))
                    .isNotEmpty();
            assertThat(told(spikes, spikes.everything().atMost(5))).hasSize(5);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> told(spikes, spikes.everything().between(0, spikes.endPs() + 1)))
                    .withMessageContaining("allowed: within the run");
        }
    }

    @Test
    void stretches_areTheOpportunitiesThatWereKept() {
        try (RunReader reader = RunReader.open(whole.path())) {
            RecordedCycles spikes = reader.cells(TIMING, Optional.empty());
            assertThat(spikes.endPs()).isEqualTo(9 * 4 * TIMING.periodPs());
            assertThat(spikes.stretches()).containsExactly(new RecordedSpikes.Stretch(0, spikes.endPs()));
            assertThat(spikes.isWhole()).isTrue();
        }
        try (RunReader reader = RunReader.open(thinned.path())) {
            RecordedCycles spikes = reader.cells(TIMING, Optional.empty());
            long opportunity = 4 * TIMING.periodPs();
            assertThat(spikes.endPs()).isEqualTo(9 * opportunity);
            assertThat(spikes.stretches())
                    .containsExactly(
                            new RecordedSpikes.Stretch(0, opportunity),
                            new RecordedSpikes.Stretch(4 * opportunity, 5 * opportunity),
                            new RecordedSpikes.Stretch(8 * opportunity, 9 * opportunity));
            assertThat(spikes.opportunities()).isEqualTo(3);
            assertThat(spikes.isWhole()).isFalse();
        }
    }
}
