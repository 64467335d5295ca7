package io.dopaflow.models.spiking.plasticity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A rule of plasticity as users choose it: its name, its data sheet and what makes it. {@link PlasticityRules} lists all of them.
 *
 * @param name the word in scenario files
 * @param meaning in a sentence, with its source
 * @param equations what it does, a line each
 * @param kind which synapses it is for
 * @param pairings those that can be chosen, the default first; empty for a rule with one of its own
 * @param own the parameters that this rule alone has
 * @param maker what spike timing does, with values of the parameters, which it validates
 */
public record LearningRule(
        String name,
        String meaning,
        List<String> equations,
        Kind kind,
        List<Pairing> pairings,
        List<RuleParameter> own,
        Function<Values, SpikeTimingRule> maker) {

    /** Which synapses a rule is for. */
    public enum Kind {
        /** Those of either sign: it changes the sizes of weights. */
        EITHER_SIGN,
        /** Those that inhibit. */
        INHIBITORY,
        /** Those that have an eligibility and listen to a modulator. */
        MODULATED
    }

    /** The name of the least size of a weight. */
    public static final String W_MIN = "Wmin";

    /** The name of the largest size of a weight. */
    public static final String W_MAX = "Wmax";

    private static final List<RuleParameter> OF_ELIGIBILITY = List.of(
            RuleParameter.time("tau_c", 1000, "time constant of the eligibility"),
            RuleParameter.of(
                    "b",
                    "1/ms",
                    0,
                    RuleParameter.Range.FINITE,
                    "concentration of the modulator at which no weight changes"));

    private static final List<RuleParameter> BOUNDS = List.of(
            RuleParameter.of(
                    W_MIN, RuleParameter.WEIGHT, 0, RuleParameter.Range.NOT_NEGATIVE, "least size of a weight"),
            RuleParameter.required(
                    W_MAX,
                    RuleParameter.WEIGHT,
                    RuleParameter.Range.POSITIVE,
                    "largest size of a weight, above Wmin; a size, without the sign of synapses that inhibit"));

    /** Copies the lists. */
    public LearningRule {
        equations = List.copyOf(equations);
        pairings = List.copyOf(pairings);
        own = List.copyOf(own);
    }

    /** Values of a rule. */
    public interface Values {
        /** The pairing that was chosen. */
        Pairing pairing();

        /** The value of a parameter, in its unit. */
        double get(String parameter);
    }

    /** The whole data sheet: its own parameters, those of an eligibility if it has one, and the bounds of weights. */
    public List<RuleParameter> parameters() {
        List<RuleParameter> all = new ArrayList<>(own);
        if (kind == Kind.MODULATED) {
            all.addAll(OF_ELIGIBILITY);
        }
        all.addAll(BOUNDS);
        return List.copyOf(all);
    }

    /**
     * The rule with values of its parameters.
     *
     * @param pairing one of {@link #pairings}; whatever it is where there is no choice
     * @param given values of all parameters, by their names
     * @param scaling if weights are scaled, too
     * @param modulator the place of the modulator in the network, for a rule that listens to one
     * @throws IllegalArgumentException if a value is out of range; says its name, the value and what is allowed
     */
    public Plasticity plasticity(Pairing pairing, Map<String, Double> given, Optional<Scaling> scaling, int modulator) {
        Values values = new Given(name, pairing, Map.copyOf(given));
        return new Plasticity(
                maker.apply(values),
                values.get(W_MIN),
                values.get(W_MAX),
                kind == Kind.MODULATED
                        ? Optional.of(new Eligibility(values.get("tau_c"), values.get("b"), modulator))
                        : Optional.empty(),
                scaling);
    }

    private record Given(String rule, Pairing pairing, Map<String, Double> values) implements Values {
        @Override
        public double get(String parameter) {
            Double value = values.get(parameter);
            if (value == null) {
                throw new IllegalArgumentException(rule + " has no value of " + parameter);
            }
            return value;
        }
    }
}
