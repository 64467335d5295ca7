package io.dopaflow.scenarios.schema.spiking;

import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.ListType;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.NamedType;
import io.dopaflow.scenarios.format.OneOrList;
import io.dopaflow.scenarios.format.Quantities;
import io.dopaflow.scenarios.format.ScalarType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.Values;
import java.util.List;
import java.util.Optional;

/** The keys of {@code modulators}. */
public final class ModulatorSchema {
    private static final int MOST_TIMES = 1_000_000;
    private static final double TAU_N = 200;
    private static final double AS_MUCH_AS_A_SPIKE = 1;

    /** The type of what names one. */
    static final ScalarType<String> REFERENCE = Types.text("[^\\s]{1,64}", "the name of a modulator");

    /** The type of an amount: 1 is as much as a spike of one neuron. */
    static final ScalarType<Double> AMOUNT = Types.number(-1e9, 1e9);

    private static final Key<ModulatorSettings, Double> TAU = Key.defaulted(
            "tau_n",
            Quantities.TIME.where(" above 0 ms", tau -> tau > 0),
            TAU_N,
            ModulatorSettings::tauN,
            "Time constant of the concentration n: n' = -n / tau_n, and an amount of 1 makes n jump by 1 / tau_n, in 1/ms.");

    private static final Key<ModulatorSettings, List<String>> FROM = Key.conditional(
            "from",
            SourceSchema.REFERENCES,
            "nobody",
            modulator -> Optional.of(modulator.from()).filter(from -> !from.isEmpty()),
            "The populations, or sources with a size, each of whose spikes releases some.");

    private static final Key<ModulatorSettings, Long> DELAY = Key.conditional(
            "delay",
            Durations.between(0, SourceSchema.LONGEST),
            "required with from",
            ModulatorSettings::delayPs,
            "From a spike to the arrival at all synapses: at least 1 us, on a grid a positive multiple of the step.");

    private static final Key<ModulatorSettings, Double> PER_SPIKE = Key.conditional(
            "amount",
            AMOUNT,
            "`1`, with from",
            modulator -> Optional.of(modulator.amount())
                    .filter(amount -> !modulator.from().isEmpty()),
            "Released by each spike.");

    private static final Key<ModulatorSettings.Script, List<Long>> TIMES = Key.required(
            "times",
            new ListType<>(SourceSchema.TIMES, "times", 0, MOST_TIMES),
            ModulatorSettings.Script::timesPs,
            "Times of arrival at all synapses: above 0, each later than the one before; on a grid multiples of the step.");

    private static final Key<ModulatorSettings.Script, List<Double>> AMOUNTS = Key.defaulted(
            "amounts",
            new OneOrList<>(new ListType<>(AMOUNT, "amounts", 1, MOST_TIMES)),
            List.of(AS_MUCH_AS_A_SPIKE),
            ModulatorSettings.Script::amounts,
            "One for all times, or one for each.");

    private static final Key<ModulatorSettings, ModulatorSettings.Script> SCRIPT = Key.conditional(
            "script",
            MappingType.of(
                            List.of(TIMES, AMOUNTS),
                            values -> new ModulatorSettings.Script(values.get(TIMES), values.get(AMOUNTS)))
                    .withCheck(ModulatorSchema::checkScript),
            "none",
            ModulatorSettings::script,
            "Releases at given times.");

    private static final MappingType<ModulatorSettings> TYPE = MappingType.of(
                    List.of(TAU, FROM, DELAY, PER_SPIKE, SCRIPT),
                    values -> new ModulatorSettings(
                            values.find(TAU).orElse(TAU_N),
                            values.find(FROM).orElse(List.of()),
                            values.find(DELAY),
                            values.find(PER_SPIKE).orElse(AS_MUCH_AS_A_SPIKE),
                            values.find(SCRIPT)))
            .withCheck(ModulatorSchema::checkSpikes)
            .withOutline();

    /** The type of the section. */
    public static final NamedType<ModulatorSettings> ALL = new NamedType<>(TYPE, "modulators", 0);

    private ModulatorSchema() {}

    private static void checkScript(Values values) {
        List<Long> times = values.find(TIMES).orElse(List.of());
        for (int i = 0; i < times.size(); i++) {
            long before = i == 0 ? 0 : times.get(i - 1);
            if (times.get(i) <= before) {
                values.wrong(
                        TIMES,
                        Durations.text(times.get(i)) + " as time " + (i + 1),
                        i == 0 ? "above 0" : "later than the time before, " + Durations.text(before));
            }
        }
        int amounts = values.find(AMOUNTS).orElse(List.of(AS_MUCH_AS_A_SPIKE)).size();
        if (values.find(TIMES).isPresent() && amounts > 1 && amounts != times.size()) {
            values.wrong(AMOUNTS, amounts + " amounts", "one for all, or " + times.size() + ", as there are times");
        }
    }

    private static void checkSpikes(Values values) {
        if (values.isWritten(FROM)) {
            values.require(DELAY);
            return;
        }
        for (Key<ModulatorSettings, ?> key : List.of(DELAY, PER_SPIKE)) {
            if (values.isWritten(key) && !values.isMisspelt(FROM)) {
                values.wrong(key, key.name() + " without from", "only with from, as it is that of spikes");
            }
        }
    }
}
