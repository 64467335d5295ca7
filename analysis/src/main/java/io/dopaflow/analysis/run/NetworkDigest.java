package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.ContentDigest;
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
 * and then the values and marks of its state, eight bytes each, little endian; written as {@code sha256:} and 64 hexadecimal
 * digits.
 */
public final class NetworkDigest {
    private static final String PREFIX = "sha256:";

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
        return PREFIX + HexFormat.of().formatHex(digest.digest());
    }
}
