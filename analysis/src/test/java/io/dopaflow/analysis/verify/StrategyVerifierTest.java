package io.dopaflow.analysis.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.analysis.testing.RecordedRun;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.models.task.Loss;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every baseline, pairing and window of STDP emerges from timing alone, and mistakes in them are found. */
class StrategyVerifierTest {
    private static final Network NETWORK = Experiments.network(2, SpikeCoding.GRADED, Activation.IDENTITY);
    private static final RewardBaseline MEAN = new RewardBaseline.RunningMean(0.3);
    private static final RewardBaseline ANTITHETIC = new RewardBaseline.AntitheticPair();
    private static final RewardBaseline UNPERTURBED = new RewardBaseline.Unperturbed();

    @TempDir
    private Path temporary;

    private static LearningCycle multi(RewardBaseline baseline) {
        return model(new CycleSchedule.MultiUpdate(4, baseline));
    }

    private static LearningCycle single(RewardBaseline baseline) {
        return model(new CycleSchedule.SingleUpdate(baseline));
    }

    private static LearningCycle model(CycleSchedule schedule) {
        return Experiments.of(NETWORK, schedule, Loss.PSEUDO_HUBER, 0.3, 0.01, 9, 3);
    }

    static List<LearningCycle> strategies() {
        RewardBaseline previous = new RewardBaseline.PreviousCycle();
        return List.of(
                multi(MEAN),
                multi(ANTITHETIC),
                multi(UNPERTURBED),
                single(MEAN),
                single(ANTITHETIC),
                single(UNPERTURBED),
                Experiments.withStdp(multi(previous), 1, 1, Pairing.SUCCESSIVE),
                Experiments.withStdp(single(previous), 1, 1, Pairing.SUCCESSIVE),
                Experiments.withStdp(multi(ANTITHETIC), 2, 5, Pairing.SURROUNDING),
                Experiments.withStdp(multi(MEAN), 1, 3, Pairing.SURROUNDING));
    }

    private RecordedRun record(LearningCycle model, long stride) {
        return RecordedRun.write(temporary.resolve("run"), model, new RecordedRun.Plan(stride, stride, stride));
    }

    private static Disagreement refuted(RecordedRun run, LearningCycle model) {
        Verification verification = ChangedRun.verify(run, model);
        assertThat(verification).isInstanceOf(Verification.Refuted.class);
        return ((Verification.Refuted) verification).disagreement();
    }

    private static Verification.Coverage verified(RecordedRun run, LearningCycle model) {
        Verification verification = ChangedRun.verify(run, model);
        assertThat(verification).isInstanceOf(Verification.Verified.class);
        return ((Verification.Verified) verification).coverage();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void wholeRun_isVerified(LearningCycle model) {
        Verification.Coverage coverage = verified(record(model, 1), model);
        assertThat(coverage.cycles()).isEqualTo(model.cycles());
        assertThat(coverage.notes()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void thinnedRun_isVerified(LearningCycle model) {
        assertThat(verified(record(model, 4), model).opportunities()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void arrivalOfAnAntitheticPair_movedByAPicosecond_isFound(int cycle) throws Exception {
        LearningCycle model = multi(ANTITHETIC);
        RecordedRun run = record(model, 1)
                .change(
                        "arrivals",
                        "UPDATE t SET time_ps = time_ps + 1 WHERE opportunity = 5 AND synapse = 9 AND cycle = "
                                + cycle);
        Disagreement found = refuted(run, model);
        assertThat(found.quantity()).isEqualTo("arrival");
        assertThat(found.subject()).startsWith("synapse 9 ");
        assertThat(found.opportunity()).isEqualTo(5);
        assertThat(found.cycle()).isEqualTo(cycle);
    }

    @Test
    void jitterWhereThereIsNone_isFound() throws Exception {
        LearningCycle model = multi(UNPERTURBED);
        RecordedRun run = record(model, 1)
                .change(
                        "arrivals",
                        "UPDATE t SET time_ps = time_ps - 1 WHERE opportunity = 0 AND synapse = 2 AND cycle = 2");
        assertThat(refuted(run, model).text()).startsWith("learning opportunity 0, cycle 2, synapse 2 ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rewardOfTheRunningMean_alteredByAnUlp_isFound(boolean isMulti) throws Exception {
        LearningCycle model = isMulti ? multi(MEAN) : single(MEAN);
        int cycle = isMulti ? 3 : 0;
        RecordedRun run = record(model, 1)
                .change(
                        "rewards",
                        "UPDATE t SET reward = nextafter(reward, 1e9) WHERE opportunity = 7 AND cycle = " + cycle);
        Disagreement found = refuted(run, model);
        assertThat(found.quantity()).isEqualTo("reward");
        assertThat(found.opportunity()).isEqualTo(7);
        assertThat(found.cycle()).isEqualTo(cycle);
    }

    @Test
    void anotherBaseline_isRefutedByTheFirstRewardOrArrivalThatDiffers() {
        LearningCycle unperturbed = multi(UNPERTURBED);
        assertThat(refuted(record(unperturbed, 1), multi(ANTITHETIC)).cycle()).isZero();
        Disagreement found = refuted(
                RecordedRun.write(temporary.resolve("mean"), multi(MEAN), RecordedRun.Plan.FULL),
                multi(new RewardBaseline.PreviousCycle()));
        // Of two losses the mean is not yet the last one.
        assertThat(found.quantity()).isEqualTo("reward");
        assertThat(found.cycle()).isEqualTo(2);
    }

    @Test
    void anotherPairing_isRefutedByTheFirstWeightsThatDiffer() {
        LearningCycle surrounding = multi(new RewardBaseline.PreviousCycle());
        LearningCycle successive = Experiments.withStdp(surrounding, 1, 1, Pairing.SUCCESSIVE);
        Disagreement found = refuted(record(successive, 1), surrounding);
        assertThat(found.quantity()).isEqualTo("weight");
        assertThat(found.cycle()).isEqualTo(1);
    }

    /** The mean is made of all losses before: after a gap it is not known any more, and rewards stand for themselves. */
    @Test
    void runningMeanOfSingleUpdates_acrossAGap_takesTheRewardAsRecorded() throws Exception {
        LearningCycle model = single(MEAN);
        RecordedRun run = record(model, 4);
        assertThat(verified(run, model).notes())
                .anyMatch(
                        note -> note.startsWith(
                                "The rewards of 2 learning opportunities were taken as recorded: not all of the preceding losses"));
        run.change("rewards", "UPDATE t SET loss = nextafter(loss, 9) WHERE opportunity = 4");
        assertThat(refuted(run, model).quantity()).isEqualTo("loss");
    }
}
