package io.dopaflow.models.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Projection.Weights;
import io.dopaflow.models.rule.Projection.Wiring;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Phases that are gone through several times. */
class LoopTest {
    private static final Projection R = new Projection("R", Wiring.TRANSPOSE_TO_INPUTS, true, new Weights.Shared());
    private static final Phase FREE = phase("free", Kind.FORWARD, Map.of());
    private static final Phase DOWN = down("post@up@prev");
    private static final Phase UP = up("apical@down");
    private static final Phase END = phase("end", Kind.INJECT, Map.of(Group.HIDDEN, Expression.of("post@up")));
    private static final List<Phase> PHASES = List.of(FREE, DOWN, UP, END);
    private static final Map<Group, Expression> START = Map.of(Group.HIDDEN, Expression.of("post@free"));

    private static Phase phase(String name, Kind kind, Map<Group, Expression> sends) {
        String through = kind == Kind.RECONSTRUCT ? "R" : "W";
        return new Phase(name, kind, through, sends, new Disturbance.None(), false);
    }

    private static Phase down(String sent) {
        return phase("down", Kind.RECONSTRUCT, Map.of(Group.HIDDEN, Expression.of(sent)));
    }

    private static Phase up(String sent) {
        return phase("up", Kind.INJECT, Map.of(Group.INPUT, Expression.of(sent), Group.BIAS, Expression.of("1")));
    }

    private static Rule rule(List<Phase> phases, String update, Loop... loops) {
        return new Rule(
                "rule",
                Objective.NONE,
                1,
                phases,
                List.of(R),
                List.of(),
                Map.of(Rule.HIDDEN, Expression.of(update)),
                1,
                Map.of(),
                List.of(),
                List.of(new Trace("mean", Expression.of("post@up"), 0)),
                List.of(loops));
    }

    private static Loop loop(int times) {
        return new Loop(List.of("down", "up"), times, Map.of("down", START));
    }

    private static String sent(Rule rule, String phase, Group group) {
        return rule.phases()
                .get(rule.indexOf(phase))
                .sentBy(group)
                .orElseThrow()
                .toString();
    }

    @Test
    void rounds_becomePhases_eachOfItsOwnRoundOrTheOneBefore() {
        Rule unrolled = rule(PHASES, "pre@up,sent@down", loop(3)).unrolled();
        assertThat(unrolled.loops()).isEmpty();
        assertThat(unrolled.phases())
                .extracting(Phase::name)
                .containsExactly("free", "down#1", "up#1", "down#2", "up#2", "down#3", "up#3", "end");
        assertThat(sent(unrolled, "down#1", Group.HIDDEN)).isEqualTo("[[post@free]]");
        assertThat(sent(unrolled, "down#2", Group.HIDDEN)).isEqualTo("[[post@up#1]]");
        assertThat(sent(unrolled, "down#3", Group.HIDDEN)).isEqualTo("[[post@up#2]]");
        assertThat(sent(unrolled, "up#2", Group.INPUT)).isEqualTo("[[apical@down#2]]");
    }

    @Test
    void outsideTheLoop_itsPhasesMeanTheLastRound() {
        Rule unrolled = rule(PHASES, "pre@up,sent@down", loop(3)).unrolled();
        assertThat(sent(unrolled, "end", Group.HIDDEN)).isEqualTo("[[post@up#3]]");
        assertThat(unrolled.updates().get(Rule.HIDDEN)).hasToString("[[pre@up#3, sent@down#3]]");
        assertThat(unrolled.traces().get(0).change()).hasToString("[[post@up#3]]");
    }

    @Test
    void repetitions_areOfWholeLoops() {
        Rule once = rule(PHASES, "pre@up", loop(2));
        Rule twice = new Rule(
                once.name(),
                once.objective(),
                2,
                once.phases(),
                once.projections(),
                once.broadcasts(),
                once.updates(),
                once.rate(),
                once.rates(),
                once.after(),
                once.traces(),
                once.loops());
        assertThat(twice.unrolled().phases())
                .hasSize(12)
                .extracting(Phase::name)
                .contains("up#2#1", "up#2#2");
    }

    @Test
    void whatIsWrong_standsWhereItWasWritten_once() {
        assertThat(problems(() -> rule(List.of(FREE, DOWN, up("apical@up"), END), "pre@up,noise@up", loop(5))))
                .extracting(RuleProblem::toString)
                .containsExactly(
                        "phases[2].sends.input[0][0]: apical@up, which the neuron does not have yet as it sends; allowed: "
                                + "phases before up: who waits for what comes later waits for ever",
                        "update.hidden[0][1]: noise@up, which hidden neurons do not have; allowed: no noise of any phase here");
        Map<Group, Expression> late = Map.of(Group.HIDDEN, Expression.of("post@end"));
        assertThat(problems(() -> rule(PHASES, "pre@up", new Loop(List.of("down", "up"), 2, Map.of("down", late)))))
                .extracting(RuleProblem::place)
                .containsExactly("loops[0].first.down.hidden[0][0]");
        assertThat(problems(() -> rule(PHASES, "pre@up@prev", loop(2))))
                .extracting(RuleProblem::toString)
                .containsExactly(
                        "update.hidden[0][0]: pre@up@prev; allowed: pre@ and one of the phases free, down, up, end");
    }

    @Test
    void loops_areOfPhasesInARow_eachInOne() {
        assertThat(problems(() -> rule(PHASES, "pre@up", new Loop(List.of("up", "down"), 2, Map.of("free", START)))))
                .extracting(RuleProblem::toString)
                .containsExactly(
                        "loops[0].phases[1]: down; allowed: the phase that follows up in the rule",
                        "loops[0].first.free: free; allowed: phases of the loop: up, down",
                        "loops[0].first: nothing for hidden neurons in down, which send post@up@prev; allowed: what they send"
                                + " in the first round, before which there is none");
        assertThat(problems(() -> rule(PHASES, "pre@up", loop(2), new Loop(List.of("up", "and"), 1, Map.of()))))
                .extracting(RuleProblem::toString)
                .containsExactly(
                        "loops[1].phases[0]: up once more; allowed: each phase in one loop, once",
                        "loops[1].phases[1]: and; allowed: phases of the rule: free, down, up, end");
    }

    @Test
    void loop_hasPhasesAndRounds() {
        assertThatThrownBy(() -> loop(0)).hasMessage("times is 0; allowed: at least 1");
        assertThatThrownBy(() -> new Loop(List.of(), 1, Map.of()))
                .hasMessage("a loop has 0 phases; allowed: at least 1");
    }

    private static List<RuleProblem> problems(Runnable made) {
        InvalidRuleException thrown = catchThrowableOfType(InvalidRuleException.class, made::run);
        return thrown == null ? List.of() : thrown.problems();
    }
}
