package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.models.spiking.ModulatorState;
import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.neuron.NeuronState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A fingerprint of what a network has done: two runs have the same one when every spike of every cell came at the same
 * picosecond and the last states have the same bits.
 *
 * <p>SHA-256, in the order of the cells, over the digest of the cell's spikes ({@link io.dopaflow.models.spiking.SpikeDigest})
 * and then the values and marks of its state, eight bytes each, little endian; then, of each
 * projection whose synapses learn, their weights and what they keep beside, as bits, in the order of ids, and, once synapses have been replaced, the presynaptic cell of each, four bytes; then of each modulator the time of its
 * last arrival, in units of the network's time, and the concentration after it. It is written as {@code sha256:} and 64 hexadecimal
 * digits.
 */
public final class NetworkDigest {
    private static final String PREFIX = "sha256:";
    private static final int BLOCK = 1024;

    private NetworkDigest() {}

    /** The digest of the state at the end of a run. */
    public static String of(SpikingState end) {
        MessageDigest digest = ContentDigest.sha256();
        for (int cell = 0; cell < end.digests().length; cell++) {
            NeuronState state = end.isStart()
                    ? new NeuronState(new double[0], new long[0])
                    : end.neurons().get(cell);
            ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * (1 + state.values().length + state.marks().length))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(end.digests()[cell]);
            for (double value : state.values()) {
                bytes.putLong(Double.doubleToRawLongBits(value));
            }
            for (long mark : state.marks()) {
                bytes.putLong(mark);
            }
            digest.update(bytes.flip());
        }
        for (PlasticityState synapses : end.plasticity()) {
            update(digest, synapses.weights());
            update(digest, synapses.own());
            update(digest, synapses.wiring());
        }
        for (ModulatorState modulator : end.modulators()) {
            long[] times = modulator.concentration().times();
            double[] values = modulator.concentration().traces();
            if (times.length > 0) {
                int last = times.length - 1;
                digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(times[last])
                        .putLong(Double.doubleToRawLongBits(values[last]))
                        .flip());
            }
        }
        return PREFIX + HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += BLOCK) {
            bytes.clear();
            for (int i = from; i < Math.min(from + BLOCK, values.length); i++) {
                bytes.putLong(Double.doubleToRawLongBits(values[i]));
            }
            digest.update(bytes.flip());
        }
    }

    private static void update(MessageDigest digest, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        digest.update(bytes);
    }
}
