package io.dopaflow.models.spiking.neuron;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;

/** A case of the reference data (see the README beside it), executed by the plainest event loop. */
record ReferenceCase(String id, JsonNode json) {

    static ReferenceCase load(String id) {
        try (InputStream in = ReferenceCase.class.getResourceAsStream("/spiking/" + id + ".json")) {
            return new ReferenceCase(id, new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A spike of a neuron, in ps. */
    record Spike(int neuron, long time) {}

    /** A potential of a neuron at a time. */
    record Potential(int neuron, long time, double expected, double found) {}

    private record Arrival(long time, int neuron, int synapse, double weight) {}

    private record Synapse(int id, int post, double weight, long delay) {}

    SynapseShape shape() {
        return switch (json.at("/model/family").asText()) {
            case "exp" -> SynapseShape.EXPONENTIAL;
            default -> SynapseShape.valueOf(json.at("/model/family").asText().toUpperCase(Locale.ROOT));
        };
    }

    LifParameters parameters(JsonNode neuron) {
        return new LifParameters(
                shape(),
                neuron.get("C_m_pF").asDouble(),
                neuron.get("tau_m_ms").asDouble(),
                neuron.get("E_L_mV").asDouble(),
                neuron.get("V_th_mV").asDouble(),
                neuron.get("V_reset_mV").asDouble(),
                ps(neuron.get("t_ref_ms")),
                neuron.get("I_e_pA").asDouble(),
                neuron.path("tau_syn_ex_ms").asDouble(1),
                neuron.path("tau_syn_in_ms").asDouble(1));
    }

    static long ps(JsonNode ms) {
        return Math.round(ms.asDouble() * 1e9);
    }

    List<Spike> expected() {
        List<Spike> list = new ArrayList<>();
        json.at("/expected/spikes")
                .forEach(spike -> list.add(new Spike(spike.get(0).asInt(), ps(spike.get(1)))));
        return list;
    }

    /** Everything that happens in continuous time, and the potentials at the sampled times. */
    List<Spike> run(List<Potential> potentials) {
        List<Lif> neurons = new ArrayList<>();
        json.get("neurons")
                .forEach(neuron -> neurons.add(
                        new Lif(parameters(neuron), neuron.get("V0_mV").asDouble())));
        PriorityQueue<Arrival> arrivals = new PriorityQueue<>(Comparator.comparingLong(Arrival::time)
                .thenComparingInt(Arrival::neuron)
                .thenComparingInt(Arrival::synapse));
        int synapse = inputs(arrivals);
        List<List<Synapse>> targets = new ArrayList<>();
        neurons.forEach(neuron -> targets.add(new ArrayList<>()));
        for (JsonNode connection : json.get("connections")) {
            targets.get(connection.get(0).asInt())
                    .add(new Synapse(
                            synapse++,
                            connection.get(1).asInt(),
                            connection.get(2).asDouble(),
                            ps(connection.get(3))));
        }
        PriorityQueue<Potential> samples = new PriorityQueue<>(Comparator.comparingLong(Potential::time));
        JsonNode times = json.path("sample_times");
        for (int i = 0; i < times.size(); i++) {
            int neuron = times.get(i).get(0).asInt();
            for (int k = 0; k < times.get(i).get(1).size(); k++) {
                samples.add(new Potential(
                        neuron,
                        ps(times.get(i).get(1).get(k)),
                        json.at("/expected/V_mV").get(i).get(1).get(k).asDouble(),
                        0));
            }
        }
        long end = ps(json.get("duration_ms"));
        long[] due = neurons.stream().mapToLong(neuron -> neuron.nextSpike(end)).toArray();
        List<Spike> spikes = new ArrayList<>();
        while (true) {
            int first = 0;
            for (int i = 1; i < due.length; i++) {
                first = due[i] < due[first] ? i : first;
            }
            long arrival = arrivals.isEmpty() ? Long.MAX_VALUE : arrivals.peek().time();
            // All arrivals of an instant come before the threshold is tested.
            long now = Math.min(arrival, due[first]);
            while (!samples.isEmpty() && samples.peek().time() < Math.min(now, end + 1)) {
                Potential wanted = samples.remove();
                potentials.add(new Potential(
                        wanted.neuron(),
                        wanted.time(),
                        wanted.expected(),
                        neurons.get(wanted.neuron()).potential(wanted.time())));
            }
            if (now > end) {
                return spikes;
            }
            if (arrival <= due[first]) {
                int neuron = arrivals.peek().neuron();
                double excitatory = 0;
                double inhibitory = 0;
                while (!arrivals.isEmpty()
                        && arrivals.peek().time() == now
                        && arrivals.peek().neuron() == neuron) {
                    double weight = arrivals.remove().weight();
                    excitatory += weight >= 0 ? weight : 0;
                    inhibitory += weight < 0 ? weight : 0;
                }
                neurons.get(neuron).receive(now, excitatory, inhibitory);
                due[neuron] = neurons.get(neuron).nextSpike(end);
            } else {
                neurons.get(first).spike(now);
                due[first] = neurons.get(first).nextSpike(end);
                spikes.add(new Spike(first, now));
                for (Synapse out : targets.get(first)) {
                    arrivals.add(new Arrival(now + out.delay(), out.post(), out.id(), out.weight()));
                }
            }
        }
    }

    /** Everything that happens on a grid, and the potentials at the sampled times. */
    List<Spike> runOnGrid(long step, JsonNode expected, List<Potential> potentials) {
        List<GridNeuron> neurons = new ArrayList<>();
        json.get("neurons")
                .forEach(neuron -> neurons.add(parameters(neuron)
                        .onGrid(
                                step,
                                parameters(neuron).start(neuron.get("V0_mV").asDouble()),
                                DrivenNeuron.NOISE)));
        PriorityQueue<Arrival> arrivals =
                new PriorityQueue<>(Comparator.comparingLong(Arrival::time).thenComparingInt(Arrival::synapse));
        int synapse = inputs(arrivals);
        JsonNode samples = json.path("sample_times");
        int[] sampled = new int[samples.size()];
        List<Spike> spikes = new ArrayList<>();
        double[] excitatory = new double[neurons.size()];
        double[] inhibitory = new double[neurons.size()];
        for (long now = step; now <= ps(json.get("duration_ms")); now += step) {
            Arrays.fill(excitatory, 0);
            Arrays.fill(inhibitory, 0);
            while (!arrivals.isEmpty() && arrivals.peek().time() <= now) {
                Arrival arrival = arrivals.remove();
                (arrival.weight() >= 0 ? excitatory : inhibitory)[arrival.neuron()] += arrival.weight();
            }
            for (int i = 0; i < neurons.size(); i++) {
                if (neurons.get(i).step(excitatory[i], inhibitory[i])) {
                    spikes.add(new Spike(i, now));
                    int id = synapse;
                    for (JsonNode connection : json.get("connections")) {
                        if (connection.get(0).asInt() == i) {
                            arrivals.add(new Arrival(
                                    now + ps(connection.get(3)),
                                    connection.get(1).asInt(),
                                    id,
                                    connection.get(2).asDouble()));
                        }
                        id++;
                    }
                }
            }
            for (int i = 0; i < sampled.length; i++) {
                JsonNode times = samples.get(i).get(1);
                if (sampled[i] < times.size() && ps(times.get(sampled[i])) == now) {
                    int neuron = samples.get(i).get(0).asInt();
                    double right =
                            expected.get("V_mV").get(i).get(1).get(sampled[i]++).asDouble();
                    potentials.add(new Potential(
                            neuron, now, right, neurons.get(neuron).potential()));
                }
            }
        }
        return spikes;
    }

    private int inputs(PriorityQueue<Arrival> arrivals) {
        int synapse = 0;
        for (JsonNode input : json.get("inputs")) {
            for (JsonNode target : input.get("targets")) {
                for (JsonNode time : input.get("times_ms")) {
                    arrivals.add(new Arrival(
                            ps(time) + ps(target.get(2)),
                            target.get(0).asInt(),
                            synapse,
                            target.get(1).asDouble()));
                }
                synapse++;
            }
        }
        return synapse;
    }
}
