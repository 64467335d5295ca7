package io.dopaflow.simulator.population;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.plasticity.RewardSystem;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;
import io.dopaflow.simulator.engine.DivergedException;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import java.util.List;

/** Drives a population through the cycles of a run, from sample to reward. */
final class PopulationRun {
    private final RunRequest request;
    private final Experiment experiment;
    private final Population population;
    private final PopulationRecorder recorder;
    private final Tally tally;
    private final RewardSystem rewardSystem;
    private final SampleOrder order;
    private final List<Sample> samples;
    private final int[] outputs;
    private final double[] readout;
    private final int lastCycle;
    private long wave;
    private long opportunity;
    private int cycle;

    PopulationRun(RunRequest request, Population population) {
        this.request = request;
        this.experiment = request.experiment();
        this.population = population;
        this.recorder = new PopulationRecorder(request, population);
        this.tally = new Tally(request.counters(), experiment.network(), population);
        this.rewardSystem = new RewardSystem(experiment.rule(), request.start().reference());
        this.order = experiment.sampleOrder();
        this.samples = experiment.samples().train();
        this.outputs = experiment.network().outputs();
        this.readout = new double[outputs.length];
        this.lastCycle = experiment.rule().cyclesPerOpportunity() - 1;
        this.wave = request.start().waves();
        this.opportunity = experiment.opportunityOf(wave);
        this.cycle = experiment.cycleOf(wave);
    }

    RunResult toTheEnd() throws RunFailedException, InterruptedException {
        try {
            return cycles();
        } catch (PartFailure e) {
            String when = "in learning opportunity " + opportunity + ", cycle " + cycle;
            throw new RunFailedException(e.culprit(), when, e.reason());
        } finally {
            tally.passOn();
        }
    }

    private RunResult cycles() throws RunFailedException, InterruptedException {
        boolean last = false;
        while (!last) {
            double[] target = present();
            for (; cycle <= lastCycle && !last; cycle++) {
                last = runCycle(target);
                wave++;
            }
            cycle = 0;
            opportunity++;
        }
        return new RunResult(theta(), wave, wave < experiment.waves());
    }

    private double[] present() {
        Sample sample = samples.get(order.sampleAt(opportunity));
        population.present(sample);
        return sample.target();
    }

    /** Runs a cycle and returns whether it was the last of the run. */
    private boolean runCycle(double[] target) throws RunFailedException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the run was interrupted after " + wave + " cycles");
        }
        if (cycle == 0) {
            recorder.opportunityStarts(wave, opportunity);
        }
        population.cycle(wave);
        tally.readOut();
        recorder.readOut(wave, opportunity, cycle);
        for (int i = 0; i < readout.length; i++) {
            readout[i] = population.amplitude(outputs[i]);
        }
        double loss = experiment.loss().value(readout, target);
        double reward = reward(loss);
        population.synapses().end(reward);
        boolean complete = wave + 1 == experiment.waves();
        boolean last = complete || request.cancellation().isRequested();
        recorder.learnt(wave, opportunity, cycle, last);
        if (!complete && (last || request.checkpoints().isDue())) {
            checkpoint();
        }
        return last;
    }

    @SuppressWarnings("CatchingUnchecked")
    private double reward(double loss) {
        try {
            double reward = rewardSystem.reward(opportunity, cycle, DivergedException.requireFinite("the loss", loss));
            recorder.reward(wave, opportunity, cycle, loss, reward);
            request.counters().addCycle();
            if (cycle == lastCycle) {
                request.progress().onOpportunity(opportunity + 1, loss);
            }
            return reward;
        } catch (Throwable e) {
            throw PartFailure.of("reward system", e);
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void checkpoint() throws RunFailedException {
        tally.passOn();
        try {
            request.checkpoints().take(request.counters().state(wave + 1, rewardSystem.reference(), theta()));
        } catch (Throwable e) {
            throw new RunFailedException("checkpoint", "after " + (wave + 1) + " cycles", e);
        }
    }

    private double[] theta() {
        population.synapses().settle();
        double[] theta = new double[experiment.network().synapseCount()];
        population.synapses().copyTheta(theta);
        return theta;
    }
}
