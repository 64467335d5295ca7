package io.dopaflow.scenarios.schema.phased;

import io.dopaflow.models.rule.Regulator;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.ListType;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.Values;
import java.util.List;

/** The keys of a regulator. */
final class RegulatorSchema {
    private static final int MOST_REGULATORS = 10;
    private static final int MOST_BITS = 30;

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

    static final ListType<Regulator> TYPE = new ListType<>(
            MappingType.of(List.of(CLIP, ROUND, TRANSMIT), RegulatorSchema::regulator)
                    .withExactlyOneOf("clip: 2", CLIP, ROUND, TRANSMIT),
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
                .orElseGet(() -> new Regulator.Transmitted(values.get(TRANSMIT)));
    }
}
