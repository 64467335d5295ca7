package io.dopaflow.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.store.ContentDigest;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestTest {

    /** Each double is written as its eight bytes, lowest first, without any buffer. */
    private static String independent(double[] weights) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (double value : weights) {
            long bits = Double.doubleToRawLongBits(value);
            for (int shift = 0; shift < 64; shift += 8) {
                digest.update((byte) (bits >>> shift));
            }
        }
        return "sha256:" + String.format("%064x", new BigInteger(1, digest.digest()));
    }

    @Test
    void weightsDigest_isThatOfTheRawBytes() throws Exception {
        Random random = new Random(7);
        for (int size : new int[] {0, 1, 1023, 1024, 1025, 5000}) {
            double[] weights = random.doubles(size, -3, 3).toArray();
            assertThat(WeightsDigest.of(weights)).isEqualTo(independent(weights));
        }
    }

    @Test
    void weightsDigest_seesEveryBitAndTheOrder() {
        String digest = WeightsDigest.of(new double[] {0.0, 1.0});
        assertThat(WeightsDigest.of(new double[] {-0.0, 1.0})).isNotEqualTo(digest);
        assertThat(WeightsDigest.of(new double[] {0.0, Math.nextUp(1.0)})).isNotEqualTo(digest);
        assertThat(WeightsDigest.of(new double[] {1.0, 0.0})).isNotEqualTo(digest);
    }

    /** The example "abc" of FIPS 180-4. */
    @Test
    void contentDigest_isThePublishedExample() {
        assertThat(ContentDigest.of("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
