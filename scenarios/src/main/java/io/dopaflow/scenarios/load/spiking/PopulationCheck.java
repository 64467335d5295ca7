package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronNoise;
import io.dopaflow.models.spiking.neuron.NeuronType;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Quantities;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.spiking.ExcitabilitySettings;
import io.dopaflow.scenarios.schema.spiking.Law;
import io.dopaflow.scenarios.schema.spiking.Measured;
import io.dopaflow.scenarios.schema.spiking.NeuronSettings;
import io.dopaflow.scenarios.schema.spiking.PopulationOutline;
import io.dopaflow.scenarios.schema.spiking.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Checks that the neurons of populations can be made: with every value that a law can draw. */
record PopulationCheck(Grid grid, Report report) {
    /** Laws whose ends are combined with one another; of further ones only the low end is tried. */
    private static final int MOST_COMBINED = 10;

    private static final Pattern WORD = Pattern.compile("[A-Za-z_]+");

    /** Reports what is wrong with a population, as far as it is known. */
    void check(String name, PopulationOutline population) {
        if (population.neuron().isEmpty()) {
            return;
        }
        NeuronSettings neuron = population.neuron().get();
        String path = "populations." + name;
        Map<String, Distribution> start = new LinkedHashMap<>();
        if (population.hasOwnStart() || population.hasOwnNeuron()) {
            if (checkStart(path + ".start", neuron, population.start())) {
                population
                        .start()
                        .forEach(
                                law -> start.put(law.name(), law.value().value().distribution()));
            }
        }
        population.excitability().ifPresent(some -> checkExcitability(path + ".excitability", name, some, neuron));
        if (population.hasOwnNeuron()) {
            checkNeuron(path + ".neuron." + neuron.model().name(), neuron, start);
        }
    }

    private void checkExcitability(
            String path, String population, ExcitabilitySettings settings, NeuronSettings neuron) {
        NeuronModel model = neuron.model();
        String unit = model.parameters().get(model.indexOf("I_e")).unit();
        Map<String, Measured<Double>> currents = new LinkedHashMap<>();
        currents.put("eta", settings.eta());
        currents.put("I_max", settings.largest());
        currents.forEach((key, current) -> {
            if (!current.unit().equals(unit)) {
                report.wrong(
                        path + "." + key,
                        "a current in " + current.unit(),
                        "a current in " + Quantities.in(unit).units() + ", as " + population + " is "
                                + neuron.modelText());
            }
        });
        grid.checkPositive(path + ".every", settings.everyPs());
    }

    /**
     * Reports each parameter that is refused. One that is wrong is set aside, at its default, and what is refused because of it is
     * not reported.
     */
    private void checkNeuron(String path, NeuronSettings neuron, Map<String, Distribution> start) {
        NeuronModel model = neuron.model();
        Set<String> aside = new HashSet<>();
        List<Distribution> laws = new ArrayList<>();
        for (int i = 0; i < model.parameters().size(); i++) {
            String parameter = model.parameters().get(i).name();
            laws.add(neuron.parameters().get(i).distribution());
            if (report.isWrong(path + "." + parameter)) {
                aside.add(parameter);
            }
        }
        Optional<Refusal> refused = refused(model, laws, start);
        while (refused.isPresent()) {
            Refusal refusal = refused.get();
            List<String> concerned = WORD.matcher(refusal.allowed())
                    .results()
                    .map(MatchResult::group)
                    .filter(word -> model.indexOf(word) >= 0)
                    .toList();
            List<String> culprits = List.of(refusal.name());
            if (aside.contains(refusal.name())) {
                culprits = concerned;
            } else if (concerned.stream().noneMatch(aside::contains)) {
                reportRefusal(path, neuron, laws, refusal);
            }
            boolean goesOn = false;
            for (String culprit : culprits) {
                int place = model.indexOf(culprit);
                if (place >= 0 && aside.add(culprit)) {
                    laws.set(
                            place,
                            new Distribution.Constant(
                                    model.parameters().get(place).standard()));
                    goesOn = true;
                }
            }
            refused = goesOn ? refused(model, laws, start) : Optional.empty();
        }
    }

    /** The first refusal among all combinations of ends of the laws. */
    private Optional<Refusal> refused(NeuronModel model, List<Distribution> laws, Map<String, Distribution> start) {
        List<Integer> drawn = new ArrayList<>();
        for (int i = 0; i < laws.size() && drawn.size() < MOST_COMBINED; i++) {
            if (isDrawn(laws.get(i))) {
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
                make(model.type(values), start);
            } catch (IllegalArgumentException e) {
                return Optional.of(Refusal.of(e));
            }
        }
        return Optional.empty();
    }

    private static boolean isDrawn(Distribution law) {
        return law.lowest() < law.highest();
    }

    private void make(NeuronType type, Map<String, Distribution> start) {
        Map<String, Double> values = new LinkedHashMap<>();
        start.forEach((variable, law) -> values.put(variable, law.lowest()));
        double[] state = type.start(values);
        NeuronNoise noise = new NeuronNoise(new RandomStreams(0), 0);
        if (grid.time() instanceof TimeMode.Grid step) {
            type.onGrid(step.stepPs(), state, noise);
        } else if (grid.isPrecise()) {
            type.continuous(state, noise);
        }
    }

    private void reportRefusal(String path, NeuronSettings neuron, List<Distribution> laws, Refusal refusal) {
        int parameter = neuron.model().indexOf(refusal.name());
        if (parameter < 0) {
            report.wrong(path, refusal.found(), refusal.allowed());
            return;
        }
        boolean isNormal = neuron.parameters().get(parameter) instanceof Law.Normal;
        report.wrong(
                path + "." + refusal.name(),
                (isDrawn(laws.get(parameter)) ? "a law that can give " : "") + refusal.found(),
                refusal.allowed() + (isNormal ? ": give it a bound, low or high" : ""));
    }

    private boolean checkStart(String path, NeuronSettings neuron, List<Named<Measured<Law>>> start) {
        List<String> variables = neuron.model().standard().variables();
        boolean right = true;
        for (Named<Measured<Law>> law : start) {
            String unit = VariableUnits.of(law.name());
            if (!variables.contains(law.name())) {
                right = false;
                report.wrong(
                        path + "." + law.name(),
                        "an unknown variable",
                        "a variable of " + neuron.modelText() + ": " + String.join(" | ", variables)
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
