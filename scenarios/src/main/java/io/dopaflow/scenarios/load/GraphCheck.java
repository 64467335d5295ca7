package io.dopaflow.scenarios.load;

import io.dopaflow.scenarios.format.Nearest;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.schema.NetworkSettings;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What makes neurons and synapses of a scenario a network: names of their own, synapses between neurons that exist, no
 * cycle, and every neuron on a path from a source to an output. Reports each problem where it was written.
 */
final class GraphCheck {

    private static final String NEURONS = "network.neurons";
    private static final String SYNAPSES = "network.synapses";

    private final List<NetworkSettings.Neuron> neurons;
    private final List<NetworkSettings.Synapse> synapses;
    private final Report report;
    private final Map<String, Integer> byName = new HashMap<>();

    private GraphCheck(NetworkSettings.Graph graph, Report report) {
        this.neurons = graph.neurons();
        this.synapses = graph.synapses();
        this.report = report;
    }

    static void check(NetworkSettings.Graph graph, Report report) {
        GraphCheck check = new GraphCheck(graph, report);
        check.names();
        check.roles();
        boolean allKnown = check.ends();
        Edges edges = Edges.of(check.neurons.size(), check.synapses, check.byName);
        edges.cycle()
                .ifPresent(cycle -> check.report.wrong(
                        SYNAPSES + "." + cycle.lastSynapse(),
                        "the cycle " + cycle.through(check.neurons),
                        "a graph without cycles"));
        if (allKnown) {
            check.paths(edges);
        }
    }

    private void names() {
        for (int i = 0; i < neurons.size(); i++) {
            if (byName.putIfAbsent(neurons.get(i).name(), i) != null) {
                report.wrong(
                        NEURONS + "." + i + ".name",
                        "a second " + neurons.get(i).name(),
                        "a unique name for each neuron");
            }
        }
    }

    private void roles() {
        if (neurons.stream().noneMatch(neuron -> neuron.role().isSource())) {
            report.wrong(NEURONS, "no input or bias neuron", "at least one neuron with role: input | bias");
        }
        if (neurons.stream().noneMatch(neuron -> neuron.role() == NetworkSettings.Neuron.Role.OUTPUT)) {
            report.wrong(NEURONS, "no output neuron", "at least one neuron with role: output");
        }
    }

    /** Whether both ends of every synapse exist. */
    private boolean ends() {
        boolean known = true;
        Set<String> sources = neurons.stream()
                .filter(neuron -> neuron.role().isSource())
                .map(NetworkSettings.Neuron::name)
                .collect(Collectors.toSet());
        Set<List<String>> pairs = new HashSet<>();
        for (int i = 0; i < synapses.size(); i++) {
            NetworkSettings.Synapse synapse = synapses.get(i);
            String path = SYNAPSES + "." + i;
            boolean preKnown = isKnown(synapse.pre(), path + ".pre");
            boolean postKnown = isKnown(synapse.post(), path + ".post");
            known = known && preKnown && postKnown;
            if (sources.contains(synapse.post())) {
                report.wrong(path + ".post", synapse.post() + ", a source", "a neuron with role: hidden | output");
            }
            if (!pairs.add(List.of(synapse.pre(), synapse.post()))) {
                report.wrong(
                        path,
                        "a second synapse from " + synapse.pre() + " to " + synapse.post(),
                        "one synapse for each pair of neurons");
            }
        }
        return known;
    }

    private boolean isKnown(String name, String path) {
        if (byName.containsKey(name)) {
            return true;
        }
        report.wrong(path, name, "the name of a neuron" + Nearest.hint(name, byName.keySet()));
        return false;
    }

    private void paths(Edges edges) {
        BitSet reaching = edges.reaching(neuron -> neurons.get(neuron).role() == NetworkSettings.Neuron.Role.OUTPUT);
        for (int i = 0; i < neurons.size(); i++) {
            NetworkSettings.Neuron neuron = neurons.get(i);
            if (!reaching.get(i)) {
                report.wrong(
                        NEURONS + "." + i, neuron.name() + " without a path to an output", "synapses on to an output");
            }
            if (!neuron.role().isSource() && edges.onto(i).isEmpty()) {
                report.wrong(NEURONS + "." + i, neuron.name() + " without fan-in", "at least one synapse onto it");
            }
        }
    }
}
