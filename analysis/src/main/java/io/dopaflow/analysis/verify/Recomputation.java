package io.dopaflow.analysis.verify;

import io.dopaflow.analysis.run.RewardRow;
import io.dopaflow.analysis.run.WeightSnapshot;
import io.dopaflow.models.cycle.ArrivalOffsets;
import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.LogWeights;
import io.dopaflow.models.cycle.RewardSystem;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.neuron.LeakyMembrane;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Recomputes cycles from what was recorded of them. Each quantity follows from recorded ones that come before it:
 * arrivals from the seed's jitter, amplitudes from arrivals, weights and the presynaptic amplitudes, loss and reward from
 * the outputs' readouts, and the next weights from the timing of arrival, onset and readout and from the reward alone.
 */
final class Recomputation {
    private final LearningCycle model;
    private final CycleRecord record;
    private final Network network;
    private final CycleTiming timing;
    private final Labels labels;
    private final int[][] levels;
    private final LeakyMembrane membrane;
    private final ArrivalOffsets[] jitter;
    private final UniformRandomProvider[] spiking;
    private final double[] weights;
    private final double[] remembered;
    private RewardSystem rewards;
    private EarliestDisagreement findings = new EarliestDisagreement(0, WeightSnapshot.START);
    private boolean knowsBaselineLoss;
    private long rewardsAsRecorded;

    /** Recomputes what stands in the record, which is another cycle's each time. */
    Recomputation(LearningCycle model, CycleRecord record) {
        this.model = model;
        this.record = record;
        this.network = model.network();
        this.timing = model.timing();
        this.labels = new Labels(network);
        this.levels = IntStream.rangeClosed(0, network.depth())
                .mapToObj(depth -> IntStream.range(0, network.neuronCount())
                        .filter(id -> network.depthOf(id) == depth)
                        .toArray())
                .toArray(int[][]::new);
        this.membrane = new LeakyMembrane(
                model.plasticity().window().window(), model.plasticity().readoutGain());
        this.jitter = new ArrivalOffsets[network.synapseCount()];
        this.spiking = new UniformRandomProvider[network.neuronCount()];
        this.weights = LogWeights.exp(model.initialTheta());
        this.remembered = new double[weights.length];
        this.rewards = new RewardSystem(model.schedule());
        openStreams(0);
    }

    /** Goes to the start of an opportunity, with weights as recorded there and the baseline, if it is known. */
    void moveTo(long opportunity, double[] start, Optional<Double> baselineLoss) {
        System.arraycopy(start, 0, weights, 0, weights.length);
        rewards = new RewardSystem(model.schedule(), baselineLoss.orElse(0.0));
        knowsBaselineLoss = baselineLoss.isPresent();
        openStreams(model.runCycle(opportunity, 0));
    }

    private void openStreams(long runCycle) {
        StdpWindow stdp = model.plasticity().window();
        for (int synapse = 0; synapse < jitter.length; synapse++) {
            jitter[synapse] = new ArrivalOffsets(model, synapse, runCycle);
            remembered[synapse] =
                    stdp.remembered(jitter[synapse].lastDrawn(), -timing.halfWindowPs(), timing.halfWindowPs());
        }
        for (int neuron = 0; neuron < spiking.length; neuron++) {
            // A double takes two of the generator's numbers of 32 bits.
            spiking[neuron] = model.streams().stream(Purpose.SPIKING, neuron, 2 * runCycle);
        }
    }

    /** Rewards that had to be taken as recorded, as the baseline was not known. */
    long rewardsAsRecorded() {
        return rewardsAsRecorded;
    }

    /** Neurons that stayed silent in a cycle. */
    int silent() {
        return (int)
                IntStream.range(0, network.neuronCount()).filter(this::isSilent).count();
    }

    /** The weights now; a view. */
    double[] weights() {
        return weights;
    }

    /** Recomputes a cycle and tells what disagrees; then the weights are those after it. */
    void cycle(long opportunity, int cycle, Sample sample, EarliestDisagreement into) {
        findings = into;
        long runCycle = model.runCycle(opportunity, cycle);
        for (int[] level : levels) {
            for (int neuron : level) {
                if (network.neuron(neuron).role().isSource()) {
                    source(neuron, runCycle, sample);
                } else {
                    window(neuron, runCycle, cycle);
                }
            }
            if (!findings.isEmpty()) {
                return;
            }
        }
        reward(runCycle, sample);
        if (findings.isEmpty()) {
            update();
        }
    }

    private void source(int neuron, long runCycle, Sample sample) {
        if (record.onsetPs(neuron) != CycleRecord.MISSING) {
            String recorded = "one at " + record.onsetPs(neuron) + " ps";
            findings.add(timing.startPs(runCycle), labels.neuron(neuron), "onset", recorded, "none, it is a source");
        }
        if (isPresent(record.readoutPs(neuron), timing.readoutPs(runCycle, 0), labels.neuron(neuron), "readout")) {
            double amplitude = network.neuron(neuron).role() instanceof NeuronRole.Input input
                    ? sample.features()[input.feature()]
                    : 1.0;
            findings.same(
                    timing.readoutPs(runCycle, 0),
                    labels.neuron(neuron),
                    "amplitude",
                    record.amplitude(neuron),
                    amplitude);
        }
    }

    private void window(int neuron, long runCycle, int cycle) {
        int depth = network.depthOf(neuron);
        long onset = timing.onsetPs(runCycle, depth);
        long readout = timing.readoutPs(runCycle, depth);
        boolean complete = isPresent(record.onsetPs(neuron), onset, labels.neuron(neuron), "onset");
        if (complete) {
            findings.same(onset, labels.neuron(neuron), "amplitude of the onset", record.onsetAmplitude(neuron), 1.0);
        }
        for (int synapse : network.fanIn(neuron)) {
            complete &= arrival(synapse, onset, cycle);
        }
        complete &= isPresent(record.readoutPs(neuron), readout, labels.neuron(neuron), "readout");
        double draw = network.neuron(neuron).coding() == SpikeCoding.ALL_OR_NONE ? spiking[neuron].nextDouble() : 0;
        if (complete) {
            findings.same(
                    readout, labels.neuron(neuron), "amplitude", record.amplitude(neuron), amplitude(neuron, draw));
        }
    }

    private boolean arrival(int synapse, long onset, int cycle) {
        long drawn = onset + timing.halfWindowPs() + jitter[synapse].next(cycle);
        if (!isSilent(network.pre(synapse))) {
            return isPresent(record.arrivalPs(synapse), drawn, labels.synapse(synapse), "arrival");
        }
        if (record.arrivalPs(synapse) != CycleRecord.MISSING) {
            String recorded = "one at " + record.arrivalPs(synapse) + " ps";
            findings.add(drawn, labels.synapse(synapse), "arrival", recorded, "none, the presynaptic neuron is silent");
        }
        return true;
    }

    private boolean isPresent(long recordedPs, long recomputedPs, String subject, String quantity) {
        if (recordedPs == CycleRecord.MISSING) {
            findings.add(recomputedPs, subject, quantity, "missing", recomputedPs + " ps");
            return false;
        }
        findings.sameTime(subject, quantity, recordedPs, recomputedPs);
        return true;
    }

    private boolean isSilent(int neuron) {
        Neuron described = network.neuron(neuron);
        return !described.role().isSource()
                && described.coding() == SpikeCoding.ALL_OR_NONE
                && record.amplitude(neuron) == 0.0;
    }

    private double amplitude(int neuron, double draw) {
        int[] fanIn = network.fanIn(neuron);
        double[] jumps = new double[fanIn.length];
        long[] arrivals = new long[fanIn.length];
        for (int i = 0; i < fanIn.length; i++) {
            int pre = network.pre(fanIn[i]);
            if (isSilent(pre)) {
                arrivals[i] = record.readoutPs(neuron);
            } else {
                jumps[i] = network.neuron(pre).sign().factor() * weights[fanIn[i]] * record.amplitude(pre);
                arrivals[i] = record.arrivalPs(fanIn[i]);
            }
        }
        double value = network.neuron(neuron)
                .activation()
                .value(membrane.potential(jumps, arrivals, record.readoutPs(neuron)));
        return network.neuron(neuron).coding() == SpikeCoding.GRADED ? value : draw < value ? 1.0 : 0.0;
    }

    private void reward(long runCycle, Sample sample) {
        long time = timing.rewardPs(runCycle);
        if (record.reward().isEmpty()) {
            findings.add(time, "the reward", "row", "missing", time + " ps");
            return;
        }
        RewardRow row = record.reward().get();
        double[] readout =
                Arrays.stream(network.outputs()).mapToDouble(record::amplitude).toArray();
        double loss = model.loss().value(readout, sample.target());
        long opportunity = model.opportunityOf(runCycle);
        int cycle = model.cycleOf(runCycle);
        double reward = rewards.reward(opportunity, cycle, loss);
        findings.sameTime("the reward", "time", row.timePs(), time);
        findings.same(time, "the reward", "loss", row.loss(), loss);
        boolean isBaseline = model.schedule().isBaseline(opportunity, cycle);
        if (knowsBaselineLoss || isBaseline) {
            findings.same(time, "the reward", "reward", row.reward(), reward);
        } else {
            rewardsAsRecorded++;
        }
        knowsBaselineLoss |= isBaseline || model.schedule().baseline().isLastLoss();
    }

    /** The rule itself: timestamps and the reward, nothing else. */
    private void update() {
        StdpWindow stdp = model.plasticity().window();
        double reward = record.reward().orElseThrow().reward();
        for (int synapse = 0; synapse < weights.length; synapse++) {
            if (!isSilent(network.pre(synapse))) {
                int post = network.post(synapse);
                long arrival = record.arrivalPs(synapse);
                long onset = record.onsetPs(post);
                long readout = record.readoutPs(post);
                double eligibility = stdp.eligibility(arrival, onset, readout, remembered[synapse]);
                remembered[synapse] = stdp.remembered(arrival, onset, readout);
                weights[synapse] = model.plasticity().updated(weights[synapse], eligibility, reward);
            }
        }
    }
}
