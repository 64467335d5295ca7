package io.dopaflow.analysis.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.analysis.testing.RandomGraph;
import io.dopaflow.analysis.testing.RecordedRun;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.task.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks of a run as a whole: each thing that was changed is named, what and where. */
class RunCheckTest extends ChangedRun {
    /** The manifest tells of the seed; without it, the first arrival does. */
    @Test
    void anotherSeed_isFoundInTheManifest_andByTheFirstArrival() throws Exception {
        LearningCycle other = Experiments.withSeed(EXPERIMENT, 4);
        assertThat(((Verification.Refuted) verify(original, other))
                        .disagreement()
                        .text())
                .isEqualTo("manifest.json, seed: found 3, expected 4");
        RecordedRun run = copy();
        editManifest(run, manifest -> manifest.replace("\"seed\" : 3", "\"seed\" : 4"));
        Disagreement found = ((Verification.Refuted) verify(run, other)).disagreement();
        assertThat(found.opportunity()).isZero();
        assertThat(found.quantity()).isEqualTo("arrival");
    }

    private static void editManifest(RecordedRun run, UnaryOperator<String> change) throws IOException {
        Path file = run.path().resolve("manifest.json");
        String text = Files.readString(file);
        assertThat(change.apply(text)).isNotEqualTo(text);
        Files.writeString(file, change.apply(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"synapses\" : 16|\"synapses\" : 15|synapses: found 15, expected 16",
                "\"opportunities\" : 4|\"opportunities\" : 5|learning opportunities: found 5, expected 4",
                "\"cyclesPlanned\" : 16|\"cyclesPlanned\" : 20|planned cycles: found 20, expected 16",
                "\"cyclesDone\" : 16|\"cyclesDone\" : 12|cycles: found 12, expected 16",
                "\"spikes\" : 224|\"spikes\" : 225|spikes: found 225, expected 224",
                "\"synapticEvents\" : 256|\"synapticEvents\" : 0|synaptic events: found 0, expected 256",
                "\"weightsDigest\" : \"sha256:[0-9a-f]*\"|\"weightsDigest\" : null|digest of the last weights: found none, expected one",
                "\"status\" : \"finished\"|\"status\" : \"cancelled\"|cycles: found 16, expected 0 to 15, as the run is cancelled"
            })
    void manifestThatDoesNotFit_isRefuted(String from, String to, String found) throws Exception {
        RecordedRun run = copy();
        editManifest(run, manifest -> manifest.replaceFirst(from, to));
        assertThat(refuted(run).text()).isEqualTo("manifest.json, " + found);
    }

    /** Their opportunity was not kept as a whole and is not recomputed; of their logarithms the change is often none. */
    @ParameterizedTest
    @ValueSource(ints = {0, 4, 9, 15})
    void lastWeight_alteredByAnUlp_hasAnotherDigest(int synapse) throws Exception {
        RecordedRun run = RecordedRun.write(temporary.resolve("thin"), EXPERIMENT, new RecordedRun.Plan(1, 2, 4))
                .change(
                        "weights",
                        "UPDATE t SET weight = nextafter(weight, 9) WHERE opportunity = 3 AND cycle = 3 AND synapse = "
                                + synapse);
        assertThat(refuted(run).quantity()).isEqualTo("digest of the last weights");
    }

    /** Where neurons may stay silent, the counts follow from the record only, and only from all of it. */
    @Test
    void countsOfAStochasticNetwork_areChecked_whereAllCyclesWereKept() throws Exception {
        SplittableRandom random = new SplittableRandom(9);
        Network network = RandomGraph.of(random, 1.0);
        while (network.neurons().stream().noneMatch(n -> n.coding() == SpikeCoding.ALL_OR_NONE)) {
            network = RandomGraph.of(random, 1.0);
        }
        LearningCycle model = Experiments.of(network, RULE, Loss.PSEUDO_HUBER, 0.3, 1e-4, 6, 1);
        for (long stride : new long[] {1, 2}) {
            RecordedRun run = RecordedRun.write(
                    temporary.resolve("silent" + stride), model, new RecordedRun.Plan(stride, stride, stride));
            assertThat(verify(run, model)).isInstanceOf(Verification.Verified.class);
            editManifest(run, manifest -> manifest.replaceFirst("\"spikes\" : ", "\"spikes\" : 1"));
            Verification changed = verify(run, model);
            if (stride == 1) {
                assertThat(((Verification.Refuted) changed).disagreement().text())
                        .startsWith("manifest.json, spikes: found 1");
            } else {
                assertThat(((Verification.Verified) changed).coverage().notes())
                        .anyMatch(note -> note.startsWith("The manifest's counts of spikes"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"spikes", "arrivals", "rewards", "weights", "progress"})
    void removedTable_isMissed(String table) throws Exception {
        for (RecordedRun.Plan plan : List.of(RecordedRun.Plan.FULL, new RecordedRun.Plan(1, 2, 4))) {
            RecordedRun run = RecordedRun.write(temporary.resolve(table + plan.arrivals()), EXPERIMENT, plan);
            Files.delete(run.path().resolve(table + ".parquet"));
            assertThat(refuted(run).text())
                    .isEqualTo(table + ".parquet, table: found none, expected one, which scenario.yaml asks for");
        }
    }

    /** Of opportunity 1 the spikes and rewards were kept, but not the arrivals: it is not recomputed, but counted. */
    @ParameterizedTest
    @CsvSource({
        "spikes, DELETE FROM t WHERE opportunity = 1 AND cycle = 2 AND neuron = 7 AND kind = 'readout', readouts, 11, 12",
        "spikes, DELETE FROM t WHERE opportunity = 1, onsets, 0, 12",
        "rewards, DELETE FROM t WHERE opportunity = 1, rewards, 0, 4",
        "arrivals, INSERT INTO t SELECT * REPLACE (1 AS opportunity) FROM t WHERE opportunity = 2, arrivals, 64, none",
        "weights, DELETE FROM t WHERE opportunity = 3 AND cycle = 3 AND synapse = 4, log-weights, missing, some"
    })
    void rowsOfAnOpportunityThatIsNotRecomputed_areCounted(
            String table, String change, String what, String found, String expected) throws Exception {
        RecordedRun run = RecordedRun.write(temporary.resolve("thin"), EXPERIMENT, new RecordedRun.Plan(1, 2, 4))
                .change(table, change);
        Disagreement disagreement = refuted(run);
        assertThat(List.of(
                        disagreement.subject(),
                        disagreement.quantity(),
                        disagreement.recorded(),
                        disagreement.recomputed()))
                .containsExactly(table + ".parquet", what, found, expected);
        assertThat(disagreement.opportunity()).isEqualTo(table.equals("weights") ? 3 : 1);
    }

    @ParameterizedTest
    @CsvSource({
        "training_loss = training_loss + 1e-16, training loss",
        "training_accuracy = 0.5, training accuracy",
        "training_r2 = 1, training r2",
        "held_out_loss = 0.1, held-out loss",
        "epoch = epoch + 1, epoch",
        "opportunity = opportunity + 1, opportunity",
        "time_ps = time_ps + 1, time in ps"
    })
    void score_isRecomputed(String change, String quantity) throws Exception {
        for (int epoch : new int[] {0, 1}) {
            RecordedRun run = copy().change("progress", "UPDATE t SET " + change + " WHERE epoch = " + epoch);
            Disagreement found = refuted(run);
            assertThat(found.subject()).isEqualTo("progress.parquet");
            assertThat(found.quantity()).isEqualTo(quantity);
            assertThat(found.opportunity()).isEqualTo(epoch == 0 ? 0 : 3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE FROM t WHERE epoch = 0, missing",
        "DELETE FROM t WHERE epoch = 1, missing",
        "INSERT INTO t SELECT * FROM t WHERE epoch = 1, two",
        "INSERT INTO t SELECT * REPLACE (4 AS cycles) FROM t WHERE epoch = 1, one"
    })
    void scores_areThoseThatAreExpected(String change, String found) throws Exception {
        Disagreement disagreement = refuted(copy().change("progress", change));
        assertThat(disagreement.subject()).isEqualTo("progress.parquet");
        assertThat(disagreement.quantity()).isEqualTo("score");
        assertThat(disagreement.recorded()).isEqualTo(found);
    }

    @Test
    void digestOfTheManifest_isChecked() throws Exception {
        RecordedRun run = copy();
        editManifest(run, manifest -> manifest.replaceFirst("sha256:[0-9a-f]*", "sha256:0"));
        Disagreement found = refuted(run);
        assertThat(found.subject()).isEqualTo("manifest.json");
        assertThat(found.recorded()).isEqualTo("sha256:0");
        assertThat(found.opportunity()).isEqualTo(3);
    }
}
