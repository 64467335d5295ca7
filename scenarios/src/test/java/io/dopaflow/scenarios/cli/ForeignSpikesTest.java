package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.exchange.NamedSpikes;
import io.dopaflow.analysis.exchange.SpikeFile;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of spikes that other simulators wrote, in the place of a run. */
class ForeignSpikesTest {
    private static final Path PUBLISHED =
            Path.of("src/test/resources/sonata-300-pointneurons/inputs/external_spike_trains.h5");

    @TempDir
    static Path folder;

    private static Path run;

    @BeforeAll
    static void execute() {
        run = folder.resolve("run");
        done("run", "ring", "--out", run, "--quiet");
        for (String format : List.of("sonata", "nest", "csv", "nwb")) {
            done("export", run, "--format", format);
        }
    }

    private static Cli done(Object... args) {
        Cli cli = Cli.execute(args);
        assertThat(cli.exitCode()).as(Arrays.toString(args) + cli.err()).isZero();
        return cli;
    }

    /** Requirement R24: a published file of the legacy layout, with gids, of whatever order. */
    @Test
    void publishedFile_isListedWithEverySpike() {
        NamedSpikes read = SpikeFile.read(PUBLISHED).get(0);
        List<String> rows =
                done("spikes", PUBLISHED, "--format", "csv").out().lines().toList();
        assertThat(rows).hasSize(1 + 4334).startsWith("time_ps,neuron,name,population");
        assertThat(rows.get(1))
                .isEqualTo(read.timesPs()[0] + "," + read.ids()[0] + ",neurons[" + read.ids()[0] + "],neurons");
        assertThat(done("spikes", PUBLISHED, "--stats", "--format", "csv").out())
                .contains("neurons,100,4334,");
        assertThat(done("spikes", PUBLISHED, "--neuron", "7", "--counts").out()).contains("neurons[7]");
    }

    /** What a run says of itself, its files say too: rates, intervals, statistics. */
    @ParameterizedTest
    @ValueSource(strings = {"nwb"})
    void exportedFile_hasTheStatisticsOfItsRun(String ending) {
        for (String view : List.of("--stats", "--isi", "--rates", "--counts")) {
            assertThat(done("spikes", run.resolve("spikes." + ending), view, "--format", "csv")
                            .out())
                    .isEqualTo(done("spikes", run, view, "--format", "csv").out());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"raster", "rates", "isi", "correlation", "spectrum"})
    void figures_areDrawnOfFiles(String kind) {
        for (String name : List.of("spikes.h5", "spikes.dat", "spikes.csv", "spikes.nwb")) {
            Path file = run.resolve(name);
            done("plot", file, kind, "--force");
            assertThat(run.resolve(name + "-" + kind + ".png")).isNotEmptyFile();
        }
    }

    @Test
    void figuresOfMoreThanSpikes_areRefused() {
        Cli cli = Cli.execute("plot", run.resolve("spikes.h5"), "states");
        assertThat(cli.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(cli.err().lines()).hasSize(1);
    }

    @Test
    void raster_isDrawnOfAFile() {
        Path raster = folder.resolve("raster.svg");
        done("spikes", PUBLISHED, "--raster", raster, "--to", "500 ms");
        assertThat(raster).isNotEmptyFile();
    }

    @Test
    void files_areComparedInBothOrdersAndWithEachOther() throws Exception {
        for (String name : List.of("spikes.h5", "spikes.dat", "spikes.csv", "spikes.nwb")) {
            assertThat(done("diff", run, run.resolve(name)).out()).contains("all spikes are the same");
            assertThat(done("diff", run.resolve(name), run).out()).contains("all spikes are the same");
        }
        assertThat(done("diff", run.resolve("spikes.h5"), run.resolve("spikes.nwb"))
                        .out())
                .contains("all spikes are the same");
        assertThat(done("diff", run.resolve("spikes.csv"), run.resolve("spikes.dat"))
                        .out())
                .contains("all spikes are the same");
        Cli cli = Cli.execute("diff", run.resolve("spikes.dat"), run.resolve("spikes.h5"));
        assertThat(cli.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(cli.err()).contains("OTHER: found the populations", "in one file and none in the other");
        Path other = Files.writeString(folder.resolve("other.csv"), "time_ms,neuron\n1,0\n2.5,3\n");
        Path gdf = Files.writeString(folder.resolve("one.gdf"), "0\t1.0\t\n");
        Cli parted = Cli.execute("diff", other, gdf);
        assertThat(parted.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(parted.out()).contains("after 1 spike", "only RUN has the spike of neurons[3]");
    }

    /** Requirement R22: no spikes at all, and neurons that are silent. */
    @Test
    void fileWithoutSpikes_isNoError() throws Exception {
        Path none = Files.writeString(folder.resolve("none.csv"), "time_ms,neuron\n");
        assertThat(done("spikes", none, "--format", "csv").out()).isEqualTo("time_ps,neuron,name,population\n");
        assertThat(done("spikes", none, "--stats").err()).doesNotContain("error");
        for (String kind : List.of("raster", "rates", "isi")) {
            Cli cli = Cli.execute("plot", none, kind, "--force");
            assertThat(cli.exitCode()).as(cli.err()).isIn(ExitCode.DONE, ExitCode.WRONG_INPUT);
            assertThat(cli.err()).doesNotContain("internal error");
        }
        assertThat(done("diff", none, none).out()).contains("all spikes are the same");
    }

    private static Path sonata(String name, Consumer<WritableGroup> population) {
        Path file = folder.resolve(name);
        try (WritableHdfFile hdf = HdfFile.write(file)) {
            population.accept(hdf.putGroup("spikes").putGroup("p"));
        }
        return file;
    }

    /** Each is one message that names the file, with exit code 2. */
    @Test
    void wrongFiles_areOneClearMessage() throws Exception {
        List<Path> wrong = new ArrayList<>();
        wrong.add(sonata("nothing.h5", group -> group.putDataset("node_ids", new long[] {1})));
        wrong.add(sonata("negative.h5", group -> {
            group.putDataset("timestamps", new double[] {1});
            group.putDataset("node_ids", new long[] {-1});
        }));
        wrong.add(sonata("nan.h5", group -> {
            group.putDataset("timestamps", new double[] {Double.NaN});
            group.putDataset("node_ids", new long[] {1});
        }));
        wrong.add(sonata("early.h5", group -> {
            group.putDataset("timestamps", new double[] {-1});
            group.putDataset("node_ids", new long[] {1});
        }));
        wrong.add(sonata("texts.h5", group -> {
            group.putDataset("timestamps", new String[] {"soon"});
            group.putDataset("node_ids", new long[] {1});
        }));
        wrong.add(sonata("whole.h5", group -> {
            group.putDataset("timestamps", new int[] {1});
            group.putDataset("node_ids", new long[] {1});
        }));
        wrong.add(sonata("real.h5", group -> {
            group.putDataset("timestamps", new double[] {1});
            group.putDataset("node_ids", new double[] {1});
        }));
        wrong.add(sonata("few.h5", group -> {
            group.putDataset("timestamps", new double[] {1, 2});
            group.putDataset("node_ids", new long[] {1});
        }));
        wrong.add(sonata("huge.h5", group -> {
            group.putDataset("timestamps", new double[] {1});
            group.putDataset("node_ids", new long[] {Integer.MAX_VALUE});
        }));
        wrong.add(Files.writeString(folder.resolve("words.dat"), "sender\ttime_ms\n1\tsoon\n"));
        wrong.add(Files.writeString(folder.resolve("words.gdf"), "soon 1\n"));
        wrong.add(Files.writeString(folder.resolve("text.nwb"), "no HDF5"));
        wrong.add(Files.writeString(folder.resolve("spikes.txt"), "1 2"));
        for (Path file : wrong) {
            for (List<Object> command : List.<List<Object>>of(
                    List.of("spikes", file), List.of("plot", file, "raster"), List.of("diff", file, file))) {
                Cli cli = Cli.execute(command.toArray());
                if (command.get(0).equals("diff") && file.toString().endsWith("early.h5")) {
                    continue;
                }
                assertThat(cli.exitCode()).as(command + cli.err()).isEqualTo(ExitCode.WRONG_INPUT);
                assertThat(cli.err().lines()).as(command + cli.err()).hasSize(1);
                assertThat(cli.err()).containsPattern("found|damaged").doesNotContain("internal error");
            }
        }
        assertThat(Cli.execute("spikes", folder.resolve("nowhere.h5")).err())
                .contains("RUN: found nothing at", "or one file of spikes");
    }

    /** Bytes cut off, changed, or of no meaning: a message or, where they mean nothing to a reader, the spikes. */
    @ParameterizedTest
    @ValueSource(strings = {"spikes.h5", "spikes.nwb", "spikes.dat", "spikes.csv"})
    void damagedFiles_neverEndInAStackTrace(String name) throws Exception {
        byte[] whole = Files.readAllBytes(run.resolve(name));
        Random random = new Random(name.hashCode());
        Path file = folder.resolve("damaged-" + name);
        for (int i = 0; i < 90; i++) {
            byte[] damaged = i % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            int changes = i % 3 == 2 ? damaged.length : 1 + random.nextInt(12);
            for (int k = 0; k < changes && damaged.length > 0; k++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Files.write(file, damaged);
            Cli cli = Cli.execute("spikes", file, "--format", "csv");
            assertThat(cli.exitCode()).as(name + " " + i + ": " + cli.err()).isIn(ExitCode.DONE, ExitCode.WRONG_INPUT);
            assertThat(cli.err()).doesNotContain("internal error", "\tat ");
        }
    }
}
