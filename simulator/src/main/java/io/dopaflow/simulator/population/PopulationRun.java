package io.dopaflow.simulator.population;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.plasticity.RewardSystem;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;
import io.dopaflow.simulator.engine.DivergedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import java.util.Arrays;
import java.util.List;

/** Drives a population through the cycles of a run, from sample to reward. */
final class PopulationRun {
    private final RunRequest request;
    private final Experiment experiment;
    private final Population population;
    private final PopulationRecorder recorder;
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
        this.rewardSystem = new RewardSystem(experiment.rule(), request.start().previousLoss());
        this.order = experiment.sampleOrder();
        this.samples = experiment.samples().train();
        this.outputs = experiment.network().outputs();
        this.readout = new double[outputs.length];
        this.lastCycle = experiment.rule().cyclesPerOpportunity() - 1;
        this.wave = request.start().waves();
        this.opportunity = experiment.opportunityOf(wave);
        this.cycle = experiment.cycleOf(wave);
    }

    /** The cycle that the run is in, in words. */
    String when() {
        return "in learning opportunity " + opportunity + ", cycle " + cycle;
    }

    RunResult toTheEnd() throws InterruptedException {
        boolean last = false;
        while (!last) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the run was interrupted " + when());
            }
            Sample sample = samples.get(order.sampleAt(opportunity));
            population.present(sample);
            for (; cycle <= lastCycle && !last; cycle++) {
                last = runCycle(sample.target());
                wave++;
            }
            cycle = 0;
            opportunity++;
        }
        return new RunResult(theta(), wave, wave < experiment.waves());
    }

    private double[] theta() {
        population.settle();
        double[] theta = new double[experiment.network().synapseCount()];
        Arrays.setAll(theta, population::theta);
        return theta;
    }

    /** Runs a cycle and returns whether it was the last of the run. */
    private boolean runCycle(double[] target) {
        if (cycle == 0) {
            recorder.opportunityStarts(wave, opportunity);
        }
        population.cycle(wave);
        recorder.cycleReadOut(wave, opportunity, cycle);
        for (int i = 0; i < readout.length; i++) {
            readout[i] = population.amplitude(outputs[i]);
        }
        double loss = experiment.loss().value(readout, target);
        if (!Double.isFinite(loss)) {
            throw new PartFailure("reward system", new DivergedException("the loss", loss));
        }
        double reward = rewardSystem.reward(opportunity, cycle, loss);
        population.reward(reward);
        boolean complete = wave + 1 == experiment.waves();
        boolean last = complete || request.cancellation().isRequested();
        recorder.rewarded(wave, opportunity, cycle, loss, reward, last);
        request.counters().addCycle();
        if (cycle == lastCycle) {
            request.progress().onOpportunity(opportunity + 1, loss);
        }
        if (!complete && (last || request.checkpoints().isDue())) {
            request.checkpoints().take(request.counters().state(wave + 1, loss, theta()));
        }
        return last;
    }
}
