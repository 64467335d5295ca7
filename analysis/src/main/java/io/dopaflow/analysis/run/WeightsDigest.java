package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.ContentDigest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * A fingerprint of a weight vector: two runs have the same one exactly when every weight has the same bits.
 *
 * <p>SHA-256 over {@link Double#doubleToRawLongBits} of what each synapse keeps (its weight; with phased learning in
 * log-weights their logarithm), eight bytes each, little endian, in the order of the synapses' ids, written as {@code sha256:} and 64 hexadecimal digits.
 */
public final class WeightsDigest {

    private static final String PREFIX = "sha256:";

    private static final int CHUNK = 1024;

    private WeightsDigest() {}

    /** The digest of weights given by synapse id. */
    public static String of(double[] weights) {
        var digest = ContentDigest.sha256();
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : weights) {
            if (!buffer.hasRemaining()) {
                digest.update(buffer.flip());
                buffer.clear();
            }
            buffer.putLong(Double.doubleToRawLongBits(value));
        }
        digest.update(buffer.flip());
        return PREFIX + HexFormat.of().formatHex(digest.digest());
    }
}
