package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.OwnValues;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronNoise;
import io.dopaflow.models.spiking.neuron.NeuronType;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Numerals;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.spiking.NeuronSettings;
import io.dopaflow.scenarios.schema.spiking.PopulationOutline;
import io.dopaflow.scenarios.schema.spiking.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the values of parameters and variables of each neuron of a population from CSV files. */
record NeuronFiles(InputFiles files, Grid grid, Report report) {

    /** The columns of a population's file by their names; nothing if it has none, or something is wrong, which is reported. */
    Optional<Map<String, OwnValues>> read(String name, PopulationOutline population) {
        String key = "populations." + name + ".values";
        Optional<NeuronSettings> neuron = population.neuron();
        if (population.values().isEmpty()) {
            return Optional.empty();
        }
        Optional<Lines> lines =
                files.read(key, population.values().get()).flatMap(content -> Lines.of(key, content, report));
        if (lines.isEmpty() || neuron.isEmpty() || population.size().isEmpty()) {
            return Optional.empty();
        }
        int before = report.problems().count();
        int size = population.size().get();
        if (lines.get().size() != size) {
            report.wrong(key, "a file with " + lines.get().size() + " rows", size + ", one for each neuron");
        }
        checkHeader(lines.get(), neuron.get());
        Map<String, double[]> columns = new LinkedHashMap<>();
        if (report.problems().count() == before) {
            lines.get().header().forEach(column -> columns.put(column, numbers(lines.get(), column)));
        }
        if (report.problems().count() == before) {
            checkNeurons(lines.get(), neuron.get(), population, columns);
        }
        if (report.problems().count() > before) {
            return Optional.empty();
        }
        Map<String, OwnValues> values = new LinkedHashMap<>();
        columns.forEach((column, numbers) -> values.put(column, new OwnValues(numbers)));
        return Optional.of(values);
    }

    private static void checkHeader(Lines lines, NeuronSettings neuron) {
        List<String> known = new ArrayList<>(neuron.model().standard().variables());
        neuron.model().parameters().forEach(parameter -> known.add(parameter.name()));
        List<String> header = lines.header();
        for (int i = 0; i < header.size(); i++) {
            String column = header.get(i);
            if (!known.contains(column) || header.indexOf(column) < i) {
                lines.atHeader()
                        .wrong(
                                "the column " + column + (known.contains(column) ? " a second time" : ""),
                                "each once, parameters and variables of " + neuron.modelText() + ": "
                                        + String.join(" | ", known)
                                        + (known.contains(column) ? "" : Nearest.hint(column, known)));
            }
        }
    }

    private static double[] numbers(Lines lines, String column) {
        double[] numbers = new double[lines.size()];
        for (int row = 0; row < numbers.length; row++) {
            String text = lines.cell(row, column);
            Optional<Double> number =
                    Numerals.parse(text).map(BigDecimal::doubleValue).filter(Double::isFinite);
            if (number.isEmpty()) {
                lines.wrong(row, column + " " + text, "a finite number, without a unit");
            }
            numbers[row] = number.orElse(0.0);
        }
        return numbers;
    }

    /** Each neuron can be made; what the file does not say is the lowest that the scenario lets be drawn. */
    private void checkNeurons(
            Lines lines, NeuronSettings neuron, PopulationOutline population, Map<String, double[]> columns) {
        NeuronModel model = neuron.model();
        double[] values = neuron.parameters().stream()
                .mapToDouble(law -> law.distribution().lowest())
                .toArray();
        Map<String, Double> start = new LinkedHashMap<>();
        population
                .start()
                .forEach(law ->
                        start.put(law.name(), law.value().value().distribution().lowest()));
        for (int row = 0; row < lines.size(); row++) {
            for (Map.Entry<String, double[]> column : columns.entrySet()) {
                int place = model.indexOf(column.getKey());
                if (place >= 0) {
                    values[place] = column.getValue()[row];
                } else {
                    start.put(column.getKey(), column.getValue()[row]);
                }
            }
            try {
                make(model.type(values), start);
            } catch (IllegalArgumentException e) {
                Refusal refusal = Refusal.of(e);
                lines.wrong(row, refusal.name() + " " + refusal.found(), refusal.allowed());
            }
        }
    }

    private void make(NeuronType type, Map<String, Double> start) {
        double[] state = type.start(start);
        NeuronNoise noise = new NeuronNoise(new RandomStreams(0), 0);
        if (grid.time() instanceof TimeMode.Grid step) {
            type.onGrid(step.stepPs(), state, noise);
        } else if (grid.isPrecise()) {
            type.continuous(state, noise);
        }
    }
}
