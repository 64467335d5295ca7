package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.SpikingRunReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The spikes of a run in files that other tools read. */
class ExportCommandTest {
    /** Two populations share ids; one neuron of each spikes, and a population is silent. */
    private static final String NETWORK = """
            name: small
            model: spiking-network
            duration: 100 ms
            time: precise
            populations:
              left: {size: 3, neuron: {lif: {synapses: delta}}}
              silent: {size: 2, neuron: {lif: {synapses: delta}}}
              right: {size: 3, neuron: {lif: {synapses: delta}}}
            sources:
              kick: {poisson: {rate: 300 Hz}, size: 3}
            projections:
              - {from: kick, to: left, connect: one-to-one, weight: 40 mV, delay: 1.7 ms}
              - {from: kick, to: right, connect: one-to-one, weight: 40 mV, delay: 2 ms}
            """;

    @TempDir
    static Path folder;

    private static Path run;
    private static Path quiet;

    @BeforeAll
    static void execute() throws Exception {
        Path scenario = Files.writeString(folder.resolve("small.yaml"), NETWORK);
        run = folder.resolve("run");
        quiet = folder.resolve("quiet");
        done("run", scenario, "--out", run, "--quiet");
        done("run", scenario, "--set", "sources.kick.poisson.rate=0 Hz", "--out", quiet, "--quiet");
    }

    private static Cli done(Object... args) {
        Cli cli = Cli.execute(args);
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        return cli;
    }

    private static Path export(Path from, String format, String ending) {
        Path file = from.resolve("spikes" + ending);
        assertThat(done("export", from, "--format", format, "--force").out()).contains("wrote " + file);
        return file;
    }

    /** As the script prints them: picoseconds, population, number in it. */
    private static List<String> recorded() {
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            List<String> spikes = new ArrayList<>();
            reader.spikes(
                    reader.everything(),
                    (time, cell) -> spikes.add(time + " "
                            + reader.cells().nameOf(cell).replace('[', ' ').replace("]", "")));
            return spikes;
        }
    }

    /** Requirements R22, R24 and R25: silent neurons, ids from 0 in each population, which share them, units, true sorting, every ps. */
    @Test
    void sonata_keepsTheRulesAndHasEverySpikeToThePicosecond() throws Exception {
        assertThat(Hdf5Check.lines("spikes", List.of(export(run, "sonata", ".h5"))))
                .containsExactlyInAnyOrderElementsOf(recorded())
                .hasSizeGreaterThan(100);
    }

    /** Requirement R22: as pynwb's schema has it, with a unit for each neuron, silent ones too. */
    @Test
    void nwb_keepsTheRulesAndHasEverySpikeToThePicosecond() throws Exception {
        assertThat(Hdf5Check.lines("nwb", List.of(export(run, "nwb", ".nwb"))))
                .containsExactlyInAnyOrderElementsOf(recorded());
    }

    /** Requirement R22: no spikes at all. */
    @Test
    void noSpikesAtAll_areFilesThatKeepTheRules() throws Exception {
        assertThat(Hdf5Check.lines("spikes", List.of(export(quiet, "sonata", ".h5"))))
                .isEmpty();
        assertThat(Hdf5Check.lines("nwb", List.of(export(quiet, "nwb", ".nwb"))))
                .isEmpty();
        assertThat(Files.readString(export(quiet, "csv", ".csv"))).isEqualTo("time_ms,neuron,population,index\n");
        assertThat(Files.readAllLines(export(quiet, "nest", ".dat"))).hasSize(3);
    }

    /** Requirement R25: below 8388.608 s every picosecond comes back, and nothing is said. */
    @ParameterizedTest
    @CsvSource({"sonata,.h5", "nwb,.nwb", "nest,.dat", "csv,.csv"})
    void export_isTheRunForDiff(String format, String ending) {
        Path file = export(run, format, ending);
        assertThat(done("diff", run, file).out()).contains("none: all spikes are the same");
        assertThat(done("diff", quiet, export(quiet, format, ending)).out()).contains("none");
        assertThat(done("export", run, "--format", format, "--force").err()).isEmpty();
    }

    /** Requirement R25: of a longer run the export says what is lost. */
    @Test
    void longerRuns_areToldWhatIsLost() {
        Path late = folder.resolve("late");
        done(
                "run",
                folder.resolve("small.yaml"),
                "--set",
                "duration=8400 s",
                "--set",
                "sources.kick.poisson.rate=0.01 Hz",
                "--out",
                late,
                "--quiet");
        assertThat(done("export", late).err()).contains("note: times from 8388.608 s on are rounded to 2 ps or more");
        assertThat(done("export", late, "--format", "nest").err()).isEmpty();
    }

    @Test
    void nothingIsReplacedWithoutForce() throws Exception {
        Path mine = Files.writeString(folder.resolve("mine.h5"), "mine");
        Cli cli = Cli.execute("export", run, "--out", mine);
        assertThat(cli.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(cli.err()).contains("--out: found the file " + mine, "--force");
        assertThat(mine).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--kind silent; --kind: found \"silent\"; allowed: onset | readout",
                "--format parquet; --format: found \"parquet\"; allowed: sonata | nest | csv | nwb",
                "--out spikes.dat; --out: found \"spikes.dat\"; allowed: a file ending in .h5",
                "--set seed=3; --set: found a run; allowed for a scenario",
                "--out no/such/folder/spikes.h5; --out: found no directory"
            })
    void wrongInput_isOneClearMessage(String input) {
        List<Object> args = new ArrayList<>(List.of("export", run));
        args.addAll(List.of(input.split(";")[0].split(" ")));
        Cli cli = Cli.execute(args.toArray());
        assertThat(cli.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(cli.err()).contains(input.split("; ", 2)[1]).doesNotContain("\tat ");
    }

    @Test
    void whatIsNeitherRunNorNetwork_isRefused() throws Exception {
        assertThat(Cli.execute("export", Files.createDirectories(folder.resolve("empty")))
                        .err())
                .contains("found no manifest.json in it");
        assertThat(Cli.execute("export", "xor").err())
                .contains("RUN-OR-SCENARIO: found learning cycles, xor; allowed: a network that spikes freely");
        assertThat(Cli.execute("export", "brunel", "--format", "nwb").err())
                .contains("--format: found nwb for a scenario; allowed: sonata");
        assertThat(Cli.execute("export", run, "--kind", "onset", "--force").err())
                .contains("--kind: found a run of a network that spikes freely; allowed for learning cycles");
    }
}
