package io.dopaflow.models.spiking.neuron;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.random.RandomStreams;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every model of the registry promises. */
class NeuronModelsTest {
    private static final long MS = 1_000_000_000L;
    private static final NeuronNoise NOISE = new NeuronNoise(new RandomStreams(1), 0);

    private static final String LIF = "C_m 250, tau_m 10, E_L -70, V_th -55, V_reset -70, t_ref 2, I_e 0";
    private static final String CURRENTS = LIF + ", tau_syn_ex 2, tau_syn_in 2";
    private static final String ESCAPE = ", rho_0 0.0526, Delta_u 4";
    private static final String SRM = "C_m 250, tau_m 10, E_L -70, V_th -55, I_e 0";
    private static final String ETA = ESCAPE + ", eta 15";
    private static final String CONDUCTANCES = "C_m 250, g_L 16.6667, E_L -70, E_ex 0, E_in -85, V_th -55, V_reset -60,"
            + " t_ref 2, I_e 0, tau_syn_ex 0.2, tau_syn_in 2";
    private static final String IZHIKEVICH = "a 0.02, b 0.2, c -65, d 8, V_th 30, I_e 0";
    private static final String ADEX = "C_m 281, g_L 30, E_L -70.6, V_th -50.4, Delta_T 2, V_peak 0, V_reset -60, a 4,"
            + " b 80.5, tau_w 144, t_ref 0, I_e 0, tau_syn_ex 0.2, tau_syn_in 2";

    /** Defaults of a model, NEST 3.9's where it has it, and the same as its record has by itself. */
    private record Right(String defaults, NeuronType standard) {}

    private static final Map<String, Right> RIGHT = Map.ofEntries(
            entry("lif delta", new Right(LIF, LifParameters.standard(SynapseShape.DELTA))),
            entry("lif exp", new Right(CURRENTS, LifParameters.standard(SynapseShape.EXPONENTIAL))),
            entry("lif alpha", new Right(CURRENTS, LifParameters.standard(SynapseShape.ALPHA))),
            entry("lif cond-exp", new Right(CONDUCTANCES, CondLif.standard(SynapseShape.EXPONENTIAL))),
            entry("lif cond-alpha", new Right(CONDUCTANCES, CondLif.standard(SynapseShape.ALPHA))),
            entry("izhikevich", new Right(IZHIKEVICH, Izhikevich.standard())),
            entry("izhikevich-published", new Right(IZHIKEVICH, new PublishedIzhikevich(Izhikevich.standard()))),
            entry("adex cond-exp", new Right(ADEX + ", E_ex 0, E_in -85", Adex.standard(Adex.Synapses.CONDUCTANCES))),
            entry("adex exp", new Right(ADEX, Adex.standard(Adex.Synapses.CURRENTS))),
            entry(
                    "hodgkin-huxley alpha",
                    new Right(
                            "C_m 100, g_Na 12000, g_K 3600, g_L 30, E_Na 50, E_K -77, E_L -54.402, t_ref 2, I_e 0,"
                                    + " tau_syn_ex 0.2, tau_syn_in 2",
                            HodgkinHuxley.standard())),
            entry("escape delta", new Right(LIF + ESCAPE, Escape.standard(SynapseShape.DELTA))),
            entry("escape exp", new Right(CURRENTS + ESCAPE, Escape.standard(SynapseShape.EXPONENTIAL))),
            entry("escape alpha", new Right(CURRENTS + ESCAPE, Escape.standard(SynapseShape.ALPHA))),
            entry("srm delta", new Right(SRM + ETA, Srm.standard(SynapseShape.DELTA))),
            entry(
                    "srm exp",
                    new Right(SRM + ", tau_syn_ex 2, tau_syn_in 2" + ETA, Srm.standard(SynapseShape.EXPONENTIAL))),
            entry(
                    "srm alpha",
                    new Right(SRM + ", tau_syn_ex 2, tau_syn_in 2" + ETA, Srm.standard(SynapseShape.ALPHA))));

    /** A current in the unit of I_e that makes each model spike with its defaults. */
    private static final Map<String, Double> STRONG = Map.of(
            "lif",
            600.0,
            "izhikevich",
            15.0,
            "izhikevich-published",
            15.0,
            "adex",
            1000.0,
            "hodgkin-huxley",
            1500.0,
            "escape",
            600.0,
            "srm",
            600.0);

    static Stream<NeuronModel> models() {
        return NeuronModels.all().stream();
    }

    private static String nameOf(NeuronModel model) {
        return (model.name() + " " + model.synapses()).strip();
    }

    @Test
    void names_areUniqueAndGrouped() {
        List<String> names =
                NeuronModels.all().stream().map(NeuronModelsTest::nameOf).toList();
        assertThat(names).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(RIGHT.keySet());
        Set<String> closed = new HashSet<>();
        String last = "";
        for (NeuronModel model : NeuronModels.all()) {
            if (!model.name().equals(last)) {
                assertThat(closed.add(model.name())).as(model.name()).isTrue();
                last = model.name();
            }
            assertThat(NeuronModels.of(model.name(), model.synapses())).isSameAs(model);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lif, delta, mV",
        "izhikevich, '', mV",
        "izhikevich-published, '', mV/ms",
        "adex, cond-exp, nS",
        "hodgkin-huxley, alpha, pA"
    })
    void firstForm_isTheDefault(String name, String synapses, String weightUnit) {
        assertThat(NeuronModels.forms(name).get(0)).isSameAs(NeuronModels.of(name, synapses));
        assertThat(NeuronModels.of(name, synapses).weightUnit()).isEqualTo(weightUnit);
    }

    @Test
    void unknownModels_areRefusedWithThoseThatThereAre() {
        assertThat(NeuronModels.forms("lif ")).isEmpty();
        assertThatThrownBy(() -> NeuronModels.of("izhikevich", "delta"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no neuron model izhikevich delta; allowed: lif delta, lif exp, lif alpha,")
                .hasMessageContaining(", izhikevich, izhikevich-published, adex cond-exp,");
    }

    @ParameterizedTest
    @MethodSource("models")
    void defaults_areThoseOfNestAndOfTheDataSheet(NeuronModel model) {
        assertThat(model.parameters().stream()
                        .map(parameter -> parameter.name() + " "
                                + (parameter.standard() == Math.rint(parameter.standard())
                                        ? Long.toString((long) parameter.standard())
                                        : Double.toString(parameter.standard())))
                        .collect(Collectors.joining(", ")))
                .isEqualTo(RIGHT.get(nameOf(model)).defaults());
        assertThat(model.standard()).isEqualTo(RIGHT.get(nameOf(model)).standard());
    }

    /** Each parameter reaches its own place: another value of it gives another type. */
    @ParameterizedTest
    @MethodSource("models")
    void parameters_areAllUsed(NeuronModel model) {
        Set<NeuronType> types = new HashSet<>(Set.of(model.standard()));
        for (int i = 0; i < model.parameters().size(); i++) {
            double[] values = defaults(model);
            values[i] += 0.125;
            assertThat(types.add(model.type(values)))
                    .as(model.parameters().get(i).name())
                    .isTrue();
        }
    }

    /** A NaN, and for ranges of one side a value behind it. */
    @ParameterizedTest
    @MethodSource("models")
    void wrongValues_areRefusedWithNameValueAndRange(NeuronModel model) {
        for (int i = 0; i < model.parameters().size(); i++) {
            Parameter parameter = model.parameters().get(i);
            refuses(model, i, Double.NaN);
            refuses(model, i, Double.POSITIVE_INFINITY);
            if (parameter.range().equals("above 0")) {
                refuses(model, i, 0);
            } else if (parameter.range().equals("from 0")) {
                refuses(model, i, -0.125);
            } else if (!parameter.range().equals("finite")) {
                assertThat(parameter.range()).containsAnyOf("above ", "below ", "from ", "up to ");
                boolean isUpper = parameter.range().contains("below ")
                        || parameter.range().contains("up to ");
                double[] values = defaults(model);
                values[i] = isUpper ? 1000 : -1000;
                assertThatThrownBy(() -> model.type(values))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("1000.0 mV")
                        .hasMessageContaining(parameter.name());
            }
        }
    }

    private static void refuses(NeuronModel model, int place, double value) {
        Parameter parameter = model.parameters().get(place);
        double[] values = defaults(model);
        values[place] = value;
        assertThatThrownBy(() -> model.type(values))
                .as("%s %s", nameOf(model), parameter.name())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(parameter.name() + " is " + value + " " + parameter.unit() + "; allowed: ");
    }

    @Test
    void wrongNumbersOfValues_areRefused() {
        NeuronModel model = NeuronModels.of("lif", "delta");
        assertThatThrownBy(() -> model.type(1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 values of the parameters of lif; allowed: 7");
        ParameterValues values = new ParameterValues(model, defaults(model));
        assertThat(values.get("V_th")).isEqualTo(-55);
        assertThat(values.picoseconds("t_ref")).isEqualTo(2 * MS);
        assertThatThrownBy(() -> values.get("tau_syn_ex"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lif has no parameter tau_syn_ex");
    }

    /** With a strong current each model spikes many times in a second, alike in both modes. */
    @ParameterizedTest
    @MethodSource("models")
    void everyModel_runsInTheTimeModesThatItHas(NeuronModel model) {
        double[] values = defaults(model);
        values[model.indexOf("I_e")] = STRONG.get(model.name());
        NeuronType type = model.type(values);
        if (model.name().equals("izhikevich-published")) {
            assertThat(spikesOnGrid(type, MS)).isBetween(5, 200);
            assertThatThrownBy(() -> type.continuous(type.start(-65), NOISE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("allowed: on a grid of 1 ms");
            assertThatThrownBy(() -> spikesOnGrid(type, MS / 10))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("allowed: 1000000000 ps");
            return;
        }
        int precise = spikes(type);
        assertThat(precise).isBetween(5, 200);
        // By chance rather than alike: counts of some 100, of less than Poisson's variance.
        double margin = Set.of("escape", "srm").contains(model.name()) ? 0.3 : 0.05;
        assertThat((double) spikesOnGrid(type, MS / 10))
                .isBetween(precise * (1 - margin) - 1, precise * (1 + margin) + 1);
    }

    private static int spikes(NeuronType type) {
        ContinuousNeuron neuron = type.continuous(type.start(Map.of()), NOISE);
        int count = 0;
        for (long at = neuron.nextSpike(1000 * MS); at <= 1000 * MS; at = neuron.nextSpike(1000 * MS)) {
            neuron.spike(at);
            count++;
        }
        return count;
    }

    private static int spikesOnGrid(NeuronType type, long step) {
        GridNeuron neuron = type.onGrid(step, type.start(Map.of()), NOISE);
        int count = 0;
        for (long at = step; at <= 1000 * MS; at += step) {
            count += neuron.step(0, 0) ? 1 : 0;
        }
        return count;
    }

    @ParameterizedTest
    @MethodSource("models")
    void start_takesWhatIsGivenAndLeavesTheRest(NeuronModel model) {
        NeuronType type = model.standard();
        assertThat(type.variables().get(0)).isEqualTo("V_m");
        double[] rest = type.start(Map.of());
        assertThat(rest).hasSameSizeAs(type.variables()).isEqualTo(type.start(type.rest()));
        for (int i = 1; i < rest.length; i++) {
            double[] given = type.start(Map.of("V_m", -64.0, type.variables().get(i), 0.25));
            double[] right = type.start(-64);
            right[i] = 0.25;
            assertThat(given).isEqualTo(right);
        }
        GridNeuron neuron = type.onGrid(MS, rest, NOISE);
        for (int i = 0; i < rest.length; i++) {
            assertThat(neuron.value(i)).as(type.variables().get(i)).isEqualTo(rest[i]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lif, exp, -70",
        "lif, cond-exp, -70",
        "izhikevich, '', -65",
        "izhikevich-published, '', -65",
        "adex, exp, -70.6",
        "hodgkin-huxley, alpha, -65",
        "escape, delta, -70",
        "srm, exp, -70"
    })
    void rest_isWhereNeuronsStart(String name, String synapses, double potential) {
        assertThat(NeuronModels.of(name, synapses).standard().rest()).isEqualTo(potential);
    }

    /** Variables that are started from something are that something, in each mode. */
    @ParameterizedTest
    @MethodSource("models")
    void values_startAsTheyAreGiven(NeuronModel model) {
        NeuronType type = model.standard();
        double[] start = type.start(-64);
        for (int i = 1; i < start.length; i++) {
            start[i] += 0.0625 * i;
        }
        GridNeuron onGrid = type.onGrid(MS, start, NOISE);
        GridGroup group = type.group(MS, List.of(type.start(-70), start), List.of(NOISE, NOISE));
        for (int i = 0; i < start.length; i++) {
            assertThat(onGrid.value(i)).isEqualTo(start[i]);
            assertThat(group.value(1, i)).isEqualTo(start[i]);
            if (!model.name().equals("izhikevich-published")) {
                assertThat(type.continuous(start, NOISE).value(i, 0)).isEqualTo(start[i]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 1.1e9, Double.NaN})
    void refractoryPeriodOutOfRange_isRefusedInMilliseconds(double value) {
        NeuronModel model = NeuronModels.of("lif", "delta");
        double[] values = defaults(model);
        values[model.indexOf("t_ref")] = value;
        assertThatThrownBy(() -> model.type(values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("t_ref is " + value + " ms; allowed: from 0 to 1.0E9 ms");
    }

    private static double[] defaults(NeuronModel model) {
        return model.parameters().stream().mapToDouble(Parameter::standard).toArray();
    }
}
