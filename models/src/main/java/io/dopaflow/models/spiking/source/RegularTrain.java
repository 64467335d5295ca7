package io.dopaflow.models.spiking.source;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * A spike each period: the k-th, k = 1, 2, ..., at start + round(k T) ps, halves upwards. The period T is an exact fraction of whole
 * picoseconds, so that nothing drifts: at T = 1/3 ms the spike 10^6 is at 333 333 333 333 333 ps.
 */
public final class RegularTrain implements SpikeSource {
    private static final long LARGEST_DENOMINATOR = 1_000_000_000;

    private final long start;
    private final long numerator;
    private final long denominator;

    private RegularTrain(BigInteger numerator, BigInteger denominator, long start) {
        BigInteger common = numerator.gcd(denominator);
        BigInteger n = common.signum() == 0 ? numerator : numerator.divide(common);
        BigInteger d = common.signum() == 0 ? denominator : denominator.divide(common);
        if (d.compareTo(BigInteger.valueOf(LARGEST_DENOMINATOR)) > 0) {
            throw new IllegalArgumentException("the period is " + n + " / " + d + " ps; allowed: fractions of up to "
                    + LARGEST_DENOMINATOR + " parts of a picosecond");
        }
        if (n.compareTo(d) < 0 || n.bitLength() > 62) {
            throw new IllegalArgumentException(
                    "the period is " + n + " / " + d + " ps; allowed: from 1 ps to below 2^62 ps");
        }
        if (start < 0) {
            throw new IllegalArgumentException("the train starts at " + start + " ps; allowed: from 0");
        }
        this.numerator = n.longValueExact();
        this.denominator = d.longValueExact();
        this.start = start;
    }

    /**
     * A train of a period that is a decimal fraction.
     *
     * @param period in ms
     * @param start in ps, from 0: one period before the first spike
     */
    public static RegularTrain ofPeriod(BigDecimal period, long start) {
        return ofPeriod(period, BigDecimal.ONE, start);
    }

    /**
     * A train of a period that is a quotient, such as 1 ms / 3.
     *
     * @param period in ms
     * @param divisor above 0
     * @param start in ps, from 0: one period before the first spike
     */
    public static RegularTrain ofPeriod(BigDecimal period, BigDecimal divisor, long start) {
        return new RegularTrain(period.scaleByPowerOfTen(9), divisor, start);
    }

    /**
     * A train of a rate.
     *
     * @param rate in Hz, above 0
     * @param start in ps, from 0: one period before the first spike
     */
    public static RegularTrain ofRate(BigDecimal rate, long start) {
        return new RegularTrain(BigDecimal.ONE.scaleByPowerOfTen(12), rate, start);
    }

    private RegularTrain(BigDecimal picoseconds, BigDecimal divisor, long start) {
        this(whole(picoseconds, divisor.scale(), divisor), whole(divisor, picoseconds.scale(), divisor), start);
    }

    /** Both are multiplied by the power of ten that makes the other and itself whole. */
    private static BigInteger whole(BigDecimal value, int otherScale, BigDecimal divisor) {
        if (divisor.signum() <= 0) {
            throw new IllegalArgumentException("the rate or divisor of a period is " + divisor + "; allowed: above 0");
        }
        int places = Math.max(0, Math.max(value.scale(), otherScale));
        if (places > 1000 || value.precision() - value.scale() > 1000) {
            throw new IllegalArgumentException("the period or rate has " + value + "; allowed: up to 1000 places");
        }
        return value.setScale(places, RoundingMode.UNNECESSARY)
                .movePointRight(places)
                .toBigIntegerExact();
    }

    @Override
    public long next(long after) {
        if (after == NEVER) {
            return NEVER;
        }
        // A good guess, then the exact answer.
        double guess = (after - start) / (double) numerator * denominator;
        long k = Math.max(1, (long) guess);
        while (k > 1 && time(k - 1) > after) {
            k--;
        }
        while (time(k) <= after) {
            k++;
        }
        return time(k);
    }

    /** The time of the k-th spike; {@link #NEVER} beyond the range of times. */
    private long time(long k) {
        // k T = (periods of the denominator) * numerator + rest: the products of the rest are below 2^62.
        long whole = numerator / denominator;
        long part = numerator % denominator;
        long rest = k % denominator * part;
        long fraction = rest / denominator + (2 * (rest % denominator) >= denominator ? 1 : 0);
        try {
            long sum = Math.addExact(Math.multiplyExact(k, whole), Math.multiplyExact(k / denominator, part));
            return Math.addExact(start, Math.addExact(sum, fraction));
        } catch (ArithmeticException beyond) {
            return NEVER;
        }
    }
}
