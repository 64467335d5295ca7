package io.dopaflow.models.phased;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Rule;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The coins of a rule, by the number of their broadcast. What they show is known to all before a wave, like the plan of its
 * phases: whoever needs to know tosses them for himself, from the same streams.
 */
final class Coins {
    private final int[] broadcasts;
    private final UniformRandomProvider[] streams;
    private final double[] shown;

    /**
     * Coins that go on from a wave.
     *
     * @param wave the next one, from 0
     */
    Coins(Rule rule, RandomStreams streams, long wave) {
        this.broadcasts = IntStream.range(0, rule.broadcasts().size())
                .filter(broadcast -> rule.broadcasts().get(broadcast).isCoin())
                .toArray();
        this.streams = IntStream.of(broadcasts)
                .mapToObj(broadcast -> streams.stream(Purpose.COIN, broadcast, wave))
                .toArray(UniformRandomProvider[]::new);
        this.shown = new double[rule.broadcasts().size()];
    }

    /** The next wave begins. */
    void toss() {
        for (int i = 0; i < broadcasts.length; i++) {
            shown[broadcasts[i]] = streams[i].nextInt() < 0 ? -1 : 1;
        }
    }

    /** What a coin shows in the wave: 1 or -1. */
    double shown(int broadcast) {
        return shown[broadcast];
    }
}
