package io.dopaflow.models.spiking.neuron;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** A case of the reference data with neurons that each receive all inputs and are not connected (files b-*). */
record NonlinearCase(JsonNode json) {

    static NonlinearCase load(String id) {
        return new NonlinearCase(ReferenceCase.load(id).json());
    }

    /** The sum of the weights that arrive at one time. */
    record Arrival(long time, double excitatory, double inhibitory) {}

    /** What a neuron did, and how fast its potential changed at the samples, in mV/ms. */
    record Run(List<Long> spikes, List<Double> potentials, List<Double> slopes) {}

    IntStream neurons() {
        return IntStream.range(0, json.get("neurons").size());
    }

    long end() {
        return ReferenceCase.ps(json.get("duration_ms"));
    }

    List<Double> expectedSpikes(int neuron) {
        return doubles(json.at("/expected/spikes").get(neuron));
    }

    /** On its grid, with the step in ms as the file writes it. */
    List<Long> nestSpikes(int neuron, String step) {
        return StreamSupport.stream(
                        json.get("nest_spikes").get(step).get(neuron).spliterator(), false)
                .map(ReferenceCase::ps)
                .toList();
    }

    List<Double> expectedPotentials(int neuron) {
        return doubles(json.at("/expected/V_mV").get(neuron));
    }

    private static List<Double> doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asDouble)
                .toList();
    }

    NeuronEquations equations(int neuron) {
        JsonNode p = json.get("neurons").get(neuron).get("parameters");
        return switch (json.at("/model/family").asText()) {
            case "iaf_cond_exp" -> condLif(p, SynapseShape.EXPONENTIAL);
            case "iaf_cond_alpha" -> condLif(p, SynapseShape.ALPHA);
            case "izhikevich" -> izhikevich(p);
            case "aeif_cond_exp" -> adex(p, Adex.Synapses.CONDUCTANCES);
            case "aeif_psc_exp" -> adex(p, Adex.Synapses.CURRENTS);
            case "hh_psc_alpha" -> hodgkinHuxley(p);
            default -> throw new AssertionError(json.at("/model/family").asText());
        };
    }

    private static NeuronEquations condLif(JsonNode p, SynapseShape shape) {
        return new CondLif(
                shape,
                p.get("C_m").asDouble(),
                p.get("g_L").asDouble(),
                p.get("E_L").asDouble(),
                p.get("E_ex").asDouble(),
                p.get("E_in").asDouble(),
                p.get("V_th").asDouble(),
                p.get("V_reset").asDouble(),
                ReferenceCase.ps(p.get("t_ref")),
                p.get("I_e").asDouble(),
                p.get("tau_syn_ex").asDouble(),
                p.get("tau_syn_in").asDouble());
    }

    private static NeuronEquations izhikevich(JsonNode p) {
        return new Izhikevich(
                p.get("a").asDouble(),
                p.get("b").asDouble(),
                p.get("c").asDouble(),
                p.get("d").asDouble(),
                p.get("V_th").asDouble(),
                p.get("I_e").asDouble());
    }

    private static NeuronEquations adex(JsonNode p, Adex.Synapses synapses) {
        return new Adex(
                synapses,
                p.get("C_m").asDouble(),
                p.get("g_L").asDouble(),
                p.get("E_L").asDouble(),
                p.get("V_th").asDouble(),
                p.get("Delta_T").asDouble(),
                p.get("V_peak").asDouble(),
                p.get("V_reset").asDouble(),
                p.get("a").asDouble(),
                p.get("b").asDouble(),
                p.get("tau_w").asDouble(),
                ReferenceCase.ps(p.get("t_ref")),
                p.get("I_e").asDouble(),
                p.path("E_ex").asDouble(0),
                p.path("E_in").asDouble(0),
                p.get("tau_syn_ex").asDouble(),
                p.get("tau_syn_in").asDouble());
    }

    private static NeuronEquations hodgkinHuxley(JsonNode p) {
        return new HodgkinHuxley(
                p.get("C_m").asDouble(),
                p.get("g_Na").asDouble(),
                p.get("g_K").asDouble(),
                p.get("g_L").asDouble(),
                p.get("E_Na").asDouble(),
                p.get("E_K").asDouble(),
                p.get("E_L").asDouble(),
                ReferenceCase.ps(p.get("t_ref")),
                p.get("I_e").asDouble(),
                p.get("tau_syn_ex").asDouble(),
                p.get("tau_syn_in").asDouble());
    }

    double[] start(int neuron) {
        JsonNode state = json.get("neurons").get(neuron).get("initial_state");
        double[] start = equations(neuron).start(state.get("V").asDouble());
        if (state.has("u")) {
            start[1] = state.get("u").asDouble();
        }
        return start;
    }

    /** In order of time. */
    List<Arrival> arrivals() {
        TreeMap<Long, Arrival> sums = new TreeMap<>();
        for (JsonNode input : json.get("inputs")) {
            double weight = input.get("weight").asDouble();
            for (JsonNode time : input.get("times_ms")) {
                long at = ReferenceCase.ps(time) + ReferenceCase.ps(input.get("delay_ms"));
                sums.merge(
                        at,
                        new Arrival(at, Math.max(weight, 0), Math.min(weight, 0)),
                        (a, b) -> new Arrival(at, a.excitatory + b.excitatory, a.inhibitory + b.inhibitory));
            }
        }
        return List.copyOf(sums.values());
    }

    /** In continuous time, with potentials as they are after what happens at a sampled time. */
    Run run(int neuron) {
        NeuronEquations equations = equations(neuron);
        SolvedNeuron solved = new SolvedNeuron(equations, start(neuron));
        List<Long> samples = samples();
        List<Arrival> arrivals = arrivals();
        Run run = new Run(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int next = 0;
        long now = 0;
        while (now < end()) {
            long arrival = next < arrivals.size() ? arrivals.get(next).time() : end();
            long spike = solved.nextSpike(arrival);
            now = Math.min(arrival, spike);
            while (run.potentials.size() < samples.size() && samples.get(run.potentials.size()) < now) {
                long sample = samples.get(run.potentials.size());
                run.potentials.add(solved.potential(sample));
                double[] state = IntStream.range(0, equations.variables().size())
                        .mapToDouble(variable -> solved.value(variable, sample))
                        .toArray();
                double[] derivative = new double[state.length];
                equations.derivative(state, 0, derivative);
                run.slopes.add(derivative[0]);
            }
            if (spike < arrival) {
                solved.spike(now);
                run.spikes.add(now);
            } else if (next < arrivals.size()) {
                solved.receive(
                        now, arrivals.get(next).excitatory(), arrivals.get(next).inhibitory());
                next++;
            }
        }
        return run;
    }

    /** On a grid, with potentials at the ends of steps. */
    Run runOnGrid(int neuron, long step) {
        GridNeuron solved = equations(neuron).onGrid(step, start(neuron), DrivenNeuron.NOISE);
        List<Long> samples = samples();
        List<Arrival> arrivals = arrivals();
        Run run = new Run(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int next = 0;
        for (long now = step; now <= end(); now += step) {
            boolean arrives = next < arrivals.size() && arrivals.get(next).time() == now;
            boolean spikes = arrives
                    ? solved.step(
                            arrivals.get(next).excitatory(), arrivals.get(next).inhibitory())
                    : solved.step(0, 0);
            next += arrives ? 1 : 0;
            if (spikes) {
                run.spikes.add(now);
            }
            if (samples.contains(now)) {
                run.potentials.add(solved.potential());
            }
        }
        return run;
    }

    private List<Long> samples() {
        return StreamSupport.stream(json.get("sample_times").spliterator(), false)
                .map(ReferenceCase::ps)
                .toList();
    }
}
