package io.dopaflow.models.spiking.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every rule of the registry promises. */
class PlasticityRulesTest {
    private static final List<Double> TRIED = List.of(
            -1.0,
            -1e-300,
            -0.0,
            0.0,
            1e-300,
            0.5,
            1.0,
            Math.nextUp(1.0),
            1e300,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY);

    /** Those of the registry, and the example of the page. */
    static Stream<LearningRule> rules() {
        return Stream.concat(PlasticityRules.all().stream(), Stream.of(LimitedStdp.sheet()));
    }

    /** Defaults, and half of whatever has none. */
    private static Map<String, Double> values(List<RuleParameter> parameters) {
        Map<String, Double> values = new HashMap<>();
        parameters.forEach(
                parameter -> values.put(parameter.name(), parameter.standard().orElse(0.5)));
        return values;
    }

    private static Plasticity make(LearningRule rule, Map<String, Double> values) {
        Pairing pairing = rule.pairings().stream().findFirst().orElse(Pairing.ALL_TO_ALL);
        return rule.plasticity(pairing, values, Optional.empty(), 3);
    }

    @Test
    void names_areUniqueAndFound() {
        assertThat(rules().map(LearningRule::name)).doesNotHaveDuplicates();
        assertThat(PlasticityRules.all())
                .allSatisfy(rule -> assertThat(PlasticityRules.of(rule.name())).containsSame(rule));
        assertThat(PlasticityRules.of("STDP")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void defaults_areAllowed(LearningRule rule) {
        assertThat(rule.parameters()).extracting(RuleParameter::name).doesNotHaveDuplicates();
        Plasticity made = make(rule, values(rule.parameters()));
        assertThat(made.wMin()).isZero();
        assertThat(made.wMax()).isEqualTo(0.5);
        assertThat(made.eligibility().map(Eligibility::modulator))
                .isEqualTo(rule.kind() == LearningRule.Kind.MODULATED ? Optional.of(3) : Optional.empty());
    }

    /** The data sheet says what the constructors allow: nothing more, nothing less. */
    @ParameterizedTest
    @MethodSource("rules")
    void ranges_areThoseOfTheRule(LearningRule rule) {
        for (RuleParameter parameter : rule.parameters()) {
            Map<String, Double> values = values(rule.parameters());
            values.put(LearningRule.W_MAX, 1e301);
            assertRange(parameter, tried -> {
                values.put(parameter.name(), tried);
                make(rule, values);
            });
        }
    }

    @Test
    void ranges_areThoseOfScalingAndShortTermPlasticity() {
        for (RuleParameter parameter : Scaling.PARAMETERS) {
            Map<String, Double> values = values(Scaling.PARAMETERS);
            assertRange(parameter, tried -> {
                values.put(parameter.name(), tried);
                Scaling.of(values::get);
            });
        }
        for (RuleParameter parameter : ShortTerm.PARAMETERS) {
            Map<String, Double> values = values(ShortTerm.PARAMETERS);
            assertRange(parameter, tried -> {
                values.put(parameter.name(), tried);
                ShortTerm.of(values::get);
            });
        }
    }

    private static void assertRange(RuleParameter parameter, Consumer<Double> make) {
        for (double tried : TRIED) {
            boolean made = true;
            try {
                make.accept(tried);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith(parameter.name() + " is " + tried);
                made = false;
            }
            assertThat(made)
                    .as("%s = %s", parameter.name(), tried)
                    .isEqualTo(parameter.range().allows(tried));
        }
    }

    /** The values that a rule is made of are those of its names: each differs from the others. */
    @ParameterizedTest
    @MethodSource("rules")
    void everyParameter_isUsed(LearningRule rule) {
        Map<String, Double> values = values(rule.parameters());
        Plasticity standard = make(rule, values);
        for (RuleParameter parameter : rule.parameters()) {
            Map<String, Double> changed = new HashMap<>(values);
            changed.put(parameter.name(), 0.25);
            assertThat(make(rule, changed)).as(parameter.name()).isNotEqualTo(standard);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void pairings_areAllowed(LearningRule rule) {
        for (Pairing pairing : rule.pairings()) {
            assertThat(rule.plasticity(pairing, values(rule.parameters()), Optional.empty(), 0)
                            .rule()
                            .pairing())
                    .isEqualTo(pairing);
        }
    }

    /** One spike of each side, dt apart: c_p exp(-dt / tau_plus) one way, a share c_d exp(-dt / tau_minus) the other. */
    @Test
    void ruleOfTheExample_changesWeightsAsItSays() {
        SpikeTimingRule rule = new LimitedStdp(0.1, 0.2, 20, 40);
        assertThat(rule.atPost(0.5, StrictMath.exp(-10 / rule.tauPre()), 0))
                .isEqualTo(0.5 + 0.1 * StrictMath.exp(-0.5));
        assertThat(rule.atPre(0.5, StrictMath.exp(-10 / rule.tauPost()), 0))
                .isEqualTo(0.5 - 0.2 * 0.5 * StrictMath.exp(-0.25));
    }

    @Test
    void missingValues_areNamed() {
        LearningRule rule = PlasticityRules.of("stdp").orElseThrow();
        assertThatThrownBy(() -> rule.plasticity(Pairing.ALL_TO_ALL, Map.of(), Optional.empty(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("stdp has no value of ");
    }
}
