package io.dopaflow.simulator.population.phased;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.Modulators;
import io.dopaflow.models.phased.PhasedDivergence;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.rule.Symbol;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunFailedException.Origin;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.population.PartFailure;

/** Drives a model through the learning opportunities of a run. */
final class PhasedRun {
    private static final int NO_FEATURE = -1;

    private final RunRequest request;
    private final PhasedSimulation simulation;
    private final PhasedLearning model;
    private final Circuit circuit;
    private final Sheet sheet;
    private final PhasedRecorder recorder;
    private final PhasedPlan plan;
    private final Modulators modulators;
    private final SampleOrder order;
    private final int[] outputs;

    /** The feature that a neuron presents, by neuron. */
    private final int[] featureOf;

    /** What the inputs present. */
    private double[] features = {};

    private final double[] readout;
    private final double[] errors;
    private final double[] losses;
    private final int arrivals;
    private long opportunity;

    PhasedRun(RunRequest request, PhasedSimulation simulation, Sheet sheet) {
        this.request = request;
        this.simulation = simulation;
        this.model = simulation.model();
        this.circuit = model.circuit();
        this.sheet = sheet;
        this.recorder = simulation.recorder();
        this.plan = simulation.plan();
        this.opportunity = simulation.start().opportunities();
        this.modulators = new Modulators(
                circuit,
                model.streams(),
                model.presentations(),
                simulation.start().baselines(),
                opportunity);
        this.order = model.sampleOrder();
        this.outputs = circuit.network().outputs();
        this.featureOf = featuresOf(circuit.network());
        this.readout = new double[outputs.length];
        this.errors = new double[outputs.length];
        this.losses = new double[circuit.phases()];
        int sum = 0;
        for (int phase = 0; phase < circuit.phases(); phase++) {
            sum += circuit.arrivals(phase);
        }
        this.arrivals = sum;
    }

    private static int[] featuresOf(Network network) {
        return network.neurons().stream()
                .mapToInt(neuron -> neuron.role() instanceof NeuronRole.Input input ? input.feature() : NO_FEATURE)
                .toArray();
    }

    RunResult toTheEnd() throws RunFailedException, InterruptedException {
        try {
            if (opportunity == 0) {
                recordWeights(0, 0);
            }
            boolean last = false;
            while (!last) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("the run was interrupted after " + opportunity + " opportunities");
                }
                last = opportunity();
                opportunity++;
            }
            return new RunResult(state(), opportunity < model.opportunities());
        } catch (PartFailure e) {
            throw new RunFailedException(
                    Origin.MODEL, e.culprit(), "in learning opportunity " + opportunity, e.reason());
        }
    }

    /** Goes through an opportunity and returns whether it was the last of the run. */
    private boolean opportunity() throws RunFailedException {
        Sample sample = model.presented(order, opportunity);
        present(sample);
        int spikes = 0;
        for (int phase = 0; phase < losses.length; phase++) {
            spikes += sheet.phase(phase);
            if (circuit.phase(phase).isAnswer()) {
                answer(phase, sample.target());
            }
        }
        request.counters().addSpikes(spikes);
        request.counters().addSynapticEvents(arrivals);
        recordSpikes();
        double[] broadcasts = broadcasts();
        sheet.learn(broadcasts);
        recordUpdates(broadcasts);
        sheet.endWave();
        if ((opportunity + 1) % model.batch() == 0) {
            sheet.change(opportunity / model.batch());
        }
        request.counters().addCycles(1);
        request.progress().onProgress(opportunity + 1);
        boolean complete = opportunity + 1 == model.opportunities();
        boolean last = complete || request.cancellation().isRequested();
        if (last || plan.weightsAfter(opportunity)) {
            recordWeights(model.endPs(opportunity), opportunity + 1);
        }
        listen();
        if (!complete && (last || request.checkpoints().isDue())) {
            checkpoint();
        }
        return last;
    }

    private void present(Sample sample) {
        for (int i = 0; i < outputs.length; i++) {
            sheet.unit(outputs[i]).target(sample.target()[i]);
        }
        boolean isNew = sample.features() != features;
        features = sample.features();
        for (int unit = 0; isNew && unit < featureOf.length; unit++) {
            if (featureOf[unit] != NO_FEATURE) {
                sheet.present(unit, features[featureOf[unit]]);
            }
        }
        for (int label = circuit.network().neuronCount(); label < circuit.units(); label++) {
            sheet.present(label, sample.target()[label - circuit.network().neuronCount()]);
        }
    }

    /** The environment's answer to a forward wave: its loss, and the error to each output. */
    private void answer(int phase, double[] target) {
        for (int i = 0; i < outputs.length; i++) {
            readout[i] = sheet.sent(phase, outputs[i]);
        }
        if (circuit.isLossAsked(phase)) {
            losses[phase] = model.loss().value(readout, target);
            if (!Double.isFinite(losses[phase])) {
                throw new PartFailure("modulators", new PhasedDivergence("the loss", losses[phase]));
            }
        }
        if (circuit.isAsked(phase, Symbol.ERROR)) {
            model.loss().gradient(readout, target, errors);
            for (int i = 0; i < outputs.length; i++) {
                sheet.unit(outputs[i]).error(phase, errors[i]);
            }
        }
    }

    private double[] broadcasts() {
        double[] told = modulators.broadcasts(losses);
        if (plan.losses().keeps(opportunity)) {
            recording("modulators", () -> {
                long timePs = model.endPs(opportunity);
                for (int phase = 0; phase < losses.length; phase++) {
                    if (circuit.isLossAsked(phase)) {
                        recorder.loss(timePs, opportunity, phase, losses[phase]);
                    }
                }
                for (int i = 0; i < told.length; i++) {
                    recorder.broadcast(timePs, opportunity, i, told[i]);
                }
            });
        }
        return told;
    }

    private void recordSpikes() {
        if (plan.spikes().keeps(opportunity)) {
            recording("neurons", () -> {
                for (int phase = 0; phase < losses.length; phase++) {
                    for (int unit : circuit.order(phase)) {
                        long timePs = model.spikePs(opportunity, phase, unit);
                        recorder.spike(timePs, unit, phase, sheet.sent(phase, unit), opportunity);
                    }
                }
            });
        }
    }

    private void recordUpdates(double[] broadcasts) {
        if (plan.updates().keeps(opportunity)) {
            recording("synapses", () -> sheet.record(broadcasts, opportunity, recorder));
        }
    }

    private void recordWeights(long timePs, long done) {
        recording("synapses", () -> {
            double[] stored = sheet.stored();
            for (int synapse = 0; synapse < stored.length; synapse++) {
                recorder.weight(timePs, done, synapse, stored[synapse]);
            }
        });
    }

    @SuppressWarnings("CatchingUnchecked")
    private void recording(String culprit, Runnable records) {
        try {
            records.run();
        } catch (Throwable e) {
            throw new PartFailure(culprit, e);
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void listen() throws RunFailedException {
        if (plan.endsEpoch(opportunity)) {
            long done = opportunity + 1;
            try {
                simulation
                        .epochs()
                        .onEpoch(done, model.endPs(opportunity), sheet.stored().clone());
            } catch (Throwable e) {
                throw new RunFailedException(
                        Origin.SURROUNDINGS, "epoch listener", "after " + done + " opportunities", e);
            }
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void checkpoint() throws RunFailedException {
        long done = opportunity + 1;
        try {
            request.checkpoints().take(state(done));
        } catch (Throwable e) {
            throw new RunFailedException(Origin.SURROUNDINGS, "checkpoint", "after " + done + " opportunities", e);
        }
    }

    private PhasedState state() {
        return state(opportunity);
    }

    private PhasedState state(long done) {
        RunCounters counted = request.counters();
        return new PhasedState(
                done,
                sheet.stored().clone(),
                sheet.sums(),
                modulators.baselines(),
                sheet.traces(),
                counted.spikes(),
                counted.synapticEvents(),
                counted.messages());
    }
}
