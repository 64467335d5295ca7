package io.dopaflow.scenarios.schema.spiking;

import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.ListType;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Quantities;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import io.dopaflow.scenarios.format.Values;
import io.dopaflow.scenarios.schema.spiking.EpisodeSettings.Code;
import io.dopaflow.scenarios.schema.spiking.EpisodeSettings.Encoding;
import io.dopaflow.scenarios.schema.spiking.EpisodeSettings.Output;
import io.dopaflow.scenarios.schema.spiking.EpisodeSettings.SampleSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of {@code episodes}. */
public final class EpisodeSchema {
    private static final String INPUT = "input";
    private static final int MOST_SAMPLES = 100_000;
    private static final int MOST_CELLS = 1_000_000;
    private static final int MOST_SPIKES = 100_000;
    private static final int MOST_EPISODES = 1_000_000_000;

    private static final ScalarType<Long> DURATIONS = Durations.between(1, SourceSchema.LONGEST);

    private static final Key<SampleSettings, List<List<Long>>> SPIKES = Key.required(
            "spikes",
            new ListType<>(
                    new ListType<>(SourceSchema.TIMES, "times", 0, MOST_SPIKES), "lists of times", 1, MOST_CELLS),
            SampleSettings::spikesPs,
            "A list of times for each input, from the beginning of the episode; each earlier than its end, on a grid a multiple of the step.");

    private static final Key<SampleSettings, List<Output>> TARGET = Key.required(
            "target",
            new ListType<>(new OutputType(), "outputs", 1, MOST_CELLS),
            SampleSettings::target,
            "What each output is to do, as the loss has it: with counts a number of spikes, with cross-entropy the probability of its"
                    + " class, with first-spike the time of its first spike ([] if it does not matter), with train-distance a"
                    + " list of times.");

    private static final Key<EpisodeSettings, Long> DURATION = Key.required(
            "duration",
            DURATIONS,
            EpisodeSettings::durationPs,
            "How long an episode lasts: on a grid a multiple of the step; with reset at least the longest delay.");

    private static final Key<EpisodeSettings, Long> PAUSE = Key.required(
            "pause",
            DURATIONS,
            EpisodeSettings::pausePs,
            "From the end of an episode to the beginning of the next one: on a grid a multiple of the step; longer than the delay of the reward.");

    private static final Key<EpisodeSettings, Boolean> STATE = Key.defaulted(
            "state",
            Types.choice(states()),
            true,
            EpisodeSettings::isReset,
            "How neurons begin an episode. reset: as they began the run, and what is under way never arrives. carried-on: as the one"
                    + " before has ended.");

    private static final Key<EpisodeSettings, Long> PER_OPPORTUNITY = Key.defaulted(
            "per_opportunity",
            Types.wholeNumber(1, MOST_EPISODES),
            1L,
            settings -> (long) settings.perOpportunity(),
            "How many episodes in succession present a sample, n. The more, the closer weights come to the gradient flow.");

    private static final Key<EpisodeSettings, String> INPUTS = Key.defaulted(
            "inputs",
            Types.text("[^\\s]{1,64}", "a name without blanks"),
            INPUT,
            EpisodeSettings::inputs,
            "The name of the group of cells that present the samples; projections name it in `from`.");

    private static final Key<EpisodeSettings, List<SampleSettings>> SAMPLES = Key.conditional(
            "samples",
            new ListType<>(
                    MappingType.of(
                            List.of(SPIKES, TARGET),
                            values -> new SampleSettings(values.get(SPIKES), values.get(TARGET))),
                    "samples",
                    1,
                    MOST_SAMPLES),
            "required without task",
            settings -> Optional.of(settings.samples()).filter(samples -> !samples.isEmpty()),
            "What is presented, sample after sample; each epoch goes through all of them once, in an order of its own.");

    private static final Key<Encoding, Double> RATE = Key.conditional(
            "rate",
            Quantities.RATE.where(" above 0 Hz", rate -> rate > 0),
            "-",
            Key.when(Encoding::kind, Code.Rate.class, Code.Rate::largest),
            "Regular trains, with that rate where a feature is 1.");

    private static final Key<Encoding, Long> LATENCY = Key.conditional(
            "latency",
            DURATIONS,
            "-",
            Key.when(Encoding::kind, Code.Latency.class, Code.Latency::windowPs),
            "One spike, at the beginning where a feature is 1, and so much later where it is 0.");

    private static final Key<Encoding, Boolean> MIRRORED = Key.defaulted(
            "mirrored",
            Types.FLAG,
            false,
            Encoding::isMirrored,
            "Whether each feature x has a second input, which codes 1 - x.");

    private static final Key<EpisodeSettings, Encoding> ENCODE = Key.conditional(
            "encode",
            MappingType.<Encoding>of(List.of(RATE, LATENCY, MIRRORED), EpisodeSchema::encoding)
                    .withExactlyOneOf("rate: 200 Hz", RATE, LATENCY),
            "required with task",
            EpisodeSettings::encoding,
            "How features of a task, from 0 to 1, become spikes.");

    /** The type of the section. */
    public static final ValueType<EpisodeSettings> TYPE = MappingType.of(
                    List.of(DURATION, PAUSE, STATE, PER_OPPORTUNITY, INPUTS, SAMPLES, ENCODE), EpisodeSchema::make)
            .withOutline();

    private EpisodeSchema() {}

    private static Map<String, Boolean> states() {
        Map<String, Boolean> states = new LinkedHashMap<>();
        states.put("reset", true);
        states.put("carried-on", false);
        return states;
    }

    private static Encoding encoding(Values values) {
        return new Encoding(
                values.find(RATE)
                        .<Code>map(Code.Rate::new)
                        .orElseGet(() -> new Code.Latency(values.find(LATENCY).orElseThrow())),
                values.get(MIRRORED));
    }

    /** What is wrong counts as 0, or as nothing. */
    private static EpisodeSettings make(Values values) {
        return new EpisodeSettings(
                values.find(DURATION).orElse(0L),
                values.find(PAUSE).orElse(0L),
                values.find(STATE).orElse(true),
                values.find(PER_OPPORTUNITY).orElse(1L).intValue(),
                values.find(INPUTS).orElse(INPUT),
                values.find(SAMPLES).orElse(List.of()),
                values.find(ENCODE));
    }
}
