package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.StateProbe;
import io.dopaflow.scenarios.format.Named;
import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.spiking.NeuronSettings;
import io.dopaflow.scenarios.schema.spiking.RecordingSettings;
import io.dopaflow.scenarios.schema.spiking.Selection;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes the plan of recording and checks that there is what is to be recorded. */
record RecordingBuilder(Groups groups, Grid grid, Report report) {
    private static final int MOST_NEURONS = 1_000_000;

    /** Reports what is wrong with the section. */
    void check(RecordingSettings record) {
        if (record.spikes() instanceof RecordingSettings.OfGroups of) {
            for (int i = 0; i < of.groups().size(); i++) {
                Named<Optional<Selection>> group = of.groups().get(i);
                String path = "record.spikes." + (group.value().isPresent() ? group.name() : i);
                if (groups.checkOrigin(path, group.name())) {
                    checkNeurons(path, group.name(), group.value());
                }
            }
        }
        for (int i = 0; i < record.states().size(); i++) {
            checkStates(path(record, i), record.states().get(i));
        }
    }

    /** The path of a recording of states. */
    String path(RecordingSettings record, int place) {
        boolean isSingle =
                record.states().size() == 1 && report.place("record.states.0").equals(report.place("record.states"));
        return isSingle ? "record.states" : "record.states." + place;
    }

    private void checkStates(String path, RecordingSettings.States states) {
        grid.checkPositive(path + ".every", states.everyPs());
        grid.check(path + ".offset", states.offsetPs());
        if (states.of().isEmpty() || !groups.checkPopulation(path + ".of", states.of())) {
            return;
        }
        checkNeurons(path + ".neurons", states.of(), states.neurons());
        long recorded = states.neurons().map(Selection::count).orElse((long)
                groups.size(states.of()).orElse(0));
        if (recorded > MOST_NEURONS && !report.isWrong(path + ".neurons")) {
            report.wrong(
                    path + ".neurons",
                    "the states of " + recorded + " neurons",
                    "up to " + MOST_NEURONS + ", such as neurons: 0..99");
        }
        Optional<NeuronSettings> neuron = groups.neuron(states.of());
        if (neuron.isEmpty()) {
            return;
        }
        List<String> known = variables(neuron.get());
        for (int i = 0; i < states.variables().size(); i++) {
            String variable = states.variables().get(i);
            if (!known.contains(variable)) {
                report.wrong(
                        path + ".variables",
                        variable,
                        "variables of " + neuron.get().modelText() + ": " + String.join(" | ", known)
                                + Nearest.hint(variable, known));
            }
        }
    }

    private static List<String> variables(NeuronSettings neuron) {
        return neuron.model().standard().variables();
    }

    private void checkNeurons(String path, String group, Optional<Selection> neurons) {
        int largest = neurons.map(Selection::largest).orElse(-1);
        Optional<Integer> size = groups.size(group);
        if (size.isPresent() && largest >= size.get()) {
            report.wrong(path, "neuron " + largest, "from 0 to " + (size.get() - 1) + ", the cells of " + group);
        }
    }

    /** The plan, where nothing was reported. */
    SpikingPlan plan(RecordingSettings record) {
        List<Integer> firsts = new ArrayList<>();
        int cells = 0;
        for (CellGroup group : groups.built()) {
            firsts.add(cells);
            cells += group.size();
        }
        BitSet spikes = new BitSet();
        if (record.spikes() == RecordingSettings.Extent.ALL) {
            spikes.set(0, cells);
        } else if (record.spikes() instanceof RecordingSettings.OfGroups of) {
            for (Named<Optional<Selection>> group : of.groups()) {
                int first = firsts.get(groups.place(group.name()).orElseThrow());
                IntStream.of(numbers(group.name(), group.value())).forEach(number -> spikes.set(first + number));
            }
        }
        return new SpikingPlan(
                spikes,
                record.states().stream()
                        .filter(states -> !isOfNothing(states))
                        .map(this::probe)
                        .toList());
    }

    /** Whether no value is ever recorded. */
    boolean isOfNothing(RecordingSettings.States states) {
        return states.variables().isEmpty() || numbers(states.of(), states.neurons()).length == 0;
    }

    private StateProbe probe(RecordingSettings.States states) {
        List<String> known = variables(groups.neuron(states.of()).orElseThrow());
        return new StateProbe(
                groups.place(states.of()).orElseThrow(),
                numbers(states.of(), states.neurons()),
                states.variables().stream()
                        .mapToInt(known::indexOf)
                        .sorted()
                        .distinct()
                        .toArray(),
                states.everyPs(),
                states.offsetPs());
    }

    private int[] numbers(String group, Optional<Selection> neurons) {
        return neurons.map(Selection::numbers)
                .orElseGet(() ->
                        IntStream.range(0, groups.size(group).orElseThrow()).toArray());
    }
}
