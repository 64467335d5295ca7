package io.dopaflow.scenarios.schema.phased;

import io.dopaflow.models.rule.Regulator;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.ListType;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.Values;
import java.util.List;
import java.util.Optional;

/** The keys of a regulator. */
final class RegulatorSchema {
    private static final int MOST_REGULATORS = 10;
    private static final int MOST_BITS = 30;
    private static final double MOST_STRENGTH = 1e9;
    private static final long FOR_EVER = 1_000_000_000;

    private enum Mode {
        STOCHASTIC,
        NEAREST
    }

    private static final Key<Regulator.Round, Long> BITS = Key.required(
            "bits",
            Types.wholeNumber(1, MOST_BITS),
            round -> (long) round.bits(),
            "There are 2^bits levels, from -size to size.");

    private static final Key<Regulator.Round, Double> SIZE =
            Key.required("size", Words.SIZE, Regulator.Round::size, "The largest level.");

    private static final Key<Regulator.Round, Mode> MODE = Key.defaulted(
            "mode",
            Types.choice(Mode.class),
            Mode.STOCHASTIC,
            round -> round.stochastic() ? Mode.STOCHASTIC : Mode.NEAREST,
            "stochastic: to either neighbour by chance, so that the mean is the weight. nearest: to the nearer one.");

    private static final Key<Regulator, Double> CLIP = Words.kind(
            "clip", Words.SIZE, Regulator.Clip.class, Regulator.Clip::size, "Keeps weights from -clip to clip.");

    private static final Key<Regulator, Regulator.Round> ROUND = Words.kind(
            "round",
            MappingType.of(List.of(BITS, SIZE, MODE), values -> round(values, values.get(MODE) == Mode.STOCHASTIC)),
            Regulator.Round.class,
            round -> round,
            "Rounds weights to one of few levels.");

    private static final Key<Regulator, Regulator.Round> TRANSMIT = Words.kind(
            "transmit",
            MappingType.of(List.of(BITS, SIZE), values -> round(values, false)),
            Regulator.Transmitted.class,
            Regulator.Transmitted::levels,
            "A synapse works with the nearest level and keeps its weight as it is.");

    private static final Key<Regulator.Consolidate, Regulator.Importance> IMPORTANCE = Key.required(
            "importance",
            Types.choice(Regulator.Importance.class),
            Regulator.Consolidate::importance,
            "squared-updates: the mean squared update of single waves in the last epoch of a task. path: the sum of"
                    + " update times change over a task, over its total change squared + 0.01.");

    private static final Key<Regulator.Consolidate, Double> STRENGTH = Key.required(
            "strength",
            Types.number(0, MOST_STRENGTH),
            Regulator.Consolidate::strength,
            "lambda: a weight w is pulled by rate lambda importance (w* - w); any is stable.");

    private static final Key<Regulator, Regulator.Consolidate> CONSOLIDATE = Words.kind(
            "consolidate",
            MappingType.of(
                    List.of(IMPORTANCE, STRENGTH),
                    values -> new Regulator.Consolidate(values.get(IMPORTANCE), values.get(STRENGTH))),
            Regulator.Consolidate.class,
            consolidate -> consolidate,
            "Pulls weights to where they stood at the end of the last task, by how much they mattered. The last of the list.");

    private static final Key<Regulator.Cascade, Long> VARIABLES = Key.required(
            "variables",
            Types.wholeNumber(2, MOST_BITS),
            cascade -> (long) cascade.variables(),
            "m, the weight among them.");

    private static final Key<Regulator.Cascade, Double> COUPLING = Key.required(
            "coupling",
            Types.positive(1),
            Regulator.Cascade::coupling,
            "coupling 2^-k of the difference flows from variable k to the next in each batch; variable k + 1 holds 2^k times as"
                    + " much as the first.");

    private static final Key<Regulator, Regulator.Cascade> CASCADE = Words.kind(
            "cascade",
            MappingType.of(
                    List.of(VARIABLES, COUPLING),
                    values -> new Regulator.Cascade(values.get(VARIABLES).intValue(), values.get(COUPLING))),
            Regulator.Cascade.class,
            cascade -> cascade,
            "A chain of ever slower variables behind each weight. The last of the list.");

    private static final Key<Regulator.Sparse, Double> DENSITY = Key.required(
            "density", Types.positive(1), Regulator.Sparse::density, "The share of the synapses that works.");

    private static final Key<Regulator.Sparse, Double> REWIRE = Key.defaulted(
            "rewire",
            Types.number(0, 1),
            0.0,
            Regulator.Sparse::rewire,
            "The share of the working ones, those with the smallest weights, that is replaced after an epoch.");

    private static final Key<Regulator.Sparse, Long> UNTIL = Key.conditional(
            "until",
            Types.wholeNumber(0, FOR_EVER),
            "the end of the run",
            sparse -> Optional.of(sparse.until()).filter(epoch -> epoch < FOR_EVER),
            "The last epoch after which any are replaced.");

    private static final Key<Regulator, Regulator.Sparse> SPARSE = Words.kind(
            "sparse",
            MappingType.of(
                    List.of(DENSITY, REWIRE, UNTIL),
                    values -> new Regulator.Sparse(
                            values.get(DENSITY),
                            values.get(REWIRE),
                            values.find(UNTIL).orElse(FOR_EVER))),
            Regulator.Sparse.class,
            sparse -> sparse,
            "Only some of the synapses from inputs onto hidden neurons work; the others are silent. The last of the list.");

    static final ListType<Regulator> TYPE = new ListType<>(
            MappingType.of(List.of(CLIP, ROUND, TRANSMIT, CONSOLIDATE, CASCADE, SPARSE), RegulatorSchema::regulator)
                    .withExactlyOneOf("clip: 2", CLIP, ROUND, TRANSMIT, CONSOLIDATE, CASCADE, SPARSE),
            "regulators",
            0,
            MOST_REGULATORS);

    private RegulatorSchema() {}

    private static Regulator.Round round(Values values, boolean stochastic) {
        return new Regulator.Round(values.get(BITS).intValue(), values.get(SIZE), stochastic);
    }

    private static Regulator regulator(Values values) {
        return values.find(CLIP)
                .<Regulator>map(Regulator.Clip::new)
                .or(() -> values.find(ROUND))
                .or(() -> values.find(CONSOLIDATE))
                .or(() -> values.find(CASCADE))
                .or(() -> values.find(SPARSE))
                .orElseGet(() -> new Regulator.Transmitted(values.get(TRANSMIT)));
    }
}
