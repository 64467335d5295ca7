package io.dopaflow.analysis.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.analysis.testing.RandomGraph;
import io.dopaflow.analysis.testing.RecordedRun;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.task.Loss;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest extends ChangedRun {
    @Test
    void untouchedRun_isVerified_andEverythingCounted() {
        Verification verification = verify(original, EXPERIMENT);
        assertThat(verification)
                .isEqualTo(new Verification.Verified(new Verification.Coverage(
                        4, 4, 16, 16 * (8 + 2 * 3), 16 * 16, 16, 20 * 16, 20 * 16, List.of())));
    }

    @Test
    void randomGraphs_withSilentNeurons_areVerified() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 10; i++) {
            CycleSchedule schedule = i % 3 == 0 ? new CycleSchedule.SingleUpdate() : RULE;
            LearningCycle model =
                    Experiments.of(RandomGraph.of(random, 0.6), schedule, Loss.values()[i % 3], 0.3, 1e-4, 6, i);
            long stride = 1 + i % 2;
            RecordedRun.Plan plan = new RecordedRun.Plan(stride, stride, 1);
            Verification verification = verify(RecordedRun.write(temporary.resolve("graph" + i), model, plan), model);
            assertThat(verification).isInstanceOf(Verification.Verified.class);
            Verification.Coverage coverage = ((Verification.Verified) verification).coverage();
            assertThat(coverage.opportunities()).isEqualTo(6 / stride);
            assertThat(coverage.cycles()).isEqualTo(6 / stride * schedule.cyclesPerOpportunity());
        }
    }

    /** Row r of the arrivals by time; each stands in another cycle. */
    @ParameterizedTest
    @ValueSource(ints = {0, 5, 15, 16, 40, 100, 255})
    void arrival_movedByANanosecond_isFoundAtItsSynapse(int row) throws Exception {
        RecordedRun run = copy().change("arrivals", "UPDATE t SET time_ps = time_ps + 1000 WHERE rowid = " + row);
        Disagreement found = refuted(run);
        assertThat(found.quantity()).isEqualTo("arrival");
        assertThat(found.subject()).contains(" -> ");
        assertThat(found.opportunity() * 4 + found.cycle()).isEqualTo(row / 16);
        long recorded = Long.parseLong(found.recorded().replace(" ps", ""));
        assertThat(recorded - found.timePs()).isEqualTo(1000);
    }

    @Test
    void arrivals_ofTwoSynapsesExchanged_areFoundAtTheEarlier() throws Exception {
        RecordedRun run = copy().change(
                        "arrivals",
                        "UPDATE t SET synapse = 1 - synapse WHERE synapse < 2 AND opportunity = 2 AND cycle = 1");
        Disagreement found = refuted(run);
        assertThat(found.opportunity()).isEqualTo(2);
        assertThat(found.cycle()).isEqualTo(1);
        assertThat(found.subject()).matches("synapse [01] \\(x1[+-] -> hidden1\\.1\\)");
    }

    static Stream<List<Object>> everySoManyRows() throws Exception {
        return Stream.of("spikes", "arrivals", "rewards", "weights", "neurons", "synapses")
                .flatMap(table -> {
                    long rows = rowsOf(table);
                    long step = Math.max(1, rows / 6);
                    return Stream.iterate(0L, row -> row < rows, row -> row + step)
                            .map(row -> List.<Object>of(table, row));
                });
    }

    private static long rowsOf(String table) {
        try {
            return original.rows(table);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("everySoManyRows")
    void removedRow_isMissed(List<Object> place) throws Exception {
        RecordedRun run = copy().change((String) place.get(0), "DELETE FROM t WHERE rowid = " + place.get(1));
        Disagreement found = refuted(run);
        if (!List.of("neurons", "synapses").contains(place.get(0))) {
            assertThat(found.recorded()).isEqualTo("missing");
        }
    }

    @Test
    void removedRow_isNamedWithItsPlace() throws Exception {
        RecordedRun run =
                copy().change("arrivals", "DELETE FROM t WHERE opportunity = 1 AND cycle = 0 AND synapse = 14");
        assertThat(refuted(run).text())
                .startsWith(
                        "learning opportunity 1, cycle 0, synapse 14 (bias2+ -> y), arrival: found missing, expected ");
    }

    @Test
    void lastRow_isMissedToo() throws Exception {
        RecordedRun run = copy().change("weights", "DELETE FROM t WHERE rowid = (SELECT max(rowid) FROM t)");
        Disagreement found = refuted(run);
        assertThat(found.opportunity()).isEqualTo(3);
        assertThat(found.cycle()).isEqualTo(3);
        assertThat(found.subject()).isEqualTo("synapse 15 (bias2- -> y)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reward", "loss"})
    void reward_alteredByAnUlp_isFound(String column) throws Exception {
        RecordedRun run = copy().change(
                        "rewards",
                        "UPDATE t SET " + column + " = nextafter(" + column
                                + ", 1e9) WHERE opportunity = 2 AND cycle = 3");
        Disagreement found = refuted(run);
        assertThat(found.subject()).isEqualTo("the reward");
        assertThat(found.quantity()).isEqualTo(column);
        assertThat(found.opportunity()).isEqualTo(2);
        assertThat(found.cycle()).isEqualTo(3);
        assertThat(Math.nextUp(Double.parseDouble(found.recomputed()))).isEqualTo(Double.parseDouble(found.recorded()));
    }

    @Test
    void amplitude_alteredByAnUlp_isFoundAtItsNeuron() throws Exception {
        RecordedRun run = copy().change(
                        "spikes",
                        "UPDATE t SET amplitude = nextafter(amplitude, 9) WHERE opportunity = 1 AND cycle = 2"
                                + " AND neuron = 7 AND kind = 'readout'");
        Disagreement found = refuted(run);
        assertThat(found.text()).startsWith("learning opportunity 1, cycle 2, neuron 7 (hidden1.2), amplitude: found ");
    }

    @Test
    void weight_alteredByAnUlp_isFoundAtItsSynapse() throws Exception {
        for (int cycle : new int[] {-1, 0, 2, 3}) {
            for (String column : List.of("weight", "theta")) {
                RecordedRun run = copy().change(
                                "weights",
                                "UPDATE t SET " + column + " = nextafter(" + column
                                        + ", 9) WHERE opportunity = 2 AND synapse = 5 AND cycle = " + cycle);
                Disagreement found = refuted(run);
                assertThat(found.subject()).as(column).isEqualTo("synapse 5 (bias1- -> hidden1.1)");
                assertThat(found.opportunity()).as(column).isEqualTo(2);
                assertThat(found.cycle()).as(column).isEqualTo(cycle);
            }
        }
    }

    @Test
    void rowsThatShouldNotBeThere_areFound() throws Exception {
        for (String table : List.of("spikes", "arrivals", "rewards")) {
            RecordedRun twice = copy().change(table, "INSERT INTO t SELECT * FROM t WHERE rowid = 7");
            assertThat(refuted(twice).recorded()).as(table).startsWith("another at ");
            RecordedRun late = copy().change(
                            table,
                            "INSERT INTO t SELECT * REPLACE (9 AS cycle) FROM t WHERE opportunity = 1 AND cycle = 3"
                                    + " LIMIT 1");
            assertThat(refuted(late).recorded()).as(table).contains("outside cycles 0 to 3");
        }
    }

    @Test
    void wholeOpportunityRemoved_isMissed() throws Exception {
        RecordedRun run = copy();
        for (String table : List.of("spikes", "arrivals", "rewards", "weights")) {
            run.change(table, "DELETE FROM t WHERE opportunity = 2");
        }
        Disagreement found = refuted(run);
        assertThat(found.opportunity()).isEqualTo(2);
        assertThat(found.recorded()).isEqualTo("missing");
    }

    @Test
    void withoutArrivals_nothingIsChecked_andTheAdviceSaysHow() {
        RecordedRun run = RecordedRun.write(temporary.resolve("none"), EXPERIMENT, new RecordedRun.Plan(1, 0, 1));
        Verification verification = verify(run, EXPERIMENT);
        assertThat(verification).isInstanceOf(Verification.NothingToCheck.class);
        Verification.NothingToCheck nothing = (Verification.NothingToCheck) verification;
        assertThat(nothing.reason()).contains("arrivals");
        assertThat(nothing.advice()).contains("--record full");
    }

    @Test
    void thinnedRun_isCheckedWhereAllWasKept() {
        RecordedRun run = RecordedRun.write(temporary.resolve("thin"), EXPERIMENT, new RecordedRun.Plan(1, 2, 4));
        Verification verification = verify(run, EXPERIMENT);
        assertThat(verification).isInstanceOf(Verification.Verified.class);
        Verification.Coverage coverage = ((Verification.Verified) verification).coverage();
        assertThat(coverage.opportunities()).isEqualTo(2);
        assertThat(coverage.ofOpportunities()).isEqualTo(4);
        assertThat(coverage.notes())
                .singleElement()
                .asString()
                .startsWith("The weights were taken as recorded at the start of 1 learning opportunities");
        // Of opportunity 0 all, of opportunity 2 the end, which is all but one of its two; and the last weights are no
        // one's.
        assertThat(coverage.weights()).isEqualTo(16 * (1 + 4 + 1));
        assertThat(coverage.ofWeights()).isEqualTo(16 * (5 + 2 + 1));
    }

    /** The single-update rule compares with the loss before; where that was not kept, the reward stands for itself. */
    @Test
    void singleUpdates_withoutTheLossBefore_takeTheRewardAsRecorded() throws Exception {
        LearningCycle model =
                Experiments.of(NETWORK, new CycleSchedule.SingleUpdate(), Loss.PSEUDO_HUBER, 0.3, 1e-3, 9, 3);
        RecordedRun all = RecordedRun.write(temporary.resolve("all"), model, new RecordedRun.Plan(4, 4, 4));
        assertThat(((Verification.Verified) verify(all, model)).coverage().notes())
                .noneMatch(note -> note.contains("rewards"));
        RecordedRun run = RecordedRun.write(temporary.resolve("single"), model, new RecordedRun.Plan(4, 4, 4, 4));
        Verification verification = verify(run, model);
        assertThat(verification).isInstanceOf(Verification.Verified.class);
        assertThat(((Verification.Verified) verification).coverage().notes())
                .anyMatch(note -> note.startsWith("The rewards of 2 learning opportunities"));
        run.change("rewards", "UPDATE t SET reward = reward + 1 WHERE opportunity = 4");
        assertThat(verify(run, model)).isInstanceOf(Verification.Refuted.class);
    }

    @Test
    void killedRun_isCheckedUpToItsLastWholeOpportunity() throws Exception {
        RecordedRun run = copy().change("arrivals", "DELETE FROM t WHERE opportunity = 3 AND cycle > 1");
        RunDirectory directory = RunDirectory.of(run.path());
        RunManifest manifest = directory.manifest();
        directory.write(RunManifest.starting(
                manifest.dopaflow(),
                manifest.family(),
                manifest.name(),
                manifest.scenarioDigest(),
                manifest.dataDigest(),
                manifest.seed(),
                manifest.environment(),
                RunWork.OfCycles.planned(16, 4, 16)));
        Verification verification = verify(run, EXPERIMENT);
        assertThat(verification).isInstanceOf(Verification.Verified.class);
        Verification.Coverage coverage = ((Verification.Verified) verification).coverage();
        assertThat(coverage.opportunities()).isEqualTo(3);
        assertThat(coverage.notes())
                .anyMatch(note -> note.startsWith("The run did not finish; the last learning opportunity "));
    }
}
