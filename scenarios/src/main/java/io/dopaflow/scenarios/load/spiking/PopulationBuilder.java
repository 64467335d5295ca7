package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronNoise;
import io.dopaflow.models.spiking.neuron.NeuronType;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Quantities;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.spiking.Law;
import io.dopaflow.scenarios.schema.spiking.Measured;
import io.dopaflow.scenarios.schema.spiking.NeuronSettings;
import io.dopaflow.scenarios.schema.spiking.PopulationSettings;
import io.dopaflow.scenarios.schema.spiking.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes populations and checks that their neurons can be made: with every value that a law can draw. */
record PopulationBuilder(Grid grid, Report report) {
    /** Laws whose ends are combined with one another; of further ones only the low end is tried. */
    private static final int MOST_COMBINED = 10;

    /** The population; of use only if nothing was reported. */
    CellGroup.Population build(String name, PopulationSettings settings) {
        String path = "populations." + name;
        NeuronSettings neuron = settings.neuron();
        List<Distribution> laws =
                neuron.parameters().stream().map(Law::distribution).toList();
        boolean right = checkStart(path + ".start", settings);
        Map<String, Distribution> start = new LinkedHashMap<>();
        settings.start()
                .forEach(law -> start.put(law.name(), law.value().value().distribution()));
        checkNeuron(path + ".neuron." + neuron.model().name(), neuron, laws, right ? start : Map.of());
        return new CellGroup.Population(name, settings.size(), neuron.model(), laws, start, settings.sign());
    }

    private void checkNeuron(
            String path, NeuronSettings neuron, List<Distribution> laws, Map<String, Distribution> start) {
        List<Integer> drawn = new ArrayList<>();
        for (int i = 0; i < laws.size() && drawn.size() < MOST_COMBINED; i++) {
            if (laws.get(i).lowest() < laws.get(i).highest()) {
                drawn.add(i);
            }
        }
        for (int corner = 0; corner < 1 << drawn.size(); corner++) {
            double[] values = laws.stream().mapToDouble(Distribution::lowest).toArray();
            for (int k = 0; k < drawn.size(); k++) {
                if ((corner & 1 << k) != 0) {
                    values[drawn.get(k)] = laws.get(drawn.get(k)).highest();
                }
            }
            try {
                make(neuron.model().type(values), start);
            } catch (IllegalArgumentException e) {
                reportRefusal(path, neuron, laws, e);
                return;
            }
        }
    }

    private void make(NeuronType type, Map<String, Distribution> start) {
        Map<String, Double> values = new LinkedHashMap<>();
        start.forEach((variable, law) -> values.put(variable, law.lowest()));
        double[] state = type.start(values);
        NeuronNoise noise = new NeuronNoise(new RandomStreams(0), 0);
        if (grid.time() instanceof TimeMode.Grid step) {
            type.onGrid(step.stepPs(), state, noise);
        } else {
            type.continuous(state, noise);
        }
    }

    private void reportRefusal(
            String path, NeuronSettings neuron, List<Distribution> laws, IllegalArgumentException e) {
        Refusal refusal = Refusal.of(e);
        int parameter = neuron.model().indexOf(refusal.name());
        if (parameter < 0) {
            report.wrong(path, refusal.found(), refusal.allowed());
            return;
        }
        boolean isDrawn = laws.get(parameter).lowest() < laws.get(parameter).highest();
        boolean isNormal = neuron.parameters().get(parameter) instanceof Law.Normal;
        report.wrong(
                path + "." + refusal.name(),
                (isDrawn ? "a law that can give " : "") + refusal.found(),
                refusal.allowed() + (isNormal ? ": give it a bound, low or high" : ""));
    }

    private boolean checkStart(String path, PopulationSettings settings) {
        NeuronModel model = settings.neuron().model();
        List<String> variables = model.standard().variables();
        boolean right = true;
        for (Named<Measured<Law>> law : settings.start()) {
            String unit = VariableUnits.of(law.name());
            if (!variables.contains(law.name())) {
                right = false;
                report.wrong(
                        path + "." + law.name(),
                        "an unknown variable",
                        "a variable of " + settings.neuron().modelText() + ": " + String.join(" | ", variables)
                                + Nearest.hint(law.name(), variables));
            } else if (!law.value().unit().equals(unit)) {
                right = false;
                report.wrong(
                        path + "." + law.name(),
                        "a value "
                                + (law.value().unit().isEmpty()
                                        ? "without a unit"
                                        : "in " + law.value().unit()),
                        unit.isEmpty()
                                ? "a number without a unit"
                                : "a value in " + Quantities.in(unit).units());
            }
        }
        return right;
    }
}
