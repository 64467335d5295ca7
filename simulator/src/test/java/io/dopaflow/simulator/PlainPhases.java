package io.dopaflow.simulator;

import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.EnvironmentCourse;
import io.dopaflow.models.phased.JitterWindow;
import io.dopaflow.models.phased.Modulators;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.phased.SynapticMemory;
import io.dopaflow.models.phased.SynapticUpdate;
import io.dopaflow.models.phased.Unit;
import io.dopaflow.models.phased.WaveResult;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.rule.Group;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Symbol;
import io.dopaflow.models.task.Sample;
import java.util.ArrayList;
import java.util.Arrays;
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
    private final Optional<EnvironmentCourse> environment;
    private final double[][] readouts;
    private double[] target = {};
    private Optional<EnvironmentCourse.Answer> given = Optional.empty();
    private final SynapticMemory memory;
    private final double[] kept;
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
        this.memory = model.memory();
        this.kept = PhasedState.memoryAtStart(model, stored);
        this.losses = new double[circuit.phases()];
        this.modulators = new Modulators(
                circuit,
                model.streams(),
                model.presentations(),
                new double[circuit.rule().broadcasts().size()],
                0);
        this.environment = model.environment().map(own -> new EnvironmentCourse(model, PhasedState.startOf(model)));
        this.readouts = new double[circuit.phases()][circuit.network().outputCount()];
    }

    /** Runs; the state counts no messages. */
    public PhasedState run() {
        recordWeights(0);
        for (opportunity = 0; opportunity < model.opportunities(); opportunity++) {
            int number = model.sampleOrder().sampleAt(opportunity / model.presentations());
            Sample sample = environment.isPresent()
                    ? environment.get().presented(circuit.network().outputCount())
                    : model.tasks().at(opportunity).training().get(number);
            present(sample);
            target = sample.target();
            for (int phase = 0; phase < circuit.phases(); phase++) {
                if (circuit.presentsNext(phase)) {
                    present(new Sample(
                            given.orElseThrow().next(),
                            new double[circuit.network().outputCount()]));
                }
                goThrough(phase);
                if (circuit.phase(phase).isAnswer()) {
                    answer(phase);
                }
            }
            learn();
            remember();
            for (Unit unit : units) {
                unit.endWave();
            }
            recordWeights(model.endPs(opportunity));
        }
        return new PhasedState(model.opportunities(), stored, sums, baselines(), traces(), kept, spikes, events, 0);
    }

    private double[] baselines() {
        return PhasedState.withEnvironment(
                modulators.baselines(), environment.map(EnvironmentCourse::kept).orElseGet(() -> new double[0]));
    }

    private void present(Sample sample) {
        for (int unit = 0; unit < units.length; unit++) {
            present(unit, sample);
        }
    }

    /** The environment goes on, and one of the outputs spikes where one is chosen. */
    private void act(int phase) {
        EnvironmentCourse.Answer answer = environment.orElseThrow().answer(readouts[phase]);
        given = Optional.of(answer);
        long timePs = model.endPs(opportunity);
        recorder.step(
                timePs,
                opportunity,
                answer.action(),
                answer.step().reward(),
                answer.step().measure());
        target = answer.step().target().orElse(target);
        int[] outputs = circuit.network().outputs();
        for (int i = 0; i < answer.probabilities().length; i++) {
            double spike = i == answer.action() ? 1 : 0;
            units[outputs[i]].choose(phase, spike, answer.probabilities()[i]);
            recorder.spike(model.spikePs(opportunity, phase, outputs[i]), outputs[i], phase, spike, opportunity);
            spikes += i == answer.action() ? 1 : 0;
        }
    }

    private boolean works(int projection, int synapse) {
        int own = projection > 0 && circuit.isDerived(projection, synapse)
                ? circuit.wirings().get(projection).partner(synapse)
                : projection > 0 ? -1 : synapse;
        return own < 0 || Arrays.binarySearch(circuit.sparse(), own) < 0 || kept[own] != 0;
    }

    /** What becomes of memories at the end of a task or epoch. */
    private void remember() {
        int synapses = circuit.network().synapseCount();
        if (model.tasks().endsTask(opportunity)) {
            for (int synapse = 0; synapse < synapses; synapse++) {
                memory.endTask(stored[synapse], kept, synapse * memory.slots());
            }
        }
        if (!model.rewiring().isDue(opportunity)) {
            return;
        }
        int[] sparse = circuit.sparse();
        double[] weights =
                Arrays.stream(sparse).mapToDouble(synapse -> stored[synapse]).toArray();
        boolean[] works = new boolean[sparse.length];
        for (int i = 0; i < sparse.length; i++) {
            works[i] = kept[sparse[i]] != 0;
        }
        boolean[] decided = model.rewiring().decided(opportunity, weights, works);
        for (int i = 0; i < sparse.length; i++) {
            if (decided[i] != works[i]) {
                stored[sparse[i]] = 0;
                sums[sparse[i]] = 0;
                kept[sparse[i]] = decided[i] ? 1 : 0;
            }
        }
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
            events += works(projection, synapse) ? 1 : 0;
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
        if (circuit.phase(phase).noise() instanceof Disturbance.Chosen && circuit.group(unit) == Group.OUTPUT) {
            return sent;
        }
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

    private void answer(int phase) {
        int[] outputs = circuit.network().outputs();
        double[] readout = readouts[phase];
        for (int i = 0; i < outputs.length; i++) {
            readout[i] = units[outputs[i]].post(phase);
        }
        if (phase == circuit.firstAnswer() && environment.isPresent()) {
            act(phase);
        }
        if (circuit.isLossAsked(phase)) {
            boolean rewarded =
                    given.filter(own -> own.step().target().isEmpty()).isPresent();
            losses[phase] = rewarded
                    ? -given.orElseThrow().step().reward()
                    : model.loss().value(readout, target);
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
        double[] told = modulators.broadcasts(new WaveResult(losses, readouts, target, given));
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
        int place = id * memory.slots();
        if (projection == 0 && memory.listens(opportunity)) {
            memory.hear(value, kept, place);
        }
        if ((opportunity + 1) % model.batch() == 0) {
            stored[id] = model.changed(projection, synapse, before, sums[id], opportunity / model.batch());
            if (projection == 0) {
                stored[id] = memory.changed(id, before, stored[id], sums[id] / model.batch(), kept, place);
            }
            sums[id] = 0;
        }
    }
}
