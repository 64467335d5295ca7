package io.dopaflow.simulator;

import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.JitterWindow;
import io.dopaflow.models.phased.Modulators;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.phased.SynapticUpdate;
import io.dopaflow.models.phased.Unit;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Symbol;
import io.dopaflow.models.task.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Phased learning in plain loops, unit by unit and synapse by synapse, from its first opportunity to its last. No actors,
 * messages, threads or arrays by layer. Everything is recorded.
 */
public final class PlainPhases {
    private final PhasedLearning model;
    private final Circuit circuit;
    private final PhasedRecorder recorder;
    private final Unit[] units;
    private final UniformRandomProvider[] noises;
    private final UniformRandomProvider[] jitters;
    private final double[] stored;
    private final double[] sums;
    private final double[][] pre;
    private final double[][] noise;
    private final double[] losses;
    private final Modulators modulators;
    private long opportunity;
    private long spikes;
    private long events;

    /** The model at its start. */
    public PlainPhases(PhasedLearning model, PhasedRecorder recorder) {
        this.model = model;
        this.recorder = recorder;
        this.circuit = model.circuit();
        this.units = new Unit[circuit.units()];
        for (int unit = 0; unit < units.length; unit++) {
            units[unit] = new Unit(circuit, unit, model.streams(), 0, circuit.initialTraces());
        }
        int synapses = circuit.synapses();
        this.noises = new UniformRandomProvider[synapses];
        for (int synapse = 0; synapse < synapses; synapse++) {
            noises[synapse] = model.streams().stream(Purpose.SYNAPSE_NOISE, synapse);
        }
        this.jitters = new UniformRandomProvider[synapses];
        for (int synapse = 0; synapse < synapses; synapse++) {
            jitters[synapse] = model.streams().stream(Purpose.JITTER, synapse);
        }
        this.stored = model.initial().clone();
        this.sums = new double[synapses];
        this.pre = new double[synapses][circuit.phases()];
        this.noise = new double[synapses][circuit.phases()];
        this.losses = new double[circuit.phases()];
        this.modulators = new Modulators(
                circuit,
                model.streams(),
                model.presentations(),
                new double[circuit.rule().broadcasts().size()],
                0);
    }

    /** Runs; the state counts no messages. */
    public PhasedState run() {
        recordWeights(0);
        for (opportunity = 0; opportunity < model.opportunities(); opportunity++) {
            Sample sample =
                    model.samples().training().get(model.sampleOrder().sampleAt(opportunity / model.presentations()));
            for (int unit = 0; unit < units.length; unit++) {
                present(unit, sample);
            }
            for (int phase = 0; phase < circuit.phases(); phase++) {
                goThrough(phase);
                if (circuit.phase(phase).isAnswer()) {
                    answer(phase, sample.target());
                }
            }
            learn();
            for (Unit unit : units) {
                unit.endWave();
            }
            recordWeights(model.endPs(opportunity));
        }
        return new PhasedState(
                model.opportunities(), stored, sums, modulators.baselines(), traces(), spikes, events, 0);
    }

    private double[] traces() {
        double[] all = PhasedState.tracesAtStart(circuit);
        for (int unit = 0; unit < units.length; unit++) {
            double[] own = units[unit].traces();
            System.arraycopy(own, 0, all, unit * circuit.rule().traces().size(), own.length);
        }
        return all;
    }

    private void recordWeights(long timePs) {
        for (int synapse = 0; synapse < stored.length; synapse++) {
            recorder.weight(timePs, timePs == 0 ? 0 : opportunity + 1, synapse, stored[synapse]);
        }
    }

    private void present(int unit, Sample sample) {
        int neurons = circuit.network().neuronCount();
        if (unit >= neurons) {
            units[unit].present(sample.target()[unit - neurons]);
        } else if (circuit.network().neuron(unit).role() instanceof NeuronRole.Output output) {
            units[unit].target(sample.target()[output.index()]);
        } else if (circuit.network().neuron(unit).role() instanceof NeuronRole.Input input) {
            units[unit].present(sample.features()[input.feature()]);
        } else if (circuit.network().neuron(unit).role() instanceof NeuronRole.Bias) {
            units[unit].present(1);
        }
    }

    private void goThrough(int phase) {
        Phase of = circuit.phase(phase);
        if (of.settling().isPresent()) {
            settle(phase, of.settling().get().steps());
            return;
        }
        double[] sent = new double[units.length];
        if (of.kind() == Kind.FORWARD || of.kind() == Kind.FEEDBACK) {
            for (int unit : circuit.order(phase)) {
                receive(unit, phase, sent);
                sent[unit] = send(unit, phase);
            }
        } else {
            for (int unit : circuit.order(phase)) {
                sent[unit] = send(unit, phase);
            }
            for (int unit : circuit.order(phase)) {
                receive(unit, phase, sent);
            }
        }
    }

    /** All units step by step: each step is of what all sent before it. What is sent after the last step counts. */
    private void settle(int phase, int steps) {
        int[] order = circuit.order(phase);
        for (int unit : order) {
            units[unit].beginSettling(phase);
        }
        double[] sent = new double[units.length];
        List<double[]> course = new ArrayList<>();
        for (int step = 0; step <= steps; step++) {
            for (int unit : order) {
                sent[unit] = units[unit].send(phase);
                spikes += sent[unit] == 0 ? 0 : 1;
            }
            course.add(sent.clone());
            for (int unit : order) {
                double basal = arriving(circuit.through(phase), phase, unit, sent);
                double apical = arriving(circuit.back(phase), phase, unit, sent);
                if (step < steps) {
                    units[unit].settle(phase, basal, apical);
                }
            }
        }
        for (int unit : order) {
            recorder.spike(model.spikePs(opportunity, phase, unit), unit, phase, sent[unit], opportunity);
        }
        if (circuit.isSettlingTimed(phase)) {
            time(phase, circuit.wirings().get(circuit.through(phase)), course);
            time(phase, circuit.wirings().get(circuit.back(phase)), course);
        }
    }

    private void time(int phase, Wiring wiring, List<double[]> course) {
        for (int synapse = 0; synapse < wiring.size(); synapse++) {
            int from = wiring.pre(synapse);
            int to = wiring.post(synapse);
            double sum = 0;
            for (int step = 1; step < course.size(); step++) {
                double[] before = course.get(step - 1);
                double[] after = course.get(step);
                double rise = (before[from] + after[from]) / 2 * (after[to] - before[to]);
                sum += rise + (before[to] + after[to]) / 2 * (after[from] - before[from]);
            }
            noise[wiring.first() + synapse][phase] = sum;
        }
    }

    private double arriving(int projection, int phase, int unit, double[] sent) {
        Wiring wiring = circuit.wirings().get(projection);
        double sum = 0;
        for (int synapse : wiring.fanIn(unit)) {
            double amplitude = sent[wiring.pre(synapse)];
            pre[wiring.first() + synapse][phase] = amplitude;
            sum += weight(projection, synapse, phase) * amplitude;
            if (circuit.isExplainedAsked(phase) && wiring.hasPartner(synapse)) {
                noise[wiring.partner(synapse)][phase] = sum;
            }
            events++;
        }
        return sum;
    }

    private double jittered(JitterWindow window, int phase, int unit, double[] sent) {
        int[] fanIn = circuit.wirings().get(0).fanIn(unit);
        double[] jumps = new double[fanIn.length];
        long[] arrivalsPs = new long[fanIn.length];
        for (int i = 0; i < fanIn.length; i++) {
            int synapse = fanIn[i];
            double amplitude = sent[circuit.wirings().get(0).pre(synapse)];
            pre[synapse][phase] = amplitude;
            arrivalsPs[i] = window.arrivalPs(jitters[synapse]);
            noise[synapse][phase] = window.eligibility(arrivalsPs[i]);
            jumps[i] = weight(0, synapse, phase) * amplitude;
            events++;
        }
        return window.potential(jumps, arrivalsPs);
    }

    private double send(int unit, int phase) {
        double sent = units[unit].send(phase);
        recorder.spike(model.spikePs(opportunity, phase, unit), unit, phase, sent, opportunity);
        spikes += sent == 0 ? 0 : 1;
        return sent;
    }

    private void receive(int unit, int phase, double[] sent) {
        Wiring wiring = circuit.wirings().get(circuit.through(phase));
        int[] fanIn = wiring.fanIn(unit);
        if (fanIn.length == 0) {
            return;
        }
        double input = model.windowOf(phase)
                .map(window -> jittered(window, phase, unit, sent))
                .orElseGet(() -> arriving(circuit.through(phase), phase, unit, sent));
        double power = 0;
        for (int synapse : fanIn) {
            double amplitude = sent[wiring.pre(synapse)];
            power += amplitude * amplitude;
        }
        units[unit].receive(phase, input, power);
    }

    /** The weight with which a synapse works in a phase. */
    private double weight(int projection, int synapse, int phase) {
        if (projection > 0) {
            return backward(projection, synapse);
        }
        double weight = model.weight(synapse, stored[synapse]);
        double size = circuit.synapticNoise(phase);
        if (size == 0) {
            return weight;
        }
        noise[synapse][phase] = Draws.normal(noises[synapse]);
        return weight + size * noise[synapse][phase];
    }

    private double backward(int projection, int synapse) {
        Wiring wiring = circuit.wirings().get(projection);
        int partner = wiring.hasPartner(synapse) ? wiring.partner(synapse) : 0;
        return wiring.effective(
                circuit.weights(projection),
                synapse,
                stored[wiring.first() + synapse],
                model.weight(partner, stored[partner]));
    }

    private void answer(int phase, double[] target) {
        int[] outputs = circuit.network().outputs();
        double[] readout = new double[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            readout[i] = units[outputs[i]].post(phase);
        }
        if (circuit.isLossAsked(phase)) {
            losses[phase] = model.loss().value(readout, target);
            recorder.loss(model.endPs(opportunity), opportunity, phase, losses[phase]);
        }
        if (circuit.isAsked(phase, Symbol.ERROR)) {
            double[] gradient = new double[outputs.length];
            model.loss().gradient(readout, target, gradient);
            for (int i = 0; i < outputs.length; i++) {
                units[outputs[i]].error(phase, gradient[i]);
            }
        }
    }

    private void learn() {
        double[] told = modulators.broadcasts(losses);
        for (int i = 0; i < told.length; i++) {
            recorder.broadcast(model.endPs(opportunity), opportunity, i, told[i]);
        }
        double[] before = stored.clone();
        for (int projection = 0; projection < circuit.wirings().size(); projection++) {
            Wiring wiring = circuit.wirings().get(projection);
            for (int synapse = 0; synapse < wiring.size(); synapse++) {
                Optional<SynapticUpdate> update = model.update(projection, synapse);
                if (update.isPresent()) {
                    learn(projection, synapse, update.get(), before[wiring.first() + synapse], told);
                }
            }
        }
    }

    private void learn(int projection, int synapse, SynapticUpdate update, double before, double[] told) {
        Wiring wiring = circuit.wirings().get(projection);
        int id = wiring.first() + synapse;
        double weight = projection == 0 ? model.weight(synapse, before) : before;
        double value = update.value(pre[id], units[wiring.post(synapse)].known(), told, noise[id], weight, before);
        recorder.update(opportunity, id, value);
        sums[id] += value;
        if ((opportunity + 1) % model.batch() == 0) {
            stored[id] = model.changed(projection, synapse, before, sums[id], opportunity / model.batch());
            sums[id] = 0;
        }
    }
}
