package io.dopaflow.scenarios.laboratory;

import akka.util.ByteString;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The last frames of a run that goes on. Each is made once, as the bytes that are sent, whoever watches. Who reads slowly misses frames, and is told
 * how many; nothing is kept for anybody. Thread-safe.
 */
final class LiveFeed {
    /** Two minutes of frames. */
    private static final int KEPT = 600;

    private static final String END = "end";

    private static final double NANOS_PER_SECOND = 1e9;

    private final ByteString about;
    private final Deque<ByteString> frames = new ArrayDeque<>();
    private final long start = System.nanoTime();
    private long made;
    private Optional<ByteString> end = Optional.empty();

    /**
     * A feed without frames.
     *
     * @param about what the frames are about, as JSON
     */
    LiveFeed(String about) {
        this.about = event("about", about);
    }

    private static ByteString event(String kind, String data) {
        return ByteString.fromString("event: " + kind + "\ndata: " + data + "\n\n");
    }

    synchronized void add(ObjectNode frame) {
        if (frames.size() == KEPT) {
            frames.removeFirst();
        }
        frame.put("frame", made).put("wall", (System.nanoTime() - start) / NANOS_PER_SECOND);
        frames.addLast(ByteString.fromString("data: " + frame + "\n\n"));
        made++;
    }

    /** The run has ended; there will be no further frames. */
    synchronized void end(ObjectNode how) {
        end = Optional.of(event(END, how.toString()));
    }

    /** Whether an event is the one behind which there are no others. */
    synchronized boolean isEnd(ByteString event) {
        return end.equals(Optional.of(event));
    }

    /** One who watches, from the frames that are kept on. For one thread at a time. */
    final class Watcher {
        private long next = -1;
        private boolean isOver;

        /** Server-sent events since the last call. */
        List<ByteString> events() {
            synchronized (LiveFeed.this) {
                List<ByteString> events = new ArrayList<>();
                if (next < 0) {
                    next = made - frames.size();
                    events.add(about);
                }
                long oldest = made - frames.size();
                if (next < oldest) {
                    events.add(event("dropped", String.valueOf(oldest - next)));
                    next = oldest;
                }
                long skip = next - oldest;
                frames.stream().skip(skip).forEach(events::add);
                next = made;
                if (end.isPresent() && !isOver) {
                    isOver = true;
                    events.add(end.get());
                }
                return events;
            }
        }
    }
}
