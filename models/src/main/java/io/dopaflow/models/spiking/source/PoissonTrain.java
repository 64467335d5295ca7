package io.dopaflow.models.spiking.source;

import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A Poisson process in continuous time, independent for each projection, source and target.
 *
 * <p>A rate of pieces is inverted exactly: an exponential draw is used up by the integral of the rate, over pieces of rate 0 as over
 * any other. A sinusoidal rate thins the process of its largest rate (Lewis and Shedler 1979). Times are kept as whole picoseconds and
 * a fraction, so that nothing is lost in long runs, and a spike is at the whole picosecond before its time. Two spikes within
 * one picosecond, one pair in 10^12 / rate, become two in successive ones.
 *
 * <p>The next spikes are drawn as far as they are asked for. A question that goes back starts anew, with the same spikes.
 */
public final class PoissonTrain implements SpikeSource {
    private static final double SECONDS = 1e-12;
    private static final long BEFORE = -1;

    private final Rate rate;
    private final PiecewiseRate bound;
    private final boolean isThinned;
    private final RandomStreams streams;
    private final int target;

    private UniformRandomProvider stream;
    private long whole;
    private double fraction;
    private long previous;
    private long spike;

    /**
     * A train.
     *
     * @param run the streams of the run
     * @param projection its id
     * @param source the source's id
     * @param target the target's number within the projection
     */
    public PoissonTrain(Rate rate, RandomStreams run, int projection, int source, int target) {
        this.rate = rate;
        this.bound = rate.bound();
        this.isThinned = !(rate instanceof PiecewiseRate);
        this.streams = run.derived(projection, source);
        this.target = target;
        this.stream = streams.stream(Purpose.SPIKE_TRAIN, target);
        restart();
    }

    private void restart() {
        stream = streams.stream(Purpose.SPIKE_TRAIN, target);
        whole = 0;
        fraction = 0;
        previous = BEFORE;
        spike = BEFORE;
        advance();
    }

    @Override
    public long next(long after) {
        if (after == NEVER) {
            return NEVER;
        }
        if (after < previous) {
            restart();
        }
        while (spike <= after) {
            advance();
        }
        return spike;
    }

    private void advance() {
        previous = spike;
        do {
            if (!moveToCandidate()) {
                spike = NEVER;
                return;
            }
        } while (isThinned && !isKept());
        spike = Math.max(whole, previous + 1);
    }

    private boolean isKept() {
        return stream.nextDouble() * bound.at(whole) < rate.at(whole);
    }

    /** Moves on until the integral of the bound is an exponential draw; false if it never is. */
    private boolean moveToCandidate() {
        double left = Draws.exponential(stream);
        for (int piece = bound.piece(whole); ; piece++) {
            double perPs = bound.ofPiece(piece) * SECONDS;
            long end = bound.endOfPiece(piece);
            double step = left / perPs;
            double piecePs = end - whole - fraction;
            if (step < piecePs) {
                move(step);
                return true;
            }
            if (end == NEVER) {
                return false;
            }
            left = Math.max(0, left - piecePs * perPs);
            whole = end;
            fraction = 0;
        }
    }

    private void move(double ps) {
        double sum = fraction + (ps - Math.floor(ps));
        double carry = Math.floor(sum);
        whole += (long) Math.floor(ps) + (long) carry;
        fraction = sum - carry;
    }
}
