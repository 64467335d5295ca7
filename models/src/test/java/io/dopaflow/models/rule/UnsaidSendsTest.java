package io.dopaflow.models.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Projection.Weights;
import io.dopaflow.models.rule.Projection.Wiring;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What neurons send where a rule does not say it must be at hand, as what is written must. */
class UnsaidSendsTest {
    private static final Phase FREE = phase("free", Kind.FORWARD, Projection.FORWARD, Map.of());

    private static Phase phase(String name, Kind kind, String through, Map<Group, Expression> sends) {
        return new Phase(name, kind, through, sends, new Disturbance.None(), false);
    }

    private static Rule rule(Wiring wiring, Phase... phases) {
        List<Projection> projections =
                List.of(phases).stream().anyMatch(phase -> phase.through().equals("P"))
                        ? List.of(new Projection("P", wiring, false, new Weights.Own(1)))
                        : List.of();
        return new Rule(
                "rule",
                Objective.LOSS,
                1,
                List.of(phases),
                projections,
                List.of(),
                Map.of(Rule.OUTPUT, Expression.of("-1,pre@free,error@free")),
                1,
                Map.of(),
                List.of());
    }

    private static RuleProblem problem(Wiring wiring, Phase... phases) {
        InvalidRuleException invalid = catchThrowableOfType(InvalidRuleException.class, () -> rule(wiring, phases));
        assertThat(invalid).isNotNull();
        assertThat(invalid.problems()).hasSize(1);
        return invalid.problems().get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "LATERAL, P, LATERAL, 'hidden, last', post@free",
        "INJECT, W, LATERAL, 'hidden, input, last', post@free",
        "FEEDBACK, P, TRANSPOSE, 'hidden, last, output', 'error@free, slope@free'",
        "FEEDBACK, P, DIRECT, output, error@free"
    })
    void phaseBeforeTheFirstAnswer_thatWouldSendOfIt_isRefused(
            Kind kind, String through, Wiring wiring, String groups, String missing) {
        assertThat(problem(wiring, phase("early", kind, through, Map.of()), FREE))
                .isEqualTo(new RuleProblem(
                        "phases[0]",
                        "no sends for " + groups + " neurons: they would send " + missing
                                + ", which they do not have yet as they send",
                        "sends for " + groups + ", of phases before early, or this phase after free"));
    }

    @Test
    void groupsWithoutSends_areNamed_andNoOthers() {
        Map<Group, Expression> sends = Map.of(Group.HIDDEN, Expression.of("2"));
        assertThat(problem(Wiring.LATERAL, phase("early", Kind.INJECT, Projection.FORWARD, sends), FREE)
                        .found())
                .startsWith("no sends for input neurons:");
    }

    @Test
    void settlingThatIsNoAnswer_doesNotCount() {
        Phase free = Phase.settle("free", new Phase.Settling("P", 3, 0.5, true, Optional.empty(), 0));
        Phase nudged = Phase.settle("nudged", new Phase.Settling("P", 3, 0.5, true, Optional.empty(), 1));
        Phase back = phase("back", Kind.FEEDBACK, "P", Map.of());
        assertThat(problem(Wiring.TRANSPOSE, nudged, back, free).place()).isEqualTo("phases[1]");
        assertThatCode(() -> rule(Wiring.TRANSPOSE, nudged, free, back)).doesNotThrowAnyException();
    }

    @Test
    void whatIsSaid_orComesAfterTheAnswer_isAllowed() {
        Map<Group, Expression> sends = Map.of(Group.HIDDEN, Expression.of("2"));
        assertThatCode(() -> rule(Wiring.LATERAL, phase("early", Kind.LATERAL, "P", sends), FREE))
                .doesNotThrowAnyException();
        assertThatCode(() -> rule(Wiring.LATERAL, FREE, phase("late", Kind.LATERAL, "P", Map.of())))
                .doesNotThrowAnyException();
        assertThatCode(() -> rule(Wiring.TRANSPOSE, FREE, phase("back", Kind.FEEDBACK, "P", Map.of())))
                .doesNotThrowAnyException();
        assertThatCode(() -> rule(Wiring.TRANSPOSE, phase("silent", Kind.RECONSTRUCT, "P", Map.of()), FREE))
                .doesNotThrowAnyException();
    }
}
