package io.dopaflow.scenarios.laboratory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.Trajectory;
import io.dopaflow.analysis.run.Progress;
import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.LogWeights;
import io.dopaflow.models.network.Network;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Learning cycles as they run: loss, accuracy, and some weights over their gradient flow. The flow is computed beside the run, a
 * little at a time, and may be behind it; each value says after how many learning opportunities it holds.
 */
final class LiveCycles implements Live, CycleRecorder {
    private static final int MOST_WEIGHTS = 6;
    /** Time that the flow takes of a frame's, so that the run keeps its speed. */
    private static final long FLOW_NANOS = 30_000_000;

    private final LearningCycle model;
    private final int[] shown;
    private final double[] theta;
    private final Trajectory flow;
    private long weightsAt = -1;
    private double losses;
    private double rewardSquares;
    private long rewards;
    private Optional<Progress> score = Optional.empty();
    private long done;
    private long planned;

    LiveCycles(LearningCycle model) {
        this.model = model;
        int synapses = model.network().synapseCount();
        int count = Math.min(MOST_WEIGHTS, synapses);
        this.shown = IntStream.range(0, count)
                .map(i -> (int) ((long) i * synapses / count))
                .toArray();
        this.theta = new double[count];
        this.flow = Trajectory.flow(model, new Gradient(model.network(), model.loss()));
    }

    @Override
    public Optional<CycleRecorder> cycleRecords() {
        return Optional.of(this);
    }

    @Override
    public synchronized void onProgress(long done, long planned) {
        this.done = done;
        this.planned = planned;
    }

    @Override
    public synchronized void onScore(Progress progress) {
        score = Optional.of(progress);
    }

    @Override
    public synchronized void reward(long timePs, long opportunity, int cycle, double loss, double reward) {
        losses += loss;
        rewardSquares += reward * reward;
        rewards++;
    }

    @Override
    public void weight(long timePs, long opportunity, int cycle, int synapse, double weight) {
        for (int i = 0; i < shown.length; i++) {
            if (shown[i] == synapse) {
                keep(opportunity, cycle, i, LogWeights.of(weight));
            }
        }
    }

    private synchronized void keep(long opportunity, int cycle, int place, double theta) {
        this.theta[place] = theta;
        weightsAt = opportunitiesDone(opportunity, cycle);
    }

    @Override
    public synchronized void weights(long timePs, long opportunity, int cycle, double[] now) {
        for (int i = 0; i < shown.length; i++) {
            theta[i] = LogWeights.of(now[shown[i]]);
        }
        weightsAt = opportunitiesDone(opportunity, cycle);
    }

    private long opportunitiesDone(long opportunity, int cycle) {
        return cycle == model.schedule().cyclesPerOpportunity() - 1 ? opportunity + 1 : opportunity;
    }

    @Override
    public ObjectNode about() {
        Network network = model.network();
        ObjectNode about = JsonNodeFactory.instance.objectNode().put("family", LearningCycle.FAMILY);
        ArrayNode synapses = about.putArray("synapses");
        for (int synapse : shown) {
            synapses.add(network.neuron(network.pre(synapse)).name() + " \u2192 "
                    + network.neuron(network.post(synapse)).name());
        }
        return about.put("unit", "learning opportunities")
                .put("epoch", model.samples().training().size());
    }

    @Override
    public ObjectNode frame() {
        ObjectNode frame = JsonNodeFactory.instance.objectNode();
        long target = addRun(frame);
        long end = System.nanoTime() + FLOW_NANOS;
        while (flow.opportunities() < target && System.nanoTime() < end) {
            flow.advanceTo(flow.opportunities() + 1);
        }
        ArrayNode values =
                frame.putObject("flow").put("at", flow.opportunities()).putArray("theta");
        for (int synapse : shown) {
            values.add(flow.theta()[synapse]);
        }
        return frame;
    }

    /** What the run has told; returns how many learning opportunities the weights have seen. */
    private synchronized long addRun(ObjectNode frame) {
        frame.put("done", done).put("planned", planned);
        if (rewards > 0) {
            frame.put("loss", losses / rewards).put("reward", Math.sqrt(rewardSquares / rewards));
        }
        losses = 0;
        rewardSquares = 0;
        rewards = 0;
        score.ifPresent(found -> {
            ObjectNode scores = frame.putObject("score").put("epoch", found.epoch());
            found.training().byName().forEach((name, value) -> scores.put("training_" + name, value));
            found.heldOut()
                    .ifPresent(heldOut ->
                            heldOut.byName().forEach((name, value) -> scores.put("held_out_" + name, value)));
        });
        if (weightsAt >= 0) {
            ArrayNode values = frame.putObject("weights").put("at", weightsAt).putArray("theta");
            for (double value : theta) {
                values.add(value);
            }
        }
        return weightsAt;
    }
}
