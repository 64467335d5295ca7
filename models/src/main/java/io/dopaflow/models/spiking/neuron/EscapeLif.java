package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.time.VirtualTime;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A neuron with {@link EscapeNoise} in continuous time. Its spikes are a Poisson process of candidates, thinned (Lewis and Shedler 1979): time is
 * divided in pieces; in each the candidates have the rate of the hazard at a bound of V, and one at a picosecond with the potential V is
 * a spike with the probability hazard(V) / rate.
 *
 * <p>The next candidate is when the integral of the rate has used up an exponential draw; what is left of the draw at an event goes on
 * after it. A candidate takes two draws: whether it is a spike, and the next exponential one. All of this belongs to the time of the
 * candidate, not to that of a look: pieces depend on the last event alone, and an event in between takes back what a look
 * beyond it has drawn. So the bits do not depend on how far anybody looks.
 */
final class EscapeLif implements ContinuousNeuron {
    /** In a piece of many candidates V rises no more than this, in Delta_u: at least a share of exp(-2) are then spikes. */
    private static final double HIGHEST = 2;

    /** A piece of no more candidates on average needs no closer bound. */
    private static final double MOST_CANDIDATES = 1;

    private final EscapeNoise type;
    private final AfterSpike afterSpike;
    private final LifState state;
    private final NeuronNoise noise;
    /** A piece is at most the time constant of the membrane, in ps. */
    private final long longest;

    // At the origin of the last event: what is left of the exponential draw, and how many numbers were drawn.
    private double left;
    private long drawn;

    // How far the walk to the next spike has come: there is none before; the same quantities; the piece that it is in.
    private long walked;
    private double walkLeft;
    private long walkDrawn;
    private long pieceEnd;
    private double rate;
    private long due;

    private UniformRandomProvider stream;
    private long nextDraw;

    EscapeLif(EscapeNoise type, double[] start, NeuronNoise noise) {
        this.type = type;
        this.afterSpike = type.afterSpike();
        this.state = new LifState(type.leaky(), start);
        this.noise = noise;
        this.longest = Math.max(1, VirtualTime.fromMilliseconds(type.leaky().tauM()));
        this.stream = streamFrom(0);
        this.left = Draws.exponential(draw(0));
        this.drawn = 1;
        beginWalk();
    }

    private UniformRandomProvider streamFrom(long number) {
        return noise.run().stream(Purpose.ESCAPE, noise.neuron(), Draws.NUMBERS * number);
    }

    /** The stream before a draw. */
    private UniformRandomProvider draw(long number) {
        if (number != nextDraw) {
            stream = streamFrom(number);
        }
        nextDraw = number + 1;
        return stream;
    }

    @Override
    public long time() {
        return state.time();
    }

    @Override
    public long refractoryUntil() {
        return state.refractoryUntil();
    }

    @Override
    public double value(int variable, long at) {
        return state.value(variable, at);
    }

    @Override
    public long nextSpike(long until) {
        walkTo(until);
        return due <= until ? due : NEVER;
    }

    @Override
    public void spike(long at) {
        moveTo(at);
        left = Draws.exponential(draw(drawn + 1));
        drawn += 2;
        state.spike(afterSpike);
        beginWalk();
    }

    @Override
    public void receive(long at, double excitatory, double inhibitory) {
        moveTo(at);
        state.receive(excitatory, inhibitory);
        beginWalk();
    }

    @Override
    public void inject(long at, double picoamperes) {
        moveTo(at);
        state.inject(picoamperes);
        beginWalk();
    }

    @Override
    public void restart(long at) {
        moveTo(at);
        state.restart(at);
        beginWalk();
    }

    @Override
    public double score(long from, long to, boolean spikes, double tauE) {
        double length = VirtualTime.toMilliseconds(to - from);
        double spike = spikes ? Relaxation.decay(length, type.leaky().tauM()) : 0;
        double silence = EscapeScore.hazard(type, state.potential(from), state.steadyPotential(), length, tauE);
        return (spike - silence) / type.deltaU();
    }

    @Override
    public double decay(long from, long to, boolean spikes) {
        return spikes && afterSpike.forgets()
                ? 0
                : Relaxation.decay(
                        VirtualTime.toMilliseconds(to - from), type.leaky().tauM());
    }

    @Override
    public NeuronState state() {
        return new NeuronState(state.values(left), new long[] {state.time(), state.refractoryUntil(), drawn});
    }

    @Override
    public void restore(NeuronState from) {
        state.restore(from);
        left = from.values()[from.values().length - 1];
        drawn = from.marks()[2];
        beginWalk();
    }

    private void beginWalk() {
        walked = state.origin();
        walkLeft = left;
        walkDrawn = drawn;
        pieceEnd = walked;
        due = NEVER;
    }

    /** Moves to an event. A candidate at its very time comes after it. */
    private void moveTo(long at) {
        if (at > state.origin()) {
            if (walked >= at) {
                beginWalk();
            }
            walkTo(at - 1);
            if (due < at) {
                throw new IllegalArgumentException(
                        "an event of a neuron at " + at + " ps; allowed: up to its next spike, " + due + " ps");
            }
            left = walkLeft - rate * VirtualTime.toMilliseconds(at - walked);
            drawn = walkDrawn;
        }
        state.moveTo(at);
    }

    /** Goes on until a candidate is a spike, or no candidate and no end of a piece is left up to a time. */
    private void walkTo(long limit) {
        while (due == NEVER) {
            if (walked == pieceEnd) {
                beginPiece();
            }
            double ahead = walkLeft / rate * VirtualTime.PICOSECONDS_PER_MILLISECOND;
            boolean isInPiece = ahead <= pieceEnd - walked;
            // What is left may be below 0, by less than a picosecond, where an event was between two candidates.
            long next = isInPiece ? walked + Math.max(0, (long) Math.ceil(ahead)) : pieceEnd;
            if (next > limit) {
                return;
            }
            if (!isInPiece) {
                walkLeft -= rate * VirtualTime.toMilliseconds(pieceEnd - walked);
                walked = pieceEnd;
            } else if (Draws.open(draw(walkDrawn)) * rate < type.hazard(state.potential(next))) {
                due = next;
            } else {
                walkLeft = Draws.exponential(draw(walkDrawn + 1));
                walkDrawn += 2;
                walked = next;
            }
        }
    }

    private void beginPiece() {
        long low = walked - state.origin();
        double v = state.potential(walked);
        long length = longest;
        double bound = state.bound(low, low + length, v);
        rate = type.hazard(bound);
        while (length > 1
                && bound - v > HIGHEST * type.deltaU()
                && rate * VirtualTime.toMilliseconds(length) > MOST_CANDIDATES) {
            length /= 2;
            bound = state.bound(low, low + length, v);
            rate = type.hazard(bound);
        }
        pieceEnd = walked + length;
    }
}
