package io.dopaflow.scenarios.schema.spiking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.ListType;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.OneOrList;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import io.dopaflow.scenarios.format.Values;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys of {@code rewards}. */
public final class RewardSchema {
    private static final int MOST = 10_000;
    private static final String CELL_FORM = "([^\\s\\[\\]]{1,64})\\[([0-9]{1,9})\\]";
    private static final Pattern CELL_PATTERN = Pattern.compile(CELL_FORM);
    private static final RewardSettings.CellName NO_CELL = new RewardSettings.CellName("", 0);

    private static final ScalarType<RewardSettings.CellName> CELL = ScalarType.ofText(
            "a cell, such as \"excitatory[5]\" (in quotation marks, as it has brackets)",
            RewardSchema::cell,
            RewardSettings.CellName::toString,
            JsonNodeFactory.instance.objectNode().put("type", "string").put("pattern", "^" + CELL_FORM + "$"));

    private static final ScalarType<String> GROUP = Types.text("[^\\s]{1,64}", "the name of a group of cells");
    private static final ScalarType<Long> DURATION = Durations.between(1, SourceSchema.LONGEST);

    private static final Key<RewardSettings.Sequence, RewardSettings.CellName> FIRST =
            Key.required("first", CELL, RewardSettings.Sequence::first, "The cell that is to spike first.");

    private static final Key<RewardSettings.Sequence, RewardSettings.CellName> SECOND =
            Key.required("second", CELL, RewardSettings.Sequence::second, "The cell that is to follow.");

    private static final Key<RewardSettings.Sequence, Long> WITHIN = Key.required(
            "within", DURATION, RewardSettings.Sequence::withinPs, "The longest time between the two spikes.");

    private static final Key<RewardSettings, RewardSettings.Sequence> SEQUENCE = kind(
            "sequence",
            MappingType.of(
                            List.of(FIRST, SECOND, WITHIN),
                            values -> new RewardSettings.Sequence(
                                    values.find(FIRST).orElse(NO_CELL),
                                    values.find(SECOND).orElse(NO_CELL),
                                    values.find(WITHIN).orElse(1L)))
                    .withOutline(),
            RewardSettings.Sequence.class,
            "One cell spikes soon after another: each time there is a reward (Izhikevich 2007, figure 1).");

    private static final Key<RewardSettings.Race, String> CUE =
            Key.required("cue", GROUP, RewardSettings.Race::cue, "The group whose spikes begin a count.");

    private static final Key<RewardSettings.Race, String> WINNER =
            Key.required("winner", GROUP, RewardSettings.Race::winner, "The group that is to have more spikes.");

    private static final Key<RewardSettings.Race, String> RIVAL =
            Key.required("rival", GROUP, RewardSettings.Race::rival, "The group that is to have fewer.");

    private static final Key<RewardSettings.Race, Long> COUNTED = Key.required(
            "within",
            DURATION,
            RewardSettings.Race::withinPs,
            "How long is counted; a cue that comes then begins anew.");

    private static final Key<RewardSettings, RewardSettings.Race> RACE = kind(
            "race",
            MappingType.of(
                            List.of(CUE, WINNER, RIVAL, COUNTED),
                            values -> new RewardSettings.Race(
                                    values.find(CUE).orElse(""),
                                    values.find(WINNER).orElse(""),
                                    values.find(RIVAL).orElse(""),
                                    values.find(COUNTED).orElse(1L)))
                    .withOutline(),
            RewardSettings.Race.class,
            "After a cue one group spikes more than another (Izhikevich 2007, figure 3).");

    private static final Key<RewardSettings.BaselineSettings, Double> INITIAL = Key.defaulted(
            "initial",
            Types.number(-1e9, 1e9),
            0.0,
            RewardSettings.BaselineSettings::initial,
            "b before the first episode.");

    private static final Key<RewardSettings.BaselineSettings, Double> BASELINE_RATE = Key.defaulted(
            "rate",
            Types.number(0, 1),
            0.05,
            RewardSettings.BaselineSettings::rate,
            "Weight of the newest loss in the mean; 0 leaves b as it is.");

    private static final Key<RewardSettings.BaselineSettings, Boolean> BY_SAMPLE = Key.defaulted(
            "by_sample",
            Types.FLAG,
            true,
            RewardSettings.BaselineSettings::isBySample,
            "Whether each sample has a mean of its own.");

    private static final RewardSettings.BaselineSettings RUNNING_MEAN =
            new RewardSettings.BaselineSettings(0, 0.05, true);

    private static final Key<RewardSettings.Episode, String> OUTPUTS = Key.required(
            "outputs", GROUP, RewardSettings.Episode::outputs, "The population whose spikes are the answer.");

    private static final Key<RewardSettings.Episode, RewardSettings.LossSettings> LOSS = Key.required(
            "loss",
            LossSchema.TYPE,
            RewardSettings.Episode::loss,
            "L: how far the answer is from the target of the sample.");

    private static final Key<RewardSettings.Episode, RewardSettings.BaselineSettings> BASELINE = Key.defaulted(
            "baseline",
            MappingType.of(
                    List.of(INITIAL, BASELINE_RATE, BY_SAMPLE),
                    values -> new RewardSettings.BaselineSettings(
                            values.get(INITIAL), values.get(BASELINE_RATE), values.get(BY_SAMPLE))),
            RUNNING_MEAN,
            RewardSettings.Episode::baseline,
            "b: the running mean of the losses of earlier episodes.");

    private static final Key<RewardSettings, RewardSettings.Episode> EPISODE = kind(
            "episode",
            MappingType.of(
                            List.of(OUTPUTS, LOSS, BASELINE),
                            values -> new RewardSettings.Episode(
                                    values.find(OUTPUTS).orElse(""),
                                    values.find(LOSS).orElseGet(RewardSettings.LossSettings.Counts::new),
                                    values.find(BASELINE).orElse(RUNNING_MEAN)))
                    .withOutline(),
            RewardSettings.Episode.class,
            "After each of the `episodes` b - L is released: how much better the answer of the network was than usual.");

    private static final Key<RewardSettings, String> MODULATOR = Key.required(
            "modulator", ModulatorSchema.REFERENCE, RewardSettings::modulator, "What the reward releases.");

    private static final Key<RewardSettings, List<Long>> DELAY = Key.required(
            "delay",
            new OneOrList<>(new ListType<>(
                    Durations.between(0, SourceSchema.LONGEST), "ends, the least and the longest", 2, 2)),
            reward -> reward.fromPs() == reward.toPs()
                    ? List.of(reward.fromPs())
                    : List.of(reward.fromPs(), reward.toPs()),
            "From what is rewarded, of a race from the end of its count, of an episode from its end, to the arrival at all synapses; of two, each reward draws"
                    + " its own, uniformly. At least 1 us, on a grid a positive multiple of the step, to which draws are"
                    + " rounded up.");

    private static final Key<RewardSettings, Double> AMOUNT = Key.conditional(
            "amount",
            ModulatorSchema.AMOUNT,
            "`1`",
            reward -> Optional.of(reward.amount()).filter(amount -> !(reward.what() instanceof RewardSettings.Episode)),
            "How much is released; 1 is as much as a spike of one neuron.");

    private static final MappingType<RewardSettings> TYPE = MappingType.of(
                    List.of(MODULATOR, SEQUENCE, RACE, EPISODE, DELAY, AMOUNT), RewardSchema::make)
            .withExactlyOneOf("sequence: {first: 'a[0]', second: 'a[5]', within: 10 ms}", SEQUENCE, RACE, EPISODE)
            .withCheck(RewardSchema::checkDelay)
            .withCheck(RewardSchema::checkEpisode)
            .withOutline();

    /** The type of the section. */
    public static final ListType<RewardSettings> ALL = new ListType<>(TYPE, "rewards", 0, MOST);

    private RewardSchema() {}

    private static Optional<RewardSettings.CellName> cell(String text) {
        Matcher matcher = CELL_PATTERN.matcher(text);
        return matcher.matches()
                ? Optional.of(new RewardSettings.CellName(matcher.group(1), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    private static <W extends RewardSettings.What> Key<RewardSettings, W> kind(
            String name, ValueType<W> type, Class<W> kind, String doc) {
        return Key.conditional(name, type, "-", Key.when(RewardSettings::what, kind, Function.identity()), doc);
    }

    /** What is wrong counts as a sequence of nothing. */
    private static RewardSettings make(Values values) {
        List<Long> delay = delay(values).orElse(List.of(0L));
        return new RewardSettings(
                values.find(MODULATOR).orElse(""),
                values.find(RACE)
                        .<RewardSettings.What>map(race -> race)
                        .or(() -> values.find(SEQUENCE))
                        .or(() -> values.find(EPISODE))
                        .orElseGet(() -> new RewardSettings.Sequence(NO_CELL, NO_CELL, 1)),
                delay.get(0),
                delay.get(delay.size() - 1),
                values.find(AMOUNT).orElse(1.0));
    }

    /** Without those that are wrong; nothing if none is left. */
    private static Optional<List<Long>> delay(Values values) {
        return values.find(DELAY).filter(delay -> !delay.isEmpty());
    }

    private static void checkDelay(Values values) {
        delay(values)
                .filter(delay -> delay.get(delay.size() - 1) < delay.get(0))
                .ifPresent(delay -> values.wrong(
                        DELAY,
                        Durations.text(delay.get(0)) + " to " + Durations.text(delay.get(1)),
                        "the least first, then the longest"));
    }

    /** What an episode releases is b - L, at one time. */
    private static void checkEpisode(Values values) {
        if (!values.isWritten(EPISODE)) {
            return;
        }
        if (values.isWritten(AMOUNT)) {
            values.wrong(AMOUNT, "amount with episode", "none, as b - L is released");
        }
        delay(values)
                .filter(delay -> !delay.get(0).equals(delay.get(delay.size() - 1)))
                .ifPresent(delay -> values.wrong(DELAY, "two delays with episode", "one delay"));
    }
}
