package io.dopaflow.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.dopaflow.simulator.engine.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Whoever connects and is no node harms nothing: a study after it has its results. */
@Timeout(300)
class IntrusionTest {
    private static final int MANY = 1000;
    private static final int JOBS = 20;
    private static final long FEW_MEGABYTES = 8L << 20;

    /** How Akka's streams of messages over TCP begin: four letters and the number of the stream. */
    private static final byte[] MAGIC = "AKKA".getBytes(StandardCharsets.US_ASCII);

    private static final int CONTROL = 1;
    private static final int ORDINARY = 2;

    /** Serializers by their numbers. */
    private static final int JAVA = 1;

    private static final int JACKSON_CBOR = 33;

    private static Nodes nodes;
    private static Coordinator coordinator;

    @BeforeAll
    static void start() throws Exception {
        nodes = new Nodes(new Work() {
            @Override
            public Study study(byte[] definition) {
                return (job, cancellation, counters) -> "result of " + job;
            }

            @Override
            public Network network(byte[] definition) throws RefusedException {
                throw new RefusedException("no networks here");
            }
        });
        nodes.start(1);
        nodes.start(1);
        coordinator = nodes.coordinate();
        nodes.awaitKnown(coordinator, 2);
    }

    @AfterAll
    static void close() {
        nodes.close();
    }

    private static void assertGoesOn() throws Exception {
        Set<Integer> done = new HashSet<>();
        JobTaker taker = new JobTaker() {
            @Override
            public void done(int job, String result) {
                assertThat(result).isEqualTo("result of " + job);
                assertThat(done.add(job)).isTrue();
            }

            @Override
            public void counted(NodeCounts sum) {}
        };
        coordinator.make(new byte[0], IntStream.range(0, JOBS).boxed().toList(), taker, new Cancellation());
        assertThat(done).hasSize(JOBS);
        nodes.awaitKnown(coordinator, 2);
    }

    private static Socket connect() throws IOException {
        return new Socket(nodes.contact().resolve(), nodes.contact().port());
    }

    /** Sends something, and waits until the node has hung up. */
    private static void sendAndAwaitTheEnd(byte[]... parts) throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(Math.toIntExact(Nodes.LONG.toMillis()));
            try {
                OutputStream out = socket.getOutputStream();
                for (byte[] part : parts) {
                    out.write(part);
                    out.flush();
                }
                while (socket.getInputStream().read() >= 0) {
                    // What it says is of no interest.
                }
            } catch (SocketException e) {
                // It has hung up while it was still being told something.
            }
        }
    }

    private static byte[] header(int stream) {
        return ByteBuffer.allocate(MAGIC.length + 1)
                .put(MAGIC)
                .put((byte) stream)
                .array();
    }

    private static byte[] length(int bytes) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes)
                .array();
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    @Test
    void garbage_isRefused() throws Exception {
        sendAndAwaitTheEnd(random(100_000));
        sendAndAwaitTheEnd(header(77), random(1000));
        assertGoesOn();
    }

    @Test
    void requestOfABrowser_isRefused() throws Exception {
        sendAndAwaitTheEnd("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertGoesOn();
    }

    @Test
    void frameThatIsTooLarge_harmsNothing() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(header(ORDINARY));
            socket.getOutputStream().write(length(100_000_000));
            socket.getOutputStream().write(random(100_000));
        }
        assertGoesOn();
    }

    /** The frame is well formed as far as its length goes, and then means nothing. */
    @Test
    void frameOfGarbage_isDropped() throws Exception {
        for (int stream : List.of(CONTROL, ORDINARY)) {
            for (int size : List.of(1, 27, 28, 200)) {
                try (Socket socket = connect()) {
                    socket.getOutputStream().write(header(stream));
                    socket.getOutputStream().write(length(size));
                    socket.getOutputStream().write(random(size));
                    socket.getOutputStream().flush();
                }
            }
        }
        assertGoesOn();
    }

    /** It is told as refused, which shows that it is well formed and was read up to there. */
    @Test
    void frameThatNamesAnotherClass_isNotRead() throws Exception {
        Logger akka = (Logger) LoggerFactory.getLogger("akka.remote");
        ListAppender<ILoggingEvent> told = new ListAppender<>();
        told.list = new CopyOnWriteArrayList<>();
        told.start();
        akka.addAppender(told);
        try {
            for (String manifest : List.of("java.util.ArrayList", "javax.script.ScriptEngineManager")) {
                send(message(JACKSON_CBOR, manifest));
                Nodes.patiently()
                        .untilAsserted(() -> assertThat(told.list)
                                .extracting(ILoggingEvent::getFormattedMessage)
                                .anyMatch(text -> text.contains("Failed to deserialize") && text.contains(manifest)));
            }
            send(message(JAVA, "java.util.ArrayList"));
        } finally {
            akka.detachAppender(told);
        }
        assertGoesOn();
    }

    private static void send(byte[] frame) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(header(ORDINARY));
            socket.getOutputStream().write(length(frame.length));
            socket.getOutputStream().write(frame);
            socket.getOutputStream().flush();
        }
    }

    /** The form of Artery's frames: fixed fields, then texts, each with its length, and what the serializer is given. */
    private static byte[] message(int serializer, String manifest) {
        byte[] recipient = ("akka://dopaflow@" + nodes.contact() + "/user/node").getBytes(StandardCharsets.US_ASCII);
        byte[] name = manifest.getBytes(StandardCharsets.US_ASCII);
        int texts = 28;
        ByteBuffer frame = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(0).putLong(12345).putInt(serializer);
        frame.putInt(texts).putInt(texts + 2).putInt(texts + 4 + recipient.length);
        frame.putShort((short) 0);
        frame.putShort((short) recipient.length).put(recipient);
        frame.putShort((short) name.length).put(name);
        frame.put(random(20));
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }

    @Test
    @Tag("endurance")
    void thousandConnections_takeNoMemory() throws Exception {
        oneAfterAnother(MANY);
        atOnce(MANY);
        assertGoesOn();
        long before = used();
        oneAfterAnother(MANY);
        atOnce(MANY);
        assertGoesOn();
        Nodes.patiently().untilAsserted(() -> assertThat(used()).isLessThan(before + FEW_MEGABYTES));
    }

    @Test
    void manyConnections_harmNothing() throws Exception {
        oneAfterAnother(MANY / 10);
        atOnce(MANY / 10);
        assertGoesOn();
    }

    private static void oneAfterAnother(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            try (Socket socket = connect()) {
                socket.getOutputStream().write(i % 2 == 0 ? header(ORDINARY) : random(100));
            } catch (SocketException e) {
                // It has hung up already.
            }
        }
    }

    private static void atOnce(int count) throws IOException {
        List<Socket> all = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                all.add(connect());
            }
        } finally {
            for (Socket socket : all) {
                socket.close();
            }
        }
    }

    private static long used() {
        System.gc();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return heap.getUsed();
    }
}
