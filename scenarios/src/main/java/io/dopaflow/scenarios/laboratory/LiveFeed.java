package io.dopaflow.scenarios.laboratory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last frames of a run that goes on. Each is made once, as text, whoever watches. Who reads slowly misses frames, and is told
 * how many; nothing is kept for anybody. Thread-safe.
 */
final class LiveFeed {
    /** Two minutes of frames. */
    private static final int KEPT = 600;

    private static final double NANOS_PER_SECOND = 1e9;

    private final String about;
    private final Deque<String> frames = new ArrayDeque<>();
    private final long start = System.nanoTime();
    private long made;
    private String end = "";

    /**
     * A feed without frames.
     *
     * @param about what the frames are about, as JSON
     */
    LiveFeed(String about) {
        this.about = about;
    }

    synchronized void add(ObjectNode frame) {
        if (frames.size() == KEPT) {
            frames.removeFirst();
        }
        frames.addLast(frame.put("frame", made)
                .put("wall", (System.nanoTime() - start) / NANOS_PER_SECOND)
                .toString());
        made++;
    }

    /** The run has ended; there will be no further frames. */
    synchronized void end(ObjectNode how) {
        end = how.toString();
    }

    /** One who watches, from the frames that are kept on. For one thread at a time. */
    final class Watcher {
        private long next = -1;
        private boolean isOver;

        /** Server-sent events since the last call. */
        List<String> events() {
            synchronized (LiveFeed.this) {
                List<String> events = new ArrayList<>();
                if (next < 0) {
                    next = made - frames.size();
                    events.add("event: about\ndata: " + about + "\n\n");
                }
                long oldest = made - frames.size();
                if (next < oldest) {
                    events.add("event: dropped\ndata: " + (oldest - next) + "\n\n");
                    next = oldest;
                }
                long skip = next - oldest;
                frames.stream().skip(skip).forEach(frame -> events.add("data: " + frame + "\n\n"));
                next = made;
                if (!end.isEmpty() && !isOver) {
                    isOver = true;
                    events.add("event: end\ndata: " + end + "\n\n");
                }
                return events;
            }
        }

        boolean isOver() {
            return isOver;
        }
    }
}
