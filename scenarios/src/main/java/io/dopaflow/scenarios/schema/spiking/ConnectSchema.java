package io.dopaflow.scenarios.schema.spiking;

import io.dopaflow.models.spiking.connection.AllToAll;
import io.dopaflow.models.spiking.connection.ConnectionRule;
import io.dopaflow.models.spiking.connection.FixedIndegree;
import io.dopaflow.models.spiking.connection.FixedOutdegree;
import io.dopaflow.models.spiking.connection.FixedTotalNumber;
import io.dopaflow.models.spiking.connection.OneToOne;
import io.dopaflow.models.spiking.connection.PairwiseBernoulli;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.ListType;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import io.dopaflow.scenarios.format.Values;
import io.dopaflow.scenarios.format.WordOrMapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The words and keys of {@code connect}. */
final class ConnectSchema {
    private static final int MOST_LISTED = 1_000_000;
    private static final ScalarType<Long> DEGREE = Types.wholeNumber(0, Integer.MAX_VALUE);

    private static final Key<ConnectSettings, Long> INDEGREE = of(
            "indegree",
            DEGREE,
            FixedIndegree.class,
            rule -> (long) rule.indegree(),
            "Synapses onto each target, from sources drawn at random.");

    private static final Key<ConnectSettings, Long> OUTDEGREE = of(
            "outdegree",
            DEGREE,
            FixedOutdegree.class,
            rule -> (long) rule.outdegree(),
            "Synapses from each source, onto targets drawn at random.");

    private static final Key<ConnectSettings, Long> TOTAL = of(
            "total",
            Types.wholeNumber(0, Long.MAX_VALUE),
            FixedTotalNumber.class,
            FixedTotalNumber::total,
            "Synapses in all, their ends drawn at random.");

    private static final Key<ConnectSettings, Double> PROBABILITY = of(
            "probability",
            Types.number(0, 1),
            PairwiseBernoulli.class,
            PairwiseBernoulli::probability,
            "With which each pair of neurons is connected.");

    private static final Key<ConnectSettings, List<ConnectSettings.Synapse>> LIST = Key.conditional(
            "list",
            new ListType<>(new SynapseType(), "synapses", 0, MOST_LISTED),
            "-",
            Key.when(connect -> connect, ConnectSettings.ByList.class, ConnectSettings.ByList::synapses),
            "Synapses one by one: numbers of neurons from 0, then a weight and a delay if they are its own.");

    private static final Key<ConnectSettings, String> FILE = Key.conditional(
            "file",
            Types.text("[\\s\\S]{1,4096}", "the path of a file"),
            "-",
            Key.when(connect -> connect, ConnectSettings.ByFile.class, ConnectSettings.ByFile::file),
            "A CSV file with the columns pre, post and perhaps weight and delay, these with their units in each cell; or the edges of"
                    + " one population of SONATA (.h5), with syn_weight in the unit of the target's model and delay in ms, if they"
                    + " have their own. Its path is relative to the scenario file.");

    private static final Key<ConnectSettings, Boolean> AUTAPSES = Key.conditional(
            "autapses",
            Types.FLAG,
            "true",
            ConnectSchema::autapses,
            "Whether a neuron may connect to itself; meaningful within a population.");

    private static final Key<ConnectSettings, Boolean> MULTAPSES = Key.conditional(
            "multapses",
            Types.FLAG,
            "true",
            ConnectSchema::multapses,
            "Whether several synapses may lead from one neuron to another. Not with probability.");

    static final ValueType<ConnectSettings> TYPE = new WordOrMapping<>(
            Types.choice(words()),
            MappingType.of(
                            List.of(INDEGREE, OUTDEGREE, TOTAL, PROBABILITY, LIST, FILE, AUTAPSES, MULTAPSES),
                            ConnectSchema::make)
                    .withExactlyOneOf("indegree: 100", INDEGREE, OUTDEGREE, TOTAL, PROBABILITY, LIST, FILE)
                    .withCheck(ConnectSchema::checkOptions)
                    .withOutline(),
            connect -> !words().containsValue(connect));

    private ConnectSchema() {}

    private static Map<String, ConnectSettings> words() {
        Map<String, ConnectSettings> words = new LinkedHashMap<>();
        words.put("all-to-all", new ConnectSettings.ByRule(new AllToAll()));
        words.put("one-to-one", new ConnectSettings.ByRule(new OneToOne()));
        return words;
    }

    private static <C extends ConnectionRule, T> Key<ConnectSettings, T> of(
            String name, ValueType<T> type, Class<C> kind, Function<C, T> from, String doc) {
        return Key.conditional(name, type, "-", connect -> rule(connect, kind).map(from), doc);
    }

    private static <C extends ConnectionRule> Optional<C> rule(ConnectSettings connect, Class<C> kind) {
        return connect instanceof ConnectSettings.ByRule by && kind.isInstance(by.rule())
                ? Optional.of(kind.cast(by.rule()))
                : Optional.empty();
    }

    private static Optional<Boolean> autapses(ConnectSettings connect) {
        return rule(connect, FixedIndegree.class)
                .map(FixedIndegree::autapses)
                .or(() -> rule(connect, FixedOutdegree.class).map(FixedOutdegree::autapses))
                .or(() -> rule(connect, FixedTotalNumber.class).map(FixedTotalNumber::autapses))
                .or(() -> rule(connect, PairwiseBernoulli.class).map(PairwiseBernoulli::autapses));
    }

    private static Optional<Boolean> multapses(ConnectSettings connect) {
        return rule(connect, FixedIndegree.class)
                .map(FixedIndegree::multapses)
                .or(() -> rule(connect, FixedOutdegree.class).map(FixedOutdegree::multapses))
                .or(() -> rule(connect, FixedTotalNumber.class).map(FixedTotalNumber::multapses));
    }

    /** A rule that is wrong counts as no synapses. */
    static final ConnectSettings NOBODY = new ConnectSettings.ByList(List.of());

    private static ConnectSettings make(Values values) {
        boolean autapses = values.find(AUTAPSES).orElse(true);
        boolean multapses = values.find(MULTAPSES).orElse(true);
        return values.find(INDEGREE)
                .<ConnectionRule>map(degree -> new FixedIndegree(degree.intValue(), autapses, multapses))
                .or(() -> values.find(OUTDEGREE)
                        .map(degree -> new FixedOutdegree(degree.intValue(), autapses, multapses)))
                .or(() -> values.find(TOTAL).map(total -> new FixedTotalNumber(total, autapses, multapses)))
                .or(() -> values.find(PROBABILITY).map(each -> new PairwiseBernoulli(each, autapses)))
                .<ConnectSettings>map(ConnectSettings.ByRule::new)
                .or(() -> values.find(LIST).map(ConnectSettings.ByList::new))
                .or(() -> values.find(FILE).map(ConnectSettings.ByFile::new))
                .orElse(NOBODY);
    }

    private static void checkOptions(Values values) {
        for (Key<ConnectSettings, ?> key : List.of(LIST, FILE)) {
            for (Key<ConnectSettings, ?> option : List.of(AUTAPSES, MULTAPSES)) {
                if (values.isWritten(key) && values.isWritten(option)) {
                    values.wrong(option, option.name() + " with " + key.name(), "without: they are whatever it says");
                }
            }
        }
        if (values.isWritten(PROBABILITY) && values.isWritten(MULTAPSES)) {
            values.wrong(MULTAPSES, "multapses with probability", "without: each pair has one synapse or none");
        }
    }
}
