package io.dopaflow.analysis.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dopaflow.analysis.store.WrongFileException;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NWB files that others make: units without populations, with ids of their own. */
class NwbSpikesTest {
    @TempDir
    Path folder;

    private List<NamedSpikes> units(Consumer<WritableGroup> content) {
        Path file = folder.resolve("units.nwb");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            content.accept(hdf.putGroup("units"));
        }
        return SpikeFile.read(file);
    }

    private void refused(String problem, Consumer<WritableGroup> content) {
        assertThatExceptionOfType(WrongFileException.class)
                .isThrownBy(() -> units(content))
                .withMessageContaining(problem)
                .withMessageContaining("allowed");
    }

    private static void add(WritableGroup units, double[] times, int[] ends, int[] ids) {
        units.putDataset("id", ids);
        units.putDataset("spike_times", times);
        units.putDataset("spike_times_index", ends);
    }

    @Test
    void units_areNumberedByTheirRows() {
        NamedSpikes read = units(group -> add(group, new double[] {0.5, 0.1, 0.25}, new int[] {2, 2, 3}, new int[] {
                    950_911_932, 7, 950_911_990
                }))
                .get(0);
        assertThat(read.population()).isEmpty();
        assertThat(read.nodes()).isEqualTo(3);
        assertThat(read.timesPs()).containsExactly(100_000_000_000L, 250_000_000_000L, 500_000_000_000L);
        assertThat(read.ids()).containsExactly(0, 2, 0);
        assertThat(read.endPs()).isEqualTo(500_000_000_001L);
    }

    @Test
    void observedTime_isTheEndOfTheRecording() {
        NamedSpikes read = units(group -> {
                    add(group, new double[] {0.5}, new int[] {1}, new int[] {0});
                    group.putDataset("obs_intervals", new double[][] {{0, 2.5}});
                })
                .get(0);
        assertThat(read.endPs()).isEqualTo(2_500_000_000_000L);
    }

    @Test
    void wrongUnits_areRefusedWithTheirPlace() {
        refused("found no id", group -> group.putDataset("spike_times", new double[] {1}));
        refused("found no spike_times_index", group -> {
            group.putDataset("id", new int[] {0});
            group.putDataset("spike_times", new double[] {1});
        });
        refused(
                "spike_times_index: found 1 rows; allowed: 2",
                group -> add(group, new double[] {1}, new int[] {1}, new int[] {0, 1}));
        refused(
                "spike_times_index: found 5 after 0",
                group -> add(group, new double[] {1}, new int[] {5}, new int[] {0}));
        refused(
                "spike_times_index: found 0 after 1",
                group -> add(group, new double[] {1}, new int[] {1, 0}, new int[] {0, 1}));
        refused(
                "spike_times: found the time NaN",
                group -> add(group, new double[] {Double.NaN}, new int[] {1}, new int[] {0}));
        refused(
                "spike_times: found the time 1.0E30",
                group -> add(group, new double[] {1e30}, new int[] {1}, new int[] {0}));
        refused("obs_intervals: found the time -1.0", group -> {
            add(group, new double[] {1}, new int[] {1}, new int[] {0});
            group.putDataset("obs_intervals", new double[][] {{-2, -1}});
        });
        refused("node_id: found 2 rows; allowed: 1", group -> {
            add(group, new double[] {1}, new int[] {1}, new int[] {0});
            group.putDataset("population", new String[] {"a"});
            group.putDataset("node_id", new int[] {0, 1});
        });
        refused("population: found 2 names", group -> {
            add(group, new double[] {1}, new int[] {1}, new int[] {0});
            group.putDataset("population", new String[] {"a", "b"});
            group.putDataset("node_id", new int[] {0});
        });
    }

    @Test
    void fileWithoutUnits_isRefused() {
        Path file = folder.resolve("none.nwb");
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            hdf.putGroup("acquisition");
        }
        assertThatExceptionOfType(WrongFileException.class)
                .isThrownBy(() -> SpikeFile.read(file))
                .withMessageContaining("found no group /units");
    }
}
