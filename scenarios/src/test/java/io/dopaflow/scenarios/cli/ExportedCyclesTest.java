package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The spikes of learning cycles in files that other tools read, against the table of the run as DuckDB reads it. */
class ExportedCyclesTest {
    @TempDir
    static Path folder;

    private static Path sampled;
    private static Path whole;

    @BeforeAll
    static void execute() {
        sampled = folder.resolve("sampled");
        done(
                "run",
                "iris",
                "--set",
                "learning.epochs=1",
                "--set",
                "record.spikes.every=40 opportunities",
                "--out",
                sampled,
                "--quiet");
        whole = folder.resolve("whole");
        done("run", "xor", "--set", "learning.epochs=2", "--set", "record.spikes=all", "--out", whole, "--quiet");
    }

    private static Cli done(Object... args) {
        Cli cli = Cli.execute(args);
        assertThat(cli.exitCode()).as(Arrays.toString(args) + cli.err()).isZero();
        return cli;
    }

    /** As the script prints spikes: picoseconds, population, number in it. */
    private static List<String> recorded(Path run, String condition) throws Exception {
        List<String> spikes = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT time_ps, neuron FROM '" + run.resolve("spikes.parquet")
                        + "' WHERE amplitude <> 0" + condition)) {
            while (rows.next()) {
                spikes.add(rows.getLong(1) + " neurons " + rows.getInt(2));
            }
        }
        return spikes;
    }

    /** Requirement R22: units, true sorting, ids from 0, every ps; onsets and readouts, of the opportunities that were kept. */
    @Test
    void sonata_hasEveryRecordedSpikeToThePicosecond() throws Exception {
        Cli cli = done("export", sampled);
        assertThat(cli.err()).contains("note: the run recorded the spikes of only 3 of its learning opportunities");
        assertThat(Hdf5Check.lines("spikes", List.of(sampled.resolve("spikes.h5"))))
                .containsExactlyInAnyOrderElementsOf(recorded(sampled, ""))
                .hasSizeGreaterThan(1000);
    }

    /** Requirement R22: what was observed are the opportunities that were kept, so that rates are right. */
    @Test
    void nwb_hasEveryRecordedSpikeAndWhenTheyWereRecorded() throws Exception {
        done("export", sampled, "--format", "nwb");
        assertThat(Hdf5Check.lines("nwb", List.of(sampled.resolve("spikes.nwb"))))
                .containsExactlyInAnyOrderElementsOf(recorded(sampled, ""));
    }

    @ParameterizedTest
    @CsvSource({"onset", "readout"})
    void kind_isAllThatIsThere(String kind) throws Exception {
        done("export", whole, "--kind", kind, "--force");
        assertThat(Hdf5Check.lines("spikes", List.of(whole.resolve("spikes.h5"))))
                .containsExactlyInAnyOrderElementsOf(recorded(whole, " AND kind = '" + kind + "'"))
                .isNotEmpty();
    }

    /** Times and neurons as {@code spikes} lists them. */
    @ParameterizedTest
    @CsvSource({"csv, ','", "nest, '\t'"})
    void text_hasEveryRecordedSpike(String format, String separator) throws Exception {
        Cli cli = done("export", whole, "--format", format, "--force");
        assertThat(cli.err()).doesNotContain("note");
        List<String> found =
                Files.readAllLines(whole.resolve(format.equals("csv") ? "spikes.csv" : "spikes.dat")).stream()
                        .filter(line -> Character.isDigit(line.charAt(0)))
                        .map(line -> line.split(separator))
                        .map(cells -> format.equals("csv") ? cells : new String[] {cells[1], cells[0]})
                        .map(cells ->
                                new BigDecimal(cells[0]).movePointRight(9).longValueExact() + " neurons " + cells[1])
                        .toList();
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(recorded(whole, ""))
                .isNotEmpty();
    }

    @Test
    void runThatRecordedNoSpikes_isAFileWithout() throws Exception {
        Path none = folder.resolve("none");
        done("run", "xor", "--set", "learning.epochs=1", "--set", "record.spikes=none", "--out", none, "--quiet");
        for (String format : List.of("sonata", "nwb")) {
            assertThat(done("export", none, "--format", format).err())
                    .contains("of only 0 of its learning opportunities");
        }
        assertThat(Hdf5Check.lines("spikes", List.of(none.resolve("spikes.h5"))))
                .isEmpty();
        assertThat(Hdf5Check.lines("nwb", List.of(none.resolve("spikes.nwb")))).isEmpty();
    }
}
