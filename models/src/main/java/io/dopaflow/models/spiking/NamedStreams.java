package io.dopaflow.models.spiking;

import io.dopaflow.models.random.RandomStreams;
import java.nio.charset.StandardCharsets;

/** Streams keyed by names, so that what is added to a network changes no draw of what was there. */
final class NamedStreams {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private NamedStreams() {}

    /** The streams of names within a run. */
    static RandomStreams of(RandomStreams run, String... names) {
        long[] keys = new long[names.length];
        for (int i = 0; i < names.length; i++) {
            keys[i] = key(names[i]);
        }
        return run.derived(keys);
    }

    /** FNV-1a of the name's bytes in UTF-8. */
    private static long key(String name) {
        long hash = OFFSET;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        return hash;
    }
}
