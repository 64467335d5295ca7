package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 5 learning opportunities of 201 cycles: the source reads out once in each, the output opens and reads out once. */
class SpikesCommandTest {
    private static final int CYCLES = 5 * 201;

    @TempDir
    static Path folder;

    private static Path run;

    @BeforeAll
    static void run() {
        run = folder.resolve("run");
        Cli made = Cli.execute("run", "single-synapse", "--set", "learning.opportunities=5", "--out", run);
        assertThat(made.exitCode()).as(made.err()).isZero();
    }

    @Test
    void csv_hasEverySpikeInOrder() {
        List<String> lines = spikes("--format", "csv").lines().toList();
        assertThat(lines).hasSize(1 + 3 * CYCLES);
        assertThat(lines.get(0)).isEqualTo("time_ps,neuron,name,kind,amplitude,opportunity,cycle");
        assertThat(lines.get(1)).isEqualTo("0,0,pre,readout,1.0,0,0");
        assertThat(lines.stream().skip(1).map(line -> Long.parseLong(line.split(",")[0])))
                .isSorted();
    }

    @Test
    void filters_combine() {
        String csv = spikes("--neuron", "post", "--kind", "readout", "--opportunity", "1..2", "--format", "csv");
        assertThat(csv.lines()).hasSize(1 + 2 * 201);
        assertThat(csv.lines().skip(1)).allMatch(line -> line.matches("\\d+,1,post,readout,[^,]+,[12],\\d+"));
        assertThat(spikes("--depth", "0", "--opportunity", "4", "--format", "csv")
                        .lines())
                .hasSize(1 + 201);
    }

    @Test
    void times_haveUnitsAndTheEndIsExclusive() {
        List<String> first = spikes("--neuron", "pre", "--limit", "3", "--format", "csv")
                .lines()
                .toList();
        String third = first.get(3).split(",")[0] + "ps";
        assertThat(spikes("--neuron", "pre", "--from", "0 ms", "--to", third, "--format", "csv")
                        .lines())
                .hasSize(3);
        assertThat(spikes("--neuron", "pre", "--from", third, "--format", "csv").lines())
                .hasSize(1 + CYCLES - 2);
    }

    @Test
    void json_isReadByMachines() throws Exception {
        JsonNode spikes = new ObjectMapper().readTree(spikes("--opportunity", "0", "--format", "json"));
        assertThat(spikes.size()).isEqualTo(3 * 201);
        assertThat(spikes.get(0).get("time_ps").isIntegralNumber()).isTrue();
        assertThat(spikes.get(0).get("name").asText()).isEqualTo("pre");
        assertThat(spikes.get(0).get("amplitude").doubleValue()).isEqualTo(1.0);
    }

    @Test
    void counts_areOfEachNeuronAndKind() {
        assertThat(spikes("--counts", "--format", "csv").lines())
                .hasSize(4)
                .anyMatch(line -> line.equals("0,pre,0,readout," + CYCLES + ",1.0"))
                .anyMatch(line -> line.startsWith("1,post,1,onset," + CYCLES + ","))
                .anyMatch(line -> line.startsWith("1,post,1,readout," + CYCLES + ","));
    }

    /** A cycle of this scenario takes 23 ms. */
    @Test
    void rates_areInSpikesPerSecondOfRecordedTime() throws Exception {
        JsonNode rates = new ObjectMapper().readTree(spikes("--rates", "--opportunity", "1..3", "--format", "json"));
        for (JsonNode row : rates) {
            assertThat(row.get("spikes").intValue()).isEqualTo(3 * 201);
            assertThat(row.get("rate_hz").doubleValue()).isEqualTo(1 / 0.023, within(1e-9));
        }
    }

    @Test
    void intervals_areThoseOfTheCycle() {
        assertThat(spikes("--isi", "--neuron", "pre", "--opportunity", "2", "--format", "csv"))
                .isEqualTo("neuron,name,depth,kind,intervals,shortest_ms,mean_ms,longest_ms,cv\n"
                        + "0,pre,0,readout,200,23.0,23.0,23.0,0.0\n");
    }

    /** Somebody who has never seen the model takes a coefficient of variation of 0 for a mistake. */
    @ParameterizedTest
    @ValueSource(strings = {"--rates", "--isi"})
    void regularity_isExplained(String view) {
        Cli table = Cli.execute("spikes", run, view, "--opportunity", "0");
        assertThat(table.err())
                .contains(
                        "Graded neurons spike once in every cycle by construction", "(the length of a cycle, 23.00 ms")
                .contains("a CV of 0 are no fault");
        assertThat(Cli.execute("spikes", run, view, "--format", "csv").err()).doesNotContain("Graded neurons");
        assertThat(Cli.execute("spikes", run, "--counts").err()).doesNotContain("Graded neurons");
        assertThat(Cli.execute("spikes", "--help").out().replaceAll("\\s+", " "))
                .contains("Graded neurons spike once in every cycle by construction", "a CV of 0 are no fault");
    }

    @ParameterizedTest
    @ValueSource(strings = {"raster.png", "raster.svg"})
    void raster_isDrawnIntoTheFormOfItsName(String name) throws Exception {
        Path file = folder.resolve(name);
        Cli drawn = Cli.execute("spikes", run, "--opportunity", "0", "--raster", file);
        assertThat(drawn.exitCode()).as(drawn.err()).isZero();
        assertThat(drawn.err()).contains("wrote " + file);
        byte[] content = Files.readAllBytes(file);
        String start = name.endsWith("png") ? "\u0089PNG" : "<?xml";
        assertThat(new String(content, StandardCharsets.ISO_8859_1)).startsWith(start);

        Cli again = Cli.execute("spikes", run, "--raster", file);
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("--force");
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
        assertThat(Cli.execute("spikes", run, "--raster", file, "--force").exitCode())
                .isZero();
    }

    @Test
    void table_isAlignedAndSaysWhenThereIsMore() {
        Cli cli = Cli.execute("spikes", run, "--limit", "2");
        assertThat(cli.out().lines())
                .containsExactly(
                        "       time  neuron  name  kind     amplitude  opportunity  cycle",
                        "0.000000 ms       0  pre   readout      1.000            0      0",
                        "1.000000 ms       1  post  onset        1.000            0      0");
        assertThat(cli.err()).contains("more than 2");
    }

    @Test
    void nothingFound_isSaid() {
        Cli cli = Cli.execute("spikes", run, "--opportunity", "77");
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.err()).contains("no recorded spike matches");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--neuron nobody",
                "--depth 7",
                "--depth -1",
                "--from 120",
                "--from 2s --to 1s",
                "--opportunity 4..2",
                "--kind blip",
                "--format xml",
                "--limit 0",
                "--counts --isi",
                "--raster figure.gif"
            })
    void wrongOption_isExplained(String options) {
        Object[] args = (run + "|" + options.replace(' ', '|')).split("\\|");
        Object[] all = new Object[args.length + 1];
        all[0] = "spikes";
        System.arraycopy(args, 0, all, 1, args.length);
        Cli cli = Cli.execute(all);
        assertThat(cli.exitCode()).as(cli.err()).isEqualTo(2);
        assertThat(cli.err()).containsAnyOf("allowed", "exclusive").doesNotContain("Exception");
        assertThat(cli.out()).isEmpty();
    }

    private static String spikes(Object... options) {
        Object[] all = new Object[options.length + 2];
        all[0] = "spikes";
        all[1] = run;
        System.arraycopy(options, 0, all, 2, options.length);
        Cli cli = Cli.execute(all);
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        return cli.out();
    }
}
