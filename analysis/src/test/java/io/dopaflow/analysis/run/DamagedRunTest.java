package io.dopaflow.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.analysis.store.DuckDb;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.neuron.SpikeCoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are missing, cut, or hold something else, and opportunities that were not kept whole. */
class DamagedRunTest {

    @TempDir
    Path folder;

    private final Network network = Runs.network(SpikeCoding.ALL_OR_NONE);

    private RunDirectory directory;

    @BeforeEach
    void create() {
        directory = Runs.directory(folder.resolve("r"), network, 4);
    }

    private void write(Consumer<RunWriter> rows) {
        try (RunWriter writer = new RunWriter(directory, failure -> {})) {
            writer.network(network);
            rows.accept(writer);
        }
    }

    private void assertUnreadable(String file, String problem, Consumer<RunReader> read) {
        try (RunReader run = RunReader.open(directory.path())) {
            assertThatExceptionOfType(WrongFileException.class)
                    .isThrownBy(() -> read.accept(run))
                    .withMessageContainingAll(directory.path().resolve(file).toString(), problem);
        }
    }

    @Test
    void cutFile_isNamed() throws IOException {
        write(writer -> Runs.write(writer, network, 0));
        Path file = RunTable.REWARDS.file(directory.path());
        byte[] content = Files.readAllBytes(file);
        for (int length : new int[] {0, 3, content.length / 2, content.length - 1}) {
            Files.write(file, Arrays.copyOf(content, length));
            assertUnreadable("rewards.parquet", "damaged or not a Parquet file", run -> run.rewards(row -> {}));
        }
    }

    /** The footer is whole, so that only reading the rows shows it. */
    @Test
    void changedBytes_areNamed() throws IOException {
        write(writer -> {
            for (int cycle = 0; cycle < 5000; cycle++) {
                writer.reward(cycle, cycle, 0, 1.0 / (1 + cycle), Math.sin(cycle));
            }
        });
        Path file = RunTable.REWARDS.file(directory.path());
        byte[] content = Files.readAllBytes(file);
        Arrays.fill(content, 8, content.length / 2, (byte) 0x55);
        Files.write(file, content);
        assertUnreadable("rewards.parquet", "cannot be read", run -> run.rewards(row -> {}));
    }

    @Test
    void fileOfAnotherTable_isNamedWithTheColumns() throws IOException {
        write(writer -> Runs.write(writer, network, 0));
        Files.copy(
                RunTable.SYNAPSES.file(directory.path()),
                RunTable.REWARDS.file(directory.path()),
                StandardCopyOption.REPLACE_EXISTING);
        assertUnreadable(
                "rewards.parquet",
                "found the columns synapse INTEGER, pre INTEGER, post INTEGER; a run has time_ps BIGINT",
                run -> run.rewards(row -> {}));
    }

    @Test
    void columnLayerOfFormerRuns_isReadAsDepth() {
        write(writer -> Runs.write(writer, network, 0));
        Path file = RunTable.NEURONS.file(directory.path());
        try (DuckDb database = new DuckDb("128MB", 1)) {
            database.copy("SELECT * RENAME (depth AS layer) FROM " + DuckDb.parquet(List.of(file)), file, "zstd");
        }
        List<SpikeRow> rows = new ArrayList<>();
        try (RunReader run = RunReader.open(directory.path())) {
            assertThat(run.network().neurons()).isEqualTo(network.neurons());
            run.spikes(SpikeQuery.everything().ofDepths(Set.of(2)), rows::add);
        }
        assertThat(rows).isNotEmpty().allMatch(row -> network.depthOf(row.neuron()) == 2);
    }

    @Test
    void logarithmsOfFormerRuns_areRead_withTheirWeights() {
        write(writer -> Runs.write(writer, network, 0));
        Path file = RunTable.WEIGHTS.file(directory.path());
        try (DuckDb database = new DuckDb("128MB", 1)) {
            database.copy("SELECT * EXCLUDE (weight) FROM " + DuckDb.parquet(List.of(file)), file, "zstd");
        }
        WeightSnapshot end = new WeightSnapshot(0, 2, Runs.start(1, 0));
        try (RunReader run = RunReader.open(directory.path())) {
            double[] theta = run.logWeights(end);
            double[] weights = run.weights(end);
            for (int synapse = 0; synapse < network.synapseCount(); synapse++) {
                double written = Runs.weight(0, 2, synapse);
                assertThat(theta[synapse]).isEqualTo(StrictMath.log(written));
                assertThat(weights[synapse]).isCloseTo(written, within(1e-14));
            }
        }
    }

    @Test
    void missingNetwork_isNamed() throws IOException {
        write(writer -> Runs.write(writer, network, 0));
        Files.delete(RunTable.NEURONS.file(directory.path()));
        assertUnreadable("neurons.parquet", "not found", RunReader::network);
    }

    @Test
    void missingScenario_isNamed() throws IOException {
        Files.delete(directory.scenarioFile());
        assertUnreadable("scenario.yaml", "cannot be read", RunReader::scenario);
        Files.writeString(directory.scenarioFile(), "name: another\n");
        try (RunReader run = RunReader.open(directory.path())) {
            assertThat(run.scenarioIsUnchanged()).isFalse();
        }
    }

    @Test
    void weightsOfSomeSynapses_areNoSnapshot() {
        write(writer -> {
            Runs.weights(writer, network, 0, WeightSnapshot.START);
            for (int synapse = 1; synapse < network.synapseCount(); synapse++) {
                writer.weight(1, 0, 2, synapse, 1);
            }
        });
        try (RunReader run = RunReader.open(directory.path())) {
            assertThat(run.snapshots()).extracting(WeightSnapshot::cycle).containsExactly(WeightSnapshot.START);
        }
        assertUnreadable(
                "weights.parquet",
                "weights of only some synapses in opportunity 0, cycle 2",
                run -> run.weights(new WeightSnapshot(0, 2, 1)));
    }

    @Test
    void synapseRecordedTwice_isNamed() {
        write(writer -> {
            Runs.weights(writer, network, 0, WeightSnapshot.START);
            writer.weight(1, 0, WeightSnapshot.START, 3, 1);
        });
        assertUnreadable(
                "weights.parquet",
                "found synapse 3 in opportunity 0, cycle -1 twice",
                run -> run.opportunities(List.of(0L), log -> {}));
    }

    @Test
    void spikeOfAnUnknownNeuron_isNamed() {
        for (int unknown : new int[] {-1, network.neuronCount()}) {
            directory = Runs.directory(folder.resolve("unknown" + unknown), network, 4);
            write(writer -> writer.spike(1, unknown, SpikeKind.READOUT, 1, 0, 0));
            String problem = "found a spike of neuron " + unknown + ", the network has 0 to ";
            assertUnreadable("spikes.parquet", problem, run -> run.spikes(SpikeQuery.everything(), spike -> {}));
        }
    }

    /** One arrival missing, end weights missing, and a silent neuron whose targets get nothing. */
    @Test
    void coverage_countsWhatIsMissing() {
        int silent = network.neurons().stream()
                .filter(neuron -> neuron.coding() == SpikeCoding.ALL_OR_NONE)
                .findFirst()
                .orElseThrow()
                .id();
        write(writer -> {
            for (int opportunity = 0; opportunity < 3; opportunity++) {
                writeSpikes(writer, opportunity, opportunity == 2 ? silent : -1);
                writeArrivals(writer, opportunity, opportunity == 2 ? silent : -1, opportunity == 1 ? 0 : -1);
                Runs.weights(writer, network, opportunity, WeightSnapshot.START);
                if (opportunity != 1) {
                    Runs.weights(writer, network, opportunity, Runs.CYCLES - 1);
                }
            }
        });
        try (RunReader run = RunReader.open(directory.path())) {
            List<OpportunityCoverage> coverage = run.coverage();
            assertThat(coverage).extracting(OpportunityCoverage::isWhole).containsExactly(true, false, true);
            int all = network.synapseCount() * Runs.CYCLES;
            assertThat(coverage.get(1).shares())
                    .containsEntry("arrivals", new OpportunityCoverage.Share(all - Runs.CYCLES, all))
                    .containsEntry("weights at the end", new OpportunityCoverage.Share(0, network.synapseCount()));
            run.opportunities(List.of(1L), log -> {
                assertThat(log.weights(Runs.CYCLES - 1)).isEqualTo(Optional.empty());
                assertThat(log.weights(WeightSnapshot.START)).isPresent();
            });
        }
    }

    private void writeSpikes(RunWriter writer, int opportunity, int silent) {
        for (int cycle = 0; cycle < Runs.CYCLES; cycle++) {
            for (int neuron = 0; neuron < network.neuronCount(); neuron++) {
                double amplitude = neuron == silent ? 0 : 1;
                writer.spike(cycle, neuron, SpikeKind.READOUT, amplitude, opportunity, cycle);
                if (network.depthOf(neuron) > 0) {
                    writer.spike(cycle, neuron, SpikeKind.ONSET, 1, opportunity, cycle);
                }
            }
            writer.reward(cycle, opportunity, cycle, 1, 0);
        }
    }

    private void writeArrivals(RunWriter writer, int opportunity, int silent, int without) {
        for (int cycle = 0; cycle < Runs.CYCLES; cycle++) {
            for (Synapse synapse : network.synapses()) {
                if (synapse.pre() != silent && synapse.id() != without) {
                    writer.arrival(cycle, synapse.id(), opportunity, cycle);
                }
            }
        }
    }
}
