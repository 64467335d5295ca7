package io.dopaflow.scenarios.schema.spiking;

import io.dopaflow.models.spiking.episode.EpisodeEligibility;
import io.dopaflow.models.spiking.plasticity.LearningRule;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.PlasticityRules;
import io.dopaflow.models.spiking.plasticity.Rewiring;
import io.dopaflow.models.spiking.plasticity.RuleParameter;
import io.dopaflow.models.spiking.plasticity.Scaling;
import io.dopaflow.models.spiking.plasticity.ShortTerm;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Quantities;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import io.dopaflow.scenarios.format.Values;
import io.dopaflow.scenarios.format.WordOrMapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words and keys of {@code synapse}. Those of rules come from their data sheets. */
final class SynapseSchema {
    private static final String DOPAMINE = "dopamine";

    private static final List<Key<SynapseSettings, RuleSettings>> RULES =
            PlasticityRules.all().stream().map(SynapseSchema::ruleKey).toList();

    private static final Key<SynapseSettings, SheetValues> SCALING = Key.conditional(
            "scaling",
            sheet(Scaling.PARAMETERS),
            "none",
            SynapseSettings::scaling,
            "Beside a rule: once in each second all weights onto a neuron are multiplied by a factor that brings its rate to a"
                    + " target (Turrigiano et al. 1998; van Rossum, Bi and Turrigiano 2000).");

    private static final Key<SynapseSettings, SheetValues> REWIRING = Key.conditional(
            "rewiring",
            sheet(Rewiring.PARAMETERS),
            "none",
            SynapseSettings::rewiring,
            "Beside a rule, where all synapses have one delay: now and then each synapse whose weight has become small is replaced by one"
                    + " from another cell of the source group, drawn at random among those without a synapse onto the neuron"
                    + " (structural plasticity; Poirazi and Mel 2001).");

    private static final Key<SynapseSettings, SheetValues> SHORT_TERM = Key.conditional(
            "short-term",
            sheet(ShortTerm.PARAMETERS),
            "none",
            SynapseSettings::shortTerm,
            "Beside a rule or alone: spikes use resources that recover (Tsodyks, Pawelzik and Markram 1998).");

    static final String SCORE_WORD = "score";
    static final String STDP_WORD = "reward-stdp";
    private static final double TAU_PAIRS = 20;

    private static final Key<ScoreSettings, Double> FLOW_TIME = Key.required(
            "flow_time",
            Quantities.in("mV^2").where(" from 0 mV^2", time -> time >= 0),
            ScoreSettings::flowTime,
            "T: so far a learning opportunity of n episodes follows the gradient flow. Each episode has the rate T / n, with n the key"
                    + " per_opportunity of episodes.");

    private static final Key<ScoreSettings, Double> TAU_E = Key.conditional(
            "tau_e",
            Quantities.TIME.where(" above 0 ms", tau -> tau > 0),
            "nothing is forgotten",
            ScoreSettings::tauE,
            "Time constant with which the eligibility (the score, or what STDP makes) forgets within an episode. With one the mean update of a score is no longer the gradient. With time: precise the same for all synapses onto a population that learn so.");

    private static final Key<ScoreSettings, String> SCORE_MODULATOR = Key.defaulted(
            "modulator",
            ModulatorSchema.REFERENCE,
            DOPAMINE,
            ScoreSettings::modulator,
            "What brings b - L: its name among the modulators. Only rewards of episodes release it.");

    private static final Key<SynapseSettings, ScoreSettings> SCORE = Key.conditional(
            SCORE_WORD,
            MappingType.<ScoreSettings>of(
                            List.of(FLOW_TIME, TAU_E, SCORE_MODULATOR),
                            values -> ofEpisodes(values, new EpisodeEligibility.Score()))
                    .withOutline(),
            "-",
            synapse -> synapse.score().filter(score -> score.word().equals(SCORE_WORD)),
            "Reward times score, in `episodes`: the mean update is the gradient of the expected loss (Williams 1992; Xie and Seung 2004;"
                    + " Pfister et al. 2006). Onto neurons with escape noise and delta synapses.");

    private static final Key<ScoreSettings, Double> A_PLUS = amplitude(
            "A_plus",
            EpisodeEligibility.Stdp::aPlus,
            "What a pair adds to the eligibility whose presynaptic spike comes just before the postsynaptic one.");

    private static final Key<ScoreSettings, Double> TAU_PLUS =
            window("tau_plus", EpisodeEligibility.Stdp::tauPlus, "Time constant of these pairs.");

    private static final Key<ScoreSettings, Double> A_MINUS = amplitude(
            "A_minus",
            EpisodeEligibility.Stdp::aMinus,
            "What a pair takes from it whose postsynaptic spike comes just before.");

    private static final Key<ScoreSettings, Double> TAU_MINUS =
            window("tau_minus", EpisodeEligibility.Stdp::tauMinus, "Time constant of these pairs.");

    private static final Key<SynapseSettings, ScoreSettings> REWARD_STDP = Key.conditional(
            STDP_WORD,
            MappingType.<ScoreSettings>of(
                            List.of(A_PLUS, TAU_PLUS, A_MINUS, TAU_MINUS, FLOW_TIME, TAU_E, SCORE_MODULATOR),
                            values -> ofEpisodes(
                                    values,
                                    new EpisodeEligibility.Stdp(
                                            values.find(A_PLUS).orElse(1.0),
                                            values.find(TAU_PLUS).orElse(TAU_PAIRS),
                                            values.find(A_MINUS).orElse(1.0),
                                            values.find(TAU_MINUS).orElse(TAU_PAIRS))))
                    .withOutline(),
            "-",
            synapse -> synapse.score().filter(score -> score.word().equals(STDP_WORD)),
            "Reward times STDP, in `episodes`, all pairs within an episode but those of two spikes at once. With a baseline by sample it is the covariance rule (Fremaux,"
                    + " Sprekeler and Gerstner 2010); with baseline {rate: 0} and tau_e: 1 s that of Izhikevich (2007), with 25 ms that of"
                    + " Florian (2007). The mean update is not the gradient.");

    static final ValueType<SynapseSettings> TYPE = new WordOrMapping<>(
            Types.choice(Map.of("static", SynapseSettings.STATIC)),
            MappingType.<SynapseSettings>of(keys(), SynapseSchema::make)
                    .withCheck(SynapseSchema::check)
                    .withOutline(),
            synapse -> !synapse.isStatic());

    private SynapseSchema() {}

    private static List<Key<? super SynapseSettings, ?>> keys() {
        List<Key<? super SynapseSettings, ?>> keys = new ArrayList<>(RULES);
        keys.add(SCALING);
        keys.add(REWIRING);
        keys.add(SHORT_TERM);
        keys.add(SCORE);
        keys.add(REWARD_STDP);
        return keys;
    }

    private static MappingType<SheetValues> sheet(List<RuleParameter> parameters) {
        SheetSchema<SheetValues> sheet = SheetSchema.of(parameters, Function.identity());
        return MappingType.of(List.copyOf(sheet.keys()), sheet::values)
                .withCheck(sheet::check)
                .withOutline();
    }

    private static Key<SynapseSettings, RuleSettings> ruleKey(LearningRule rule) {
        return Key.conditional(
                rule.name(),
                rule(rule),
                "-",
                synapse -> synapse.rule().filter(own -> own.rule().equals(rule)),
                rule.meaning());
    }

    private static MappingType<RuleSettings> rule(LearningRule rule) {
        Key<RuleSettings, Pairing> pairing = Key.defaulted(
                "pairing",
                pairings(rule),
                rule.pairings().stream().findFirst().orElse(Pairing.ALL_TO_ALL),
                settings -> settings.pairing().orElseThrow(),
                "Which pairs of a presynaptic and a postsynaptic spike count: every pair, each spike with the latest of the other"
                        + " side, or as Morrison, Diesmann and Gerstner (2008) say.");
        Key<RuleSettings, String> modulator = Key.defaulted(
                "modulator",
                ModulatorSchema.REFERENCE,
                DOPAMINE,
                settings -> settings.modulator().orElseThrow(),
                "What turns the eligibility into weight: its name among the modulators.");
        SheetSchema<RuleSettings> sheet = SheetSchema.of(rule.parameters(), RuleSettings::values);
        boolean isModulated = rule.kind() == LearningRule.Kind.MODULATED;
        List<Key<? super RuleSettings, ?>> keys = new ArrayList<>();
        if (!rule.pairings().isEmpty()) {
            keys.add(pairing);
        }
        keys.addAll(sheet.keys());
        if (isModulated) {
            keys.add(modulator);
        }
        return MappingType.of(
                        keys,
                        values -> new RuleSettings(
                                rule, values.find(pairing), values.find(modulator), sheet.values(values)))
                .withCheck(sheet::check)
                .withCheck(values -> checkBounds(sheet, values))
                .withOutline();
    }

    /** Says why an eligibility cannot have a pairing that is there for other rules. */
    private static ScalarType<Pairing> pairings(LearningRule rule) {
        Map<String, Pairing> words = new LinkedHashMap<>();
        rule.pairings().forEach(pairing -> words.put(pairing.word(), pairing));
        ScalarType<Pairing> choice = Types.choice(words);
        return choice.hinting(scalar -> scalar.text().equals(Pairing.PRE_CENTERED.word())
                ? ", as a synapse with an eligibility has no memory of which presynaptic spikes have paired"
                : choice.hint().apply(scalar));
    }

    private static void checkBounds(SheetSchema<RuleSettings> sheet, Values values) {
        SheetValues found = sheet.values(values);
        Optional<Measured<Double>> low = found.find(LearningRule.W_MIN);
        Optional<Measured<Double>> high = found.find(LearningRule.W_MAX);
        if (low.isPresent()
                && high.isPresent()
                && low.get().unit().equals(high.get().unit())
                && high.get().value() > 0
                && high.get().value() <= low.get().value()) {
            int place = sheet.parameters().stream()
                    .map(RuleParameter::name)
                    .toList()
                    .indexOf(LearningRule.W_MAX);
            values.wrong(
                    sheet.keys().get(place),
                    SheetSchema.text(high.get()),
                    "above Wmin, " + SheetSchema.text(low.get()));
        }
    }

    private static SynapseSettings make(Values values) {
        return new SynapseSettings(
                RULES.stream().flatMap(rule -> values.find(rule).stream()).findFirst(),
                values.find(SCALING),
                values.find(REWIRING),
                values.find(SHORT_TERM),
                values.find(SCORE).or(() -> values.find(REWARD_STDP)));
    }

    private static ScoreSettings ofEpisodes(Values values, EpisodeEligibility eligibility) {
        return new ScoreSettings(
                values.find(FLOW_TIME).orElse(0.0),
                values.find(TAU_E),
                values.find(SCORE_MODULATOR).orElse(DOPAMINE),
                eligibility);
    }

    private static Key<ScoreSettings, Double> amplitude(
            String name, ToDoubleFunction<EpisodeEligibility.Stdp> from, String doc) {
        return Key.defaulted(name, Quantities.in("1/mV").any(), 1.0, ofStdp(from), doc);
    }

    private static Key<ScoreSettings, Double> window(
            String name, ToDoubleFunction<EpisodeEligibility.Stdp> from, String doc) {
        return Key.defaulted(name, Quantities.TIME.where(" above 0 ms", tau -> tau > 0), TAU_PAIRS, ofStdp(from), doc);
    }

    private static Function<ScoreSettings, Double> ofStdp(ToDoubleFunction<EpisodeEligibility.Stdp> from) {
        return score -> from.applyAsDouble((EpisodeEligibility.Stdp) score.eligibility());
    }

    private static void check(Values values) {
        List<Key<SynapseSettings, RuleSettings>> written =
                RULES.stream().filter(values::isWritten).toList();
        if (written.size() > 1) {
            values.wrong(
                    written.get(1),
                    written.stream().map(Key::name).collect(Collectors.joining(" and ")),
                    "one rule a projection; a second projection between the same groups may have another");
        }
        List<Key<SynapseSettings, ScoreSettings>> ofEpisodes = List.of(SCORE, REWARD_STDP);
        boolean mayBeMisspelt = RULES.stream().anyMatch(values::isMisspelt)
                || values.isMisspelt(SHORT_TERM)
                || ofEpisodes.stream().anyMatch(values::isMisspelt);
        Optional<Key<SynapseSettings, ScoreSettings>> first =
                ofEpisodes.stream().filter(values::isWritten).findFirst();
        if (first.isPresent()) {
            keys().stream()
                    .filter(key -> !key.equals(first.get()) && values.isWritten(key))
                    .forEach(key -> values.wrong(
                            key, key.name() + " beside " + first.get().name(), "one of both, alone"));
        } else if (written.isEmpty() && !mayBeMisspelt) {
            String rules = RULES.stream().map(Key::name).collect(Collectors.joining(" | "));
            List<Key<SynapseSettings, SheetValues>> alone =
                    Stream.of(SCALING, REWIRING).filter(values::isWritten).toList();
            alone.forEach(key -> values.wrong(key, key.name() + " without a rule", "beside one of " + rules));
            if (alone.isEmpty() && !values.isWritten(SHORT_TERM)) {
                values.wrong(
                        "no rule",
                        "one of " + rules
                                + " | short-term | score | reward-stdp, such as {stdp: {Wmax: 1 nS}}; or synapse: static");
            }
        }
        for (Key<SynapseSettings, RuleSettings> key : written) {
            boolean isModulated = PlasticityRules.of(key.name())
                    .filter(rule -> rule.kind() == LearningRule.Kind.MODULATED)
                    .isPresent();
            if (isModulated && values.isWritten(SCALING)) {
                values.wrong(
                        SCALING,
                        "scaling with " + key.name(),
                        "one of both: scaling goes with rules that change weights at once");
            }
        }
    }
}
