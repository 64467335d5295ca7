package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.RunDirectoryException;
import io.dopaflow.analysis.run.RunWriter;
import io.dopaflow.simulator.recording.Recorder;
import io.dopaflow.simulator.recording.RecordingFailedException;
import io.dopaflow.simulator.recording.SpikeKind;

/** Records into a run directory. What the writer throws, the engine hears as a failure of the recorder. */
final class WriterRecorder implements Recorder {
    private final RunWriter writer;

    WriterRecorder(RunWriter writer) {
        this.writer = writer;
    }

    @Override
    public void spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle) {
        write(() -> writer.spike(timePs, neuron, kindOf(kind), amplitude, opportunity, cycle));
    }

    @Override
    public void arrival(long timePs, int synapse, long opportunity, int cycle) {
        write(() -> writer.arrival(timePs, synapse, opportunity, cycle));
    }

    @Override
    public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {
        write(() -> writer.reward(timePs, opportunity, cycle, loss, reward));
    }

    @Override
    public void weight(long timePs, long opportunity, int cycle, int synapse, double theta) {
        write(() -> writer.weight(timePs, opportunity, cycle, synapse, theta));
    }

    @Override
    public void weights(long timePs, long opportunity, int cycle, double[] theta) {
        write(() -> writer.weights(timePs, opportunity, cycle, theta));
    }

    private static void write(Runnable row) {
        try {
            row.run();
        } catch (RunDirectoryException e) {
            throw new RecordingFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static io.dopaflow.analysis.run.SpikeKind kindOf(SpikeKind kind) {
        return switch (kind) {
            case ONSET -> io.dopaflow.analysis.run.SpikeKind.ONSET;
            case READOUT -> io.dopaflow.analysis.run.SpikeKind.READOUT;
        };
    }
}
