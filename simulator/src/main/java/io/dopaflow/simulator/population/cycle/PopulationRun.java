package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.DivergedException;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RewardSystem;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunFailedException.Origin;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.population.PartFailure;
import java.util.List;

/** Drives a population through the cycles of a run, from sample to reward. */
final class PopulationRun {
    private final RunRequest request;
    private final CycleSimulation simulation;
    private final LearningCycle model;
    private final Population population;
    private final PopulationRecorder recorder;
    private final SpikeCounts counts;
    private final RewardSystem rewardSystem;
    private final SampleOrder order;
    private final List<Sample> samples;
    private final int[] outputs;
    private final double[] readout;
    private final int lastCycle;
    private long runCycle;
    private long opportunity;
    private int cycle;

    PopulationRun(RunRequest request, Population population) {
        this.request = request;
        this.simulation = (CycleSimulation) request.simulation();
        this.model = simulation.model();
        this.population = population;
        this.recorder = new PopulationRecorder(simulation, population);
        this.counts = new SpikeCounts(request.counters(), model.network(), population);
        this.rewardSystem =
                new RewardSystem(model.schedule(), simulation.start().baselineLoss());
        this.order = model.sampleOrder();
        this.samples = model.samples().training();
        this.outputs = model.network().outputs();
        this.readout = new double[outputs.length];
        this.lastCycle = model.schedule().cyclesPerOpportunity() - 1;
        this.runCycle = simulation.start().cycles();
        this.opportunity = model.opportunityOf(runCycle);
        this.cycle = model.cycleOf(runCycle);
    }

    RunResult toTheEnd() throws RunFailedException, InterruptedException {
        try {
            return cycles();
        } catch (PartFailure e) {
            String when = "in learning opportunity " + opportunity + ", cycle " + cycle;
            throw new RunFailedException(Origin.MODEL, e.culprit(), when, e.reason());
        } finally {
            counts.passOn();
        }
    }

    private RunResult cycles() throws RunFailedException, InterruptedException {
        boolean last = false;
        while (!last) {
            double[] target = present();
            for (; cycle <= lastCycle && !last; cycle++) {
                last = runCycle(target);
                runCycle++;
            }
            cycle = 0;
            opportunity++;
        }
        return new RunResult(state(runCycle), runCycle < model.cycles());
    }

    private double[] present() {
        Sample sample = samples.get(order.sampleAt(opportunity));
        recorder.opportunityStarts(opportunity);
        population.present(sample);
        return sample.target();
    }

    /** Runs a cycle and returns whether it was the last of the run. */
    private boolean runCycle(double[] target) throws RunFailedException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the run was interrupted after " + runCycle + " cycles");
        }
        if (cycle == 0) {
            recorder.weightsAtStart(runCycle, opportunity);
        }
        population.cycle(runCycle, cycle);
        counts.readOut();
        recorder.readOut(runCycle, opportunity, cycle);
        for (int i = 0; i < readout.length; i++) {
            readout[i] = population.amplitude(outputs[i]);
        }
        double loss = model.loss().value(readout, target);
        double reward = reward(loss);
        population.synapses().end(reward);
        boolean complete = runCycle + 1 == model.cycles();
        boolean last = complete || request.cancellation().isRequested();
        recorder.learnt(runCycle, opportunity, cycle, last);
        if (!complete && (last || request.checkpoints().isDue())) {
            checkpoint();
        }
        return last;
    }

    @SuppressWarnings("CatchingUnchecked")
    private double reward(double loss) {
        try {
            double reward = rewardSystem.reward(opportunity, cycle, DivergedException.requireFinite("the loss", loss));
            recorder.reward(runCycle, opportunity, cycle, loss, reward);
            counts.cycleEnds();
            if (cycle == lastCycle) {
                request.progress().onProgress(opportunity + 1);
            }
            return reward;
        } catch (Throwable e) {
            throw new PartFailure("reward system", e);
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void checkpoint() throws RunFailedException {
        try {
            request.checkpoints().take(state(runCycle + 1));
        } catch (Throwable e) {
            throw new RunFailedException(Origin.SURROUNDINGS, "checkpoint", "after " + (runCycle + 1) + " cycles", e);
        }
    }

    /** The state between the cycles that are done and the next. */
    private CycleState state(long cycles) {
        counts.passOn();
        RunCounters counted = request.counters();
        return new CycleState(
                cycles,
                rewardSystem.baselineLoss(),
                population.synapses().weights(),
                counted.spikes(),
                counted.synapticEvents(),
                counted.messages());
    }
}
