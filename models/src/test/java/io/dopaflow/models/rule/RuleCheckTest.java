package io.dopaflow.models.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dopaflow.models.rule.Broadcast.Baseline;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Projection.Weights;
import io.dopaflow.models.rule.Projection.Wiring;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rule may not be: each problem at its place, all of them at once. */
class RuleCheckTest {
    private static final Phase FREE = phase("free", Kind.FORWARD, "W", new Disturbance.None());
    private static final Phase NOISY = phase("noisy", Kind.FORWARD, "W", new Disturbance.OfNeurons(0.1));
    private static final Phase SHAKEN = phase("shaken", Kind.FORWARD, "W", new Disturbance.OfSynapses(0.1));
    private static final Phase ERROR = phase("error", Kind.FEEDBACK, "B", new Disturbance.None());
    private static final Projection B = new Projection("B", Wiring.TRANSPOSE, false, new Weights.Own(1));
    private static final Broadcast REWARD = new Broadcast("reward", "noisy", new Baseline.Zero());

    private static Phase phase(String name, Kind kind, String through, Disturbance noise) {
        return new Phase(name, kind, through, Map.of(), noise, false);
    }

    private static Phase sending(Kind kind, Group group, String product) {
        String through = kind == Kind.INJECT ? "W" : "B";
        return new Phase("sends", kind, through, Map.of(group, Expression.of(product)), new Disturbance.None(), false);
    }

    /** A rule that hears the four phases, with one update. */
    private static Rule rule(String update, String product) {
        return new Rule(
                "rule",
                Objective.NONE,
                1,
                List.of(FREE, NOISY, SHAKEN, ERROR),
                List.of(B),
                List.of(REWARD),
                Map.of(update, Expression.of(product)),
                0.1,
                Map.of(),
                List.of());
    }

    private static Rule rule(List<Phase> phases, List<Projection> projections, List<Broadcast> broadcasts) {
        return new Rule(
                "rule",
                Objective.NONE,
                1,
                phases,
                projections,
                broadcasts,
                Map.of(Rule.OUTPUT, Expression.of("-1,pre@free,error")),
                0.1,
                Map.of(),
                List.of());
    }

    private static List<String> places(Runnable made) {
        InvalidRuleException thrown = catchThrowableOfType(InvalidRuleException.class, made::run);
        return thrown == null
                ? List.of()
                : thrown.problems().stream().map(RuleProblem::place).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hidden | -1,pre@free,apical@error,slope@free",
                "hidden | reward,pre@noisy,noise@noisy",
                "hidden | reward,own-noise@shaken",
                "hidden | -1,w,1/power@free",
                "hidden | post@free,drive@shaken,power@error",
                "output | -1,pre@free,error",
                "output | -1,pre@noisy,error@noisy,post@free",
                "B      | -1,pre@error,post@free,sent@error"
            })
    void factorsThatTheSynapseHears_areAllowed(String update, String product) {
        assertThat(places(() -> rule(update, product))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hidden | pre@free,error           | update.hidden[0][1]",
                "hidden | pre@error                | update.hidden[0][0]",
                "hidden | 1,1,noise@free           | update.hidden[0][2]",
                "hidden | own-noise@noisy          | update.hidden[0][0]",
                "hidden | timing@noisy             | update.hidden[0][0]",
                "hidden | pre@fere                 | update.hidden[0][0]",
                "hidden | post                     | update.hidden[0][0]",
                "hidden | w@free                   | update.hidden[0][0]",
                "hidden | dopamine                 | update.hidden[0][0]",
                "hidden | apical@free              | update.hidden[0][0]",
                "output | apical@error             | update.output[0][0]",
                "output | pre@free,sent@free       | update.output[0][1]",
                "B      | pre@free                 | update.B[0][0]",
                "B      | own-noise@shaken         | update.B[0][0]",
                "C      | w                        | update.C"
            })
    void factorsThatAreNotLocal_areNamed(String update, String product, String place) {
        assertThat(places(() -> rule(update, product))).containsExactly(place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FEEDBACK    | OUTPUT | error@noisy",
                "FEEDBACK    | HIDDEN | apical@sends,slope@free",
                "RECONSTRUCT | HIDDEN | post@free",
                "INJECT      | INPUT  | post@free",
                "INJECT      | LAST   | drive@free"
            })
    void whatNeuronsKnow_canBeSent(Kind kind, Group group, String product) {
        assertThat(places(
                        () -> rule(List.of(FREE, NOISY, sending(kind, group, product), ERROR), List.of(B), List.of())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FEEDBACK    | OUTPUT | sent@sends    | phases[2].sends.output[0][0]",
                "FEEDBACK    | HIDDEN | apical@error  | phases[2].sends.hidden[0][0]",
                "RECONSTRUCT | HIDDEN | apical@sends  | phases[2].sends.hidden[0][0]",
                "FEEDBACK    | HIDDEN | error@free    | phases[2].sends.hidden[0][0]",
                "FEEDBACK    | HIDDEN | pre@free      | phases[2].sends.hidden[0][0]",
                "FEEDBACK    | HIDDEN | reward        | phases[2].sends.hidden[0][0]",
                "FEEDBACK    | INPUT  | post@free     | phases[2].sends.input",
                "INJECT      | OUTPUT | post@free     | phases[2].sends.output"
            })
    void whatNeuronsDoNotKnowYet_orNever_cannotBeSent(Kind kind, Group group, String product, String place) {
        assertThat(places(
                        () -> rule(List.of(FREE, NOISY, sending(kind, group, product), ERROR), List.of(B), List.of())))
                .containsExactly(place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "transpose           | B      | 1,apical@down            | ",
                "transpose-to-inputs | B      | 1,apical@down            | ",
                "transpose-to-inputs | B      | noise@down,post@free     | ",
                "transpose-to-inputs | hidden | pre@up,noise@up          | ",
                "transpose-to-inputs | B      | noise@masked             | update.B[0][0]",
                "transpose-to-inputs | B      | slope@free               | update.B[0][0]",
                "transpose-to-inputs | B      | trace(mean)              | update.B[0][0]",
                "transpose           | B      | slope@free               | ",
                "transpose           | B      | trace(mean)              | ",
                "transpose           | hidden | noise@masked             | update.hidden[0][0]"
            })
    void inputs_haveAnApicalCompartmentAndNoOther(String wiring, String update, String product, String place) {
        Projection b = new Projection(
                "B", Wiring.valueOf(wiring.toUpperCase(Locale.ROOT).replace('-', '_')), true, new Weights.Own(1));
        assertThat(places(() -> new Rule(
                        "rule",
                        Objective.NONE,
                        1,
                        List.of(
                                FREE,
                                phase("masked", Kind.INJECT, "W", new Disturbance.Mask(0.3)),
                                new Phase("down", Kind.RECONSTRUCT, "B", Map.of(), new Disturbance.Spikes(), true),
                                phase("up", Kind.INJECT, "W", new Disturbance.Spikes())),
                        List.of(b),
                        List.of(),
                        Map.of(update, Expression.of(product)),
                        1,
                        Map.of(),
                        List.of(),
                        List.of(new Trace("mean", Expression.of("post@free"), 0)),
                        List.of())))
                .isEqualTo(place == null ? List.of() : List.of(place));
    }

    /** What each kind of phase can be disturbed by. */
    @ParameterizedTest
    @CsvSource({
        "FORWARD, false, 1111000",
        "INJECT, false, 1010111",
        "RECONSTRUCT, false, 0000000",
        "RECONSTRUCT, true, 0010000",
        "FEEDBACK, true, 0000000",
        "LATERAL, true, 0000000"
    })
    void disturbances_fitTheirKinds(Kind kind, boolean activated, String fits) {
        List<Disturbance> all = List.of(
                new Disturbance.OfNeurons(1),
                new Disturbance.OfSynapses(1),
                new Disturbance.Spikes(),
                new Disturbance.Jitter(),
                new Disturbance.OfInputs(1),
                new Disturbance.Mask(0.5),
                new Disturbance.SaltAndPepper(0.5));
        Projection b = new Projection(
                "B", kind == Kind.LATERAL ? Wiring.LATERAL : Wiring.TRANSPOSE, false, new Weights.Own(1));
        boolean basal = kind == Kind.FORWARD || kind == Kind.INJECT;
        for (int i = 0; i < all.size(); i++) {
            Phase phase = new Phase("noisy", kind, basal ? "W" : "B", Map.of(), all.get(i), activated);
            assertThat(places(() -> rule(List.of(FREE, phase), basal ? List.of() : List.of(b), List.of())))
                    .as("%s", all.get(i))
                    .isEqualTo(fits.charAt(i) == '1' ? List.of() : List.of("phases[1].noise"));
        }
    }

    /** Bias neurons send what inputs send, if they can; where they cannot, the rule has to say what. */
    @Test
    void biasNeurons_hearOfNobody() {
        Projection b = new Projection("B", Wiring.TRANSPOSE_TO_INPUTS, true, new Weights.Own(1));
        Phase down = new Phase("down", Kind.RECONSTRUCT, "B", Map.of(), new Disturbance.None(), true);
        Expression heard = Expression.of("apical@down");
        Map<Group, Expression> silent = Map.of(Group.INPUT, heard, Group.BIAS, Expression.ZERO);
        assertThat(places(() -> rule(List.of(FREE, down, up(Map.of(Group.INPUT, heard))), List.of(b), List.of())))
                .containsExactly("phases[2].sends.input[0][0]");
        assertThat(places(() -> rule(List.of(FREE, down, up(silent)), List.of(b), List.of())))
                .isEmpty();
        assertThat(up(Map.of(Group.INPUT, heard)).sentBy(Group.BIAS)).contains(heard);
        assertThat(up(silent).sentBy(Group.BIAS)).contains(Expression.ZERO);
    }

    private static Phase up(Map<Group, Expression> sends) {
        return new Phase("up", Kind.INJECT, "W", sends, new Disturbance.None(), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"post", "1", "1/post@free", "w"})
    void broadcasts_haveNamesThatNothingElseHas(String name) {
        List<Broadcast> broadcasts = List.of(new Broadcast(name, "free", new Baseline.Zero()));
        assertThat(places(() -> rule(List.of(FREE), List.of(), broadcasts))).containsExactly("broadcasts[0].name");
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void weightsOfTheForwardSynapses_areForATranspose(Wiring wiring) {
        Projection shared = new Projection("B", wiring, false, new Weights.Shared());
        boolean lateral = wiring == Wiring.LATERAL || wiring == Wiring.LATERAL_AND_LABELS;
        Phase through = phase("through", lateral ? Kind.LATERAL : Kind.FEEDBACK, "B", new Disturbance.None());
        assertThat(places(() -> rule(List.of(FREE, through), List.of(shared), List.of())))
                .isEqualTo(shared.isTranspose() ? List.of() : List.of("projections.B"));
        assertThat(shared.carries(Kind.LATERAL)).isEqualTo(lateral);
    }

    @Test
    void everythingThatIsWrong_isToldAtOnceInTheOrderOfTheRule() {
        assertThat(places(() -> new Rule(
                        "rule",
                        Objective.NONE,
                        0,
                        List.of(
                                FREE,
                                FREE,
                                phase("mirrored", Kind.FORWARD, "B", new Disturbance.Mirrored("noisy")),
                                phase("error", Kind.FEEDBACK, "W", new Disturbance.OfNeurons(1)),
                                new Phase("back", Kind.INJECT, "W", Map.of(), new Disturbance.None(), true)),
                        List.of(
                                new Projection("hidden", Wiring.DIRECT, false, new Weights.Own(1)),
                                new Projection("B", Wiring.TRANSPOSE, false, new Weights.SignOfForward(1))),
                        List.of(new Broadcast("r", "error", new Baseline.OtherRepetitions())),
                        Map.of("B", Expression.of("w")),
                        Double.NaN,
                        Map.of("C", -1.0),
                        List.of())))
                .containsExactly(
                        "repetitions",
                        "phases[1].name",
                        "phases[2].through",
                        "phases[2].noise",
                        "phases[3].through",
                        "phases[3].noise",
                        "phases[4].activated",
                        "projections.hidden",
                        "projections.hidden",
                        "broadcasts[0].loss",
                        "broadcasts[0].baseline",
                        "update.B",
                        "rate",
                        "rates.C",
                        "rates.C");
    }

    @Test
    void aRule_hasAForwardPhaseAndAnUpdate() {
        assertThat(places(() -> new Rule(
                        "rule", Objective.NONE, 1, List.of(), List.of(), List.of(), Map.of(), 1, Map.of(), List.of())))
                .containsExactly("phases", "update");
    }

    @Test
    void otherRepetitions_areThereFromTwoOn() {
        List<Broadcast> broadcasts = List.of(new Broadcast("reward", "free", new Baseline.OtherRepetitions()));
        assertThat(places(() -> rule(List.of(FREE), List.of(), broadcasts))).containsExactly("broadcasts[0].baseline");
        assertThat(places(() -> new Rule(
                        "rule",
                        Objective.NONE,
                        2,
                        List.of(FREE),
                        List.of(),
                        broadcasts,
                        Map.of(Rule.HIDDEN, Expression.of("reward,pre@free")),
                        1,
                        Map.of(),
                        List.of())))
                .isEmpty();
    }
}
