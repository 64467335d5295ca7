package io.dopaflow.scenarios.schema.phased;

import io.dopaflow.models.rule.Broadcast;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Loop;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Regulator;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.rule.Trace;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.ListType;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.NamedType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import io.dopaflow.scenarios.format.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A rule as it is written, before its parts are held against one another. */
record RuleForm(
        String description,
        String name,
        Objective objective,
        int repetitions,
        List<Phase> phases,
        List<Projection> projections,
        List<Broadcast> broadcasts,
        List<Named<Expression>> updates,
        double rate,
        List<Named<Double>> rates,
        List<Regulator> after,
        List<Trace> traces,
        List<Loop> loops) {
    private static final int LONGEST_DESCRIPTION = 10_000;
    private static final int MOST_PHASES = 100;
    private static final int MOST_REPETITIONS = 1000;
    private static final double LARGEST_RATE = 1e12;
    private static final ValueType<Double> RATES_OF = Types.number(0, LARGEST_RATE);

    private static final Key<RuleForm, String> NAME = Key.required(
            "name",
            Types.text(
                    "[a-z0-9][a-z0-9_.-]{0,63}", "1 to 64 lower-case letters, digits, hyphens, dots and underscores"),
            RuleForm::name,
            "A short name.");

    private static final Key<RuleForm, String> DESCRIPTION = Key.defaulted(
            "description",
            Types.text("[\\s\\S]{0," + LONGEST_DESCRIPTION + "}", "at most 10000 characters of text"),
            "",
            RuleForm::description,
            "What the rule is: equations, what is local, source; the first line appears in the list of rules.");

    private static final Key<RuleForm, Objective> OBJECTIVE = Key.defaulted(
            "objective",
            Types.choice(Objective.class),
            Objective.NONE,
            RuleForm::objective,
            "The objective whose gradient the rule claims to follow. loss: that of the network without noise."
                    + " expected-loss: that of the network whose hidden neurons spike by chance. reconstruction: how well"
                    + " inputs are rebuilt. log-likelihood: of the inputs under the network as their model. bound: a lower"
                    + " bound of that. The last three say nothing of the loss.");

    private static final Key<RuleForm, Long> REPETITIONS = Key.defaulted(
            "repetitions",
            Types.wholeNumber(1, MOST_REPETITIONS),
            1L,
            form -> (long) form.repetitions(),
            "How often a sample goes through the phases before the synapses learn, each time with noise of its own.");

    static final Key<RuleForm, List<Phase>> PHASES = Key.required(
            "phases",
            new ListType<>(PhaseSchema.TYPE, "phases", 1, MOST_PHASES),
            RuleForm::phases,
            "What happens in a learning opportunity, in order.");

    private static final Key<RuleForm, List<Named<ProjectionSchema.Form>>> PROJECTIONS = Key.defaulted(
            "projections",
            ProjectionSchema.TYPE,
            List.of(),
            form -> form.projections().stream().map(ProjectionSchema.Form::of).toList(),
            "Synapses beside the network's own, by names.");

    private static final Key<RuleForm, List<Named<BroadcastSchema.Form>>> BROADCASTS = Key.defaulted(
            "broadcasts",
            BroadcastSchema.TYPE,
            List.of(),
            form -> form.broadcasts().stream().map(BroadcastSchema.Form::of).toList(),
            "Numbers that all synapses are told, by names.");

    private static final Key<RuleForm, List<Named<Expression>>> UPDATE = Key.required(
            "update",
            new NamedType<>(Expressions.of(1), "sums of products", 1),
            RuleForm::updates,
            "What synapses change by: hidden and output for the network's own onto hidden and output neurons, hidden-bias"
                    + " and output-bias for those from bias neurons where they differ, and names of projections. Each is a"
                    + " list of products, each a list of factors.");

    private static final Key<RuleForm, Double> RATE =
            Key.required("rate", Types.number(0, LARGEST_RATE), RuleForm::rate, "The learning rate.");

    private static final Key<RuleForm, List<Named<Double>>> RATES = Key.defaulted(
            "rates",
            new NamedType<>(RATES_OF, "learning rates", 0),
            List.of(),
            RuleForm::rates,
            "Learning rates of single updates, by their names, where they differ.");

    private static final Key<RuleForm, List<Regulator>> AFTER = Key.defaulted(
            "after",
            RegulatorSchema.TYPE,
            List.of(),
            RuleForm::after,
            "What is done to the network's own weights after each update, in order. Only with signed weights.");

    private static final Key<RuleForm, List<Named<Trace>>> TRACES = Key.defaulted(
            "traces",
            TraceSchema.TYPE,
            List.of(),
            form -> form.traces().stream().map(TraceSchema::of).toList(),
            "Numbers that each hidden and output neuron keeps from wave to wave, by names: running means, thresholds.");

    private static final Key<RuleForm, List<Loop>> LOOPS = Key.defaulted(
            "loops",
            LoopSchema.TYPE,
            List.of(),
            RuleForm::loops,
            "Phases that are gone through several times in a learning opportunity. In a loop, post@up@prev is of the round"
                    + " before; everywhere else its phases mean the last round.");

    static final MappingType<RuleForm> TYPE = MappingType.of(
            List.of(
                    NAME,
                    DESCRIPTION,
                    OBJECTIVE,
                    REPETITIONS,
                    PHASES,
                    LOOPS,
                    PROJECTIONS,
                    BROADCASTS,
                    TRACES,
                    UPDATE,
                    RATE,
                    RATES,
                    AFTER),
            RuleForm::made);

    private static RuleForm made(Values values) {
        List<Projection> projections = values.get(PROJECTIONS).stream()
                .map(ProjectionSchema.Form::projection)
                .toList();
        return new RuleForm(
                values.get(DESCRIPTION),
                values.get(NAME),
                values.get(OBJECTIVE),
                values.get(REPETITIONS).intValue(),
                values.get(PHASES).stream()
                        .map(phase -> routed(phase, projections))
                        .toList(),
                projections,
                values.get(BROADCASTS).stream()
                        .map(BroadcastSchema.Form::broadcast)
                        .toList(),
                values.get(UPDATE),
                values.get(RATE),
                values.get(RATES),
                values.get(AFTER),
                values.get(TRACES).stream().map(TraceSchema::trace).toList(),
                values.get(LOOPS));
    }

    /** The phase through what it says, or the only projection that fits. */
    private static Phase routed(Phase phase, List<Projection> projections) {
        if (!phase.through().equals(PhaseSchema.UNSAID)) {
            return phase;
        }
        List<String> fitting = phase.isBasal()
                ? List.of(Projection.FORWARD)
                : projections.stream()
                        .filter(projection -> projection.carries(phase.kind()))
                        .map(Projection::name)
                        .toList();
        return phase.through(fitting.size() == 1 ? fitting.get(0) : PhaseSchema.UNSAID);
    }

    /** How a rule is written; updates in the order of its projections. */
    static RuleForm of(RuleSettings settings) {
        Rule rule = settings.rule();
        List<String> names = new ArrayList<>(List.of(Rule.HIDDEN, Rule.OUTPUT, Rule.HIDDEN_BIAS, Rule.OUTPUT_BIAS));
        rule.projections().forEach(projection -> names.add(projection.name()));
        return new RuleForm(
                settings.description(),
                rule.name(),
                rule.objective(),
                rule.repetitions(),
                rule.phases(),
                rule.projections(),
                rule.broadcasts(),
                inOrder(names, rule.updates()),
                rule.rate(),
                inOrder(names, rule.rates()),
                rule.after(),
                rule.traces(),
                rule.loops());
    }

    private static <T> List<Named<T>> inOrder(List<String> names, Map<String, T> values) {
        return names.stream()
                .filter(values::containsKey)
                .map(name ->
                        new Named<>(name, Optional.ofNullable(values.get(name)).orElseThrow()))
                .toList();
    }

    /**
     * The rule.
     *
     * @throws io.dopaflow.models.rule.InvalidRuleException with everything that is wrong with it
     */
    Rule rule() {
        return new Rule(
                name,
                objective,
                repetitions,
                phases,
                projections,
                broadcasts,
                byName(updates),
                rate,
                byName(rates),
                after,
                traces,
                loops);
    }

    private static <T> Map<String, T> byName(List<Named<T>> values) {
        return values.stream()
                .collect(Collectors.toMap(Named::name, Named::value, (first, second) -> second, TreeMap::new));
    }
}
