package io.dopaflow.analysis.flow;

import io.dopaflow.models.cycle.ArrivalOffsets;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.LogWeights;
import io.dopaflow.models.cycle.RewardSystem;
import io.dopaflow.models.neuron.LeakyMembrane;
import io.dopaflow.models.numerics.FixedOrderSum;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.plasticity.ThreeFactorRule;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The learning rule over plain arrays, Christensen and Kallsen (2023), equations (3.1) and (2.2):
 *
 * <pre>theta(l) = theta(l-1) + alpha [L(theta(l-1) + U(l)) - L(theta(l-2) + U(l-1))] (exp(-U(l)) - exp(U(l)))</pre>
 *
 * replayed with the jitter and the spikes of an experiment's own seed, from the start or from any learning opportunity.
 * Evaluated in the order of operations that the dynamics prescribe, so that its weights equal those of an engine to the
 * last bit. For one thread.
 */
public final class AbstractRule {
    private final LearningCycle model;
    private final Wiring wiring;
    private final SampleOrder order;
    private final LeakyMembrane membrane;
    private final StdpWindow stdp;
    private final ArrivalOffsets[] jitter;
    private final UniformRandomProvider[] spiking;
    private final double[] weights;
    private final double[] eligibility;
    private final double[] remembered;
    private final double[] amplitudes;
    private final boolean[] isSilent;
    private final double[] readout;
    private RewardSystem rewards;
    private long runCycle;
    private double loss;
    private double reward;

    /** The rule at the start of the experiment. */
    public AbstractRule(LearningCycle model) {
        this.model = model;
        this.wiring = Wiring.of(model.network());
        this.order = model.sampleOrder();
        this.stdp = model.plasticity().window();
        this.membrane = new LeakyMembrane(stdp.window(), model.plasticity().readoutGain());
        this.weights = LogWeights.exp(model.initialTheta());
        this.jitter = new ArrivalOffsets[weights.length];
        this.spiking = new UniformRandomProvider[wiring.neurons()];
        this.eligibility = new double[weights.length];
        this.remembered = new double[weights.length];
        this.amplitudes = new double[wiring.neurons()];
        this.isSilent = new boolean[wiring.neurons()];
        this.readout = new double[model.network().outputCount()];
        this.rewards = new RewardSystem(model.schedule());
        openStreams(0);
    }

    /** Executes a simulation from its start, which is that of a learning opportunity, to the end of its model. */
    public static CycleState replay(CycleSimulation simulation) {
        LearningCycle model = simulation.model();
        CycleState start = simulation.start();
        int last = model.schedule().cyclesPerOpportunity() - 1;
        AbstractRule rule = new AbstractRule(model);
        rule.moveTo(model.opportunityOf(start.cycles()), start.weights(), start.baselineLoss());
        while (rule.runCycle < model.cycles()) {
            long done = rule.runCycle;
            rule.cycle();
            if (simulation.plan().weightsAfter(model.opportunityOf(done), model.cycleOf(done), last)) {
                simulation.recorder().weights(0, model.opportunityOf(done), model.cycleOf(done), rule.weights);
            }
        }
        return new CycleState(rule.runCycle, rule.baselineLoss(), rule.weights.clone(), 0, 0, 0);
    }

    /**
     * Goes to the start of a learning opportunity.
     *
     * @param opportunity from 0
     * @param start weights there, by synapse id; copied
     * @param baselineLoss baseline that the first loss there is compared with; of no consequence where the learning
     *     opportunity begins with a baseline
     */
    public void moveTo(long opportunity, double[] start, double baselineLoss) {
        System.arraycopy(start, 0, weights, 0, weights.length);
        rewards = new RewardSystem(model.schedule(), baselineLoss);
        openStreams(model.runCycle(opportunity, 0));
    }

    /** Streams as they are after so many cycles: a cycle takes one double of a neuron's, which is two numbers of 32 bits. */
    private void openStreams(long firstCycle) {
        runCycle = firstCycle;
        long half = model.timing().halfWindowPs();
        for (int synapse = 0; synapse < jitter.length; synapse++) {
            jitter[synapse] = new ArrivalOffsets(model, synapse, firstCycle);
            remembered[synapse] = stdp.remembered(jitter[synapse].lastDrawn(), -half, half);
        }
        for (int neuron : wiring.computing()) {
            if (wiring.isStochastic()[neuron]) {
                spiking[neuron] = model.streams().stream(Purpose.SPIKING, neuron, 2 * firstCycle);
            }
        }
    }

    /** Runs one cycle. */
    public void cycle() {
        long opportunity = model.opportunityOf(runCycle);
        Sample sample = model.samples().training().get(order.sampleAt(opportunity));
        wiring.present(sample.features(), amplitudes);
        for (int neuron : wiring.computing()) {
            fire(neuron);
        }
        wiring.read(amplitudes, readout);
        loss = model.loss().value(readout, sample.target());
        reward = rewards.reward(opportunity, model.cycleOf(runCycle), loss);
        ThreeFactorRule plasticity = model.plasticity();
        for (int synapse = 0; synapse < weights.length; synapse++) {
            if (!isSilent[wiring.pre()[synapse]]) {
                weights[synapse] = plasticity.updated(weights[synapse], eligibility[synapse], reward);
            }
        }
        runCycle++;
    }

    private void fire(int neuron) {
        long halfWindow = model.timing().halfWindowPs();
        int cycle = model.cycleOf(runCycle);
        FixedOrderSum sum = new FixedOrderSum();
        for (int synapse : wiring.fanIn()[neuron]) {
            long offset = jitter[synapse].next(cycle);
            int pre = wiring.pre()[synapse];
            if (!isSilent[pre]) {
                eligibility[synapse] = stdp.eligibility(offset, -halfWindow, halfWindow, remembered[synapse]);
                remembered[synapse] = stdp.remembered(offset, -halfWindow, halfWindow);
                sum.add(wiring.sign()[pre]
                        * weights[synapse]
                        * amplitudes[pre]
                        * membrane.window().gainOverCentre(offset, halfWindow));
            } else {
                sum.add(0.0);
            }
        }
        double value = wiring.activation()[neuron].value(membrane.gain() * sum.total());
        if (wiring.isStochastic()[neuron]) {
            isSilent[neuron] = !(spiking[neuron].nextDouble() < value);
            amplitudes[neuron] = isSilent[neuron] ? 0.0 : 1.0;
        } else {
            amplitudes[neuron] = value;
        }
    }

    /** Runs the cycles that are left of the present learning opportunity. */
    public void opportunity() {
        long end = model.runCycle(model.opportunityOf(runCycle) + 1, 0);
        while (runCycle < end) {
            cycle();
        }
    }

    /** The cycle that comes next, as a running number over the whole run. */
    public long runCycle() {
        return runCycle;
    }

    /** The weights after the last cycle, by synapse id; a view that further cycles change. */
    public double[] weights() {
        return weights;
    }

    /** The log-weights after the last cycle, by synapse id. */
    public double[] theta() {
        return LogWeights.of(weights);
    }

    /** The loss of the last cycle. */
    public double loss() {
        return loss;
    }

    /** The baseline that the next cycle's loss is compared with. */
    public double baselineLoss() {
        return rewards.baselineLoss();
    }

    /** The reward of the last cycle. */
    public double reward() {
        return reward;
    }
}
