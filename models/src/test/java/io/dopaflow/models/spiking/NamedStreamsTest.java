package io.dopaflow.models.spiking;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import org.junit.jupiter.api.Test;

class NamedStreamsTest {
    private static long first(RandomStreams streams) {
        return streams.stream(Purpose.INITIAL_STATE, 4).nextLong();
    }

    /** The test vectors of Fowler, Noll and Vo for 64 bits, and of a letter of two bytes, 0xc3 0xa4, by hand. */
    @Test
    void names_keyStreamsByTheirHashes() {
        RandomStreams run = TinyNetwork.RUN;
        assertThat(first(NamedStreams.of(run, ""))).isEqualTo(first(run.derived(0xcbf29ce484222325L)));
        assertThat(first(NamedStreams.of(run, "a", "foobar")))
                .isEqualTo(first(run.derived(0xaf63dc4c8601ec8cL, 0x85944171f73967e8L)));
        assertThat(first(NamedStreams.of(run, "\u00e4"))).isEqualTo(first(run.derived(0xac21207b7181582L)));
    }
}
