package io.dopaflow.models.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.rule.Broadcast.Baseline;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Projection.Weights;
import io.dopaflow.models.rule.Projection.Wiring;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Repetitions become phases: whatever names a phase or a broadcast names that of the same repetition. */
class UnrolledRuleTest {
    private final Rule unrolled = rule(2).unrolled();

    private static Rule rule(int repetitions) {
        return new Rule(
                "all",
                Objective.EXPECTED_LOSS,
                repetitions,
                List.of(
                        forward("plus", new Disturbance.OfNeurons(0.1)),
                        forward("minus", new Disturbance.Mirrored("plus")),
                        new Phase(
                                "back",
                                Kind.FEEDBACK,
                                "B",
                                Map.of(Group.HIDDEN, Expression.of("apical@back,noise@plus")),
                                new Disturbance.None(),
                                true),
                        Phase.settle("free", new Phase.Settling("B", 7, 0.5, true, Optional.empty(), 0)),
                        Phase.settle("nudged", new Phase.Settling("B", 3, 0.25, false, Optional.of("free"), 0.5))),
                List.of(new Projection("B", Wiring.TRANSPOSE, true, new Weights.Own(1))),
                List.of(
                        new Broadcast("level", "plus", new Baseline.RunningMean(0.1)),
                        new Broadcast("reward", "plus", new Baseline.OfPhase("minus")),
                        new Broadcast("gain", "plus", new Baseline.PreviousWave())),
                Map.of(
                        Rule.HIDDEN,
                        Expression.of("reward,pre@plus,noise@plus", "level,w,1/power@plus"),
                        Rule.OUTPUT,
                        Expression.of("-1,pre@plus,error")),
                0.5,
                Map.of(Rule.OUTPUT, 0.25),
                List.of(new Regulator.Clip(2)));
    }

    private static Phase forward(String name, Disturbance noise) {
        return new Phase(name, Kind.FORWARD, Projection.FORWARD, Map.of(), noise, false);
    }

    @Test
    void oneRepetition_isTheRuleItself() {
        Rule once = rule(1);
        assertThat(once.unrolled()).isSameAs(once);
    }

    @Test
    void phases_areThoseOfEachRepetition_inTurn() {
        assertThat(unrolled.repetitions()).isEqualTo(1);
        assertThat(unrolled.phases())
                .extracting(Phase::name)
                .containsExactly(
                        "plus#1",
                        "minus#1",
                        "back#1",
                        "free#1",
                        "nudged#1",
                        "plus#2",
                        "minus#2",
                        "back#2",
                        "free#2",
                        "nudged#2");
    }

    @Test
    void phases_referToTheirOwnRepetition() {
        assertThat(phase("plus#2").noise()).isEqualTo(new Disturbance.OfNeurons(0.1));
        assertThat(phase("minus#2").noise()).isEqualTo(new Disturbance.Mirrored("plus#2"));
        assertThat(phase("back#2").sends())
                .isEqualTo(Map.of(Group.HIDDEN, Expression.of("apical@back#2,noise@plus#2")));
        assertThat(phase("back#2").activated()).isTrue();
        assertThat(phase("free#1").settling()).contains(new Phase.Settling("B", 7, 0.5, true, Optional.empty(), 0));
        assertThat(phase("nudged#2").settling())
                .contains(new Phase.Settling("B", 3, 0.25, false, Optional.of("free#2"), 0.5));
    }

    private Phase phase(String name) {
        return unrolled.phases().get(unrolled.indexOf(name));
    }

    @Test
    void updates_areTheMeanOverRepetitions() {
        assertThat(unrolled.updates())
                .containsEntry(
                        Rule.HIDDEN,
                        Expression.of(
                                "0.5,reward#1,pre@plus#1,noise@plus#1",
                                "0.5,level#1,w,1/power@plus#1",
                                "0.5,reward#2,pre@plus#2,noise@plus#2",
                                "0.5,level#2,w,1/power@plus#2"))
                .containsEntry(
                        Rule.OUTPUT, Expression.of("0.5,-1,pre@plus#1,error@plus#1", "0.5,-1,pre@plus#2,error@plus#2"));
    }

    @Test
    void broadcasts_areThoseOfEachRepetition() {
        assertThat(unrolled.broadcasts())
                .containsExactly(
                        new Broadcast("level#1", "plus#1", new Baseline.RunningMean(0.1)),
                        new Broadcast("reward#1", "plus#1", new Baseline.OfPhase("minus#1")),
                        new Broadcast("gain#1", "plus#1", new Baseline.PreviousWave()),
                        new Broadcast("level#2", "plus#2", new Baseline.RunningMean(0.1)),
                        new Broadcast("reward#2", "plus#2", new Baseline.OfPhase("minus#2")),
                        new Broadcast("gain#2", "plus#2", new Baseline.PreviousWave()));
    }

    @Test
    void baselineOfOtherRepetitions_becomesThatOfTheirPhases() {
        Rule three = new Rule(
                "reinforce",
                Objective.EXPECTED_LOSS,
                3,
                List.of(forward("free", new Disturbance.Spikes())),
                List.of(),
                List.of(new Broadcast("reward", "free", new Baseline.OtherRepetitions())),
                Map.of(Rule.HIDDEN, Expression.of("reward,pre@free,noise@free")),
                1,
                Map.of(),
                List.of());
        assertThat(three.unrolled().broadcasts())
                .extracting(Broadcast::baseline)
                .containsExactly(
                        new Baseline.OfPhases(List.of("free#2", "free#3")),
                        new Baseline.OfPhases(List.of("free#1", "free#3")),
                        new Baseline.OfPhases(List.of("free#1", "free#2")));
    }

    @Test
    void whatIsOfNoPhase_stays() {
        assertThat(unrolled.name()).isEqualTo("all");
        assertThat(unrolled.rate()).isEqualTo(0.5);
        assertThat(unrolled.rateOf(Rule.OUTPUT)).isEqualTo(0.25);
        assertThat(unrolled.projections()).isEqualTo(rule(2).projections());
        assertThat(unrolled.after()).containsExactly(new Regulator.Clip(2));
    }
}
