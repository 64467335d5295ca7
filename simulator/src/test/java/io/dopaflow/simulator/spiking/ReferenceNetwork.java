package io.dopaflow.simulator.spiking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.AllToAll;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.neuron.Parameter;
import io.dopaflow.models.spiking.source.SpikeList;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A case of the reference data (see the README beside it) as a network: each neuron a population, each input a train. */
record ReferenceNetwork(JsonNode json) {
    private static final List<String> UNITS = List.of("_pF", "_ms", "_mV", "_pA", "_nS");

    static ReferenceNetwork load(String id) {
        try (InputStream in = ReferenceNetwork.class.getResourceAsStream("/spiking/" + id + ".json")) {
            return new ReferenceNetwork(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long ps(double ms) {
        return Math.round(ms * 1e9);
    }

    private NeuronModel model() {
        String family = json.at("/model/family").asText();
        return switch (family) {
            case "delta", "exp", "alpha" -> NeuronModels.of("lif", family);
            case "iaf_cond_exp" -> NeuronModels.of("lif", "cond-exp");
            case "iaf_cond_alpha" -> NeuronModels.of("lif", "cond-alpha");
            case "aeif_cond_exp" -> NeuronModels.of("adex", "cond-exp");
            case "aeif_psc_exp" -> NeuronModels.of("adex", "exp");
            case "hh_psc_alpha" -> NeuronModels.of("hodgkin-huxley", "alpha");
            default -> NeuronModels.of(family, "");
        };
    }

    int neurons() {
        return json.get("neurons").size();
    }

    SpikingNetwork network(TimeMode time) {
        List<CellGroup> groups = new ArrayList<>();
        List<Projection> projections = new ArrayList<>();
        for (int i = 0; i < neurons(); i++) {
            groups.add(population(i));
        }
        for (JsonNode input : json.get("inputs")) {
            long[] times = StreamSupport.stream(input.get("times_ms").spliterator(), false)
                    .mapToLong(t -> ps(t.asDouble()))
                    .toArray();
            groups.add(new CellGroup.Trains("input " + groups.size(), List.of(new SpikeList(times))));
            int from = groups.size() - 1;
            if (input.has("targets")) {
                for (JsonNode target : input.get("targets")) {
                    projections.add(projection(
                            projections.size(),
                            from,
                            target.get(0).asInt(),
                            target.get(1).asDouble(),
                            target.get(2).asDouble()));
                }
            } else {
                for (int to = 0; to < neurons(); to++) {
                    projections.add(projection(
                            projections.size(),
                            from,
                            to,
                            input.get("weight").asDouble(),
                            input.get("delay_ms").asDouble()));
                }
            }
        }
        for (JsonNode connection : json.path("connections")) {
            projections.add(projection(
                    projections.size(),
                    connection.get(0).asInt(),
                    connection.get(1).asInt(),
                    connection.get(2).asDouble(),
                    connection.get(3).asDouble()));
        }
        return new SpikingNetwork(
                time,
                ps(json.get("duration_ms").asDouble()),
                new RandomStreams(1),
                groups,
                List.of(),
                projections,
                1e6);
    }

    private static Projection projection(int id, int from, int to, double weight, double delay) {
        return new Projection(
                "projection " + id,
                id,
                from,
                to,
                new AllToAll(true),
                new Distribution.Constant(weight),
                new Distribution.Constant(delay));
    }

    private CellGroup.Population population(int number) {
        JsonNode neuron = json.get("neurons").get(number);
        Map<String, Double> values = new HashMap<>();
        neuron.path("parameters")
                .fields()
                .forEachRemaining(e -> values.put(e.getKey(), e.getValue().asDouble()));
        neuron.fields()
                .forEachRemaining(
                        e -> values.put(withoutUnit(e.getKey()), e.getValue().asDouble()));
        List<Distribution> parameters = new ArrayList<>();
        for (Parameter parameter : model().parameters()) {
            parameters.add(new Distribution.Constant(values.getOrDefault(parameter.name(), parameter.standard())));
        }
        Map<String, Distribution> start = new HashMap<>();
        JsonNode initial = neuron.path("initial_state");
        double v0 = initial.has("V") ? initial.get("V").asDouble() : values.get("V0");
        start.put("V_m", new Distribution.Constant(v0));
        if (initial.has("u")) {
            start.put("U_m", new Distribution.Constant(initial.get("u").asDouble()));
        }
        return new CellGroup.Population("neuron " + number, 1, model(), parameters, start, Optional.empty());
    }

    private static String withoutUnit(String name) {
        for (String unit : UNITS) {
            if (name.endsWith(unit)) {
                return name.substring(0, name.length() - unit.length());
            }
        }
        return name;
    }

    /** Spikes of a list of pairs of neuron and time in ms, or of a list of times for each neuron. */
    List<NetworkLog.Spike> expected(String place) {
        List<NetworkLog.Spike> spikes = new ArrayList<>();
        JsonNode all = json.at(place);
        boolean byNeuron = all.get(0).isEmpty()
                || all.get(0).size() != 2
                || !all.get(0).get(0).isInt();
        for (int i = 0; i < all.size(); i++) {
            if (byNeuron) {
                for (JsonNode time : all.get(i)) {
                    spikes.add(new NetworkLog.Spike(ps(time.asDouble()), i));
                }
            } else {
                spikes.add(new NetworkLog.Spike(
                        ps(all.get(i).get(1).asDouble()), all.get(i).get(0).asInt()));
            }
        }
        return spikes;
    }
}
