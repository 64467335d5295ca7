package io.dopaflow.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.simulator.engine.Cancellation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    private static RefusalLines lines;
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
        lines = new RefusalLines();
        nodes.start(1);
        nodes.start(1);
        coordinator = nodes.coordinate();
        nodes.awaitKnown(coordinator, 2);
    }

    @AfterAll
    static void close() {
        nodes.close();
        lines.close();
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

    private static void sendAndHangUp(byte[]... parts) throws IOException {
        try (Socket socket = connect()) {
            for (byte[] part : parts) {
                socket.getOutputStream().write(part);
            }
        }
    }

    private static void assertRefused(String reason, byte[]... parts) throws Exception {
        lines.assertRefused(nodes.contact(), reason, parts);
        assertGoesOn();
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

    private static byte[] garbage(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (0x80 + i);
        }
        return bytes;
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    @Test
    void garbage_isRefused() throws Exception {
        assertRefused("no node begins with the bytes 80 81 82 83 84 85 86 87 88 89", garbage(100_000));
        assertRefused("nodes have no stream 77", header(77), length(28), new byte[28]);
    }

    @Test
    void requestOfABrowser_isRefused() throws Exception {
        assertRefused(
                "no node begins with the bytes 47 45 54 20 2f 20 48 54 54 50",
                "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void connectionThatEndsTooEarly_harmsNothing() throws Exception {
        sendAndHangUp(new byte[0]);
        sendAndHangUp("AK".getBytes(StandardCharsets.US_ASCII));
        sendAndHangUp(header(CONTROL), new byte[2]);
        sendAndHangUp(header(ORDINARY), length(1000), random(100));
        assertGoesOn();
    }

    /** Akka's framing would read some of them again and again, and keep all that is sent of others. */
    @ParameterizedTest
    @ValueSource(
            ints = {
                (256 << 10) + 1,
                100_000_000,
                Integer.MAX_VALUE - Integer.BYTES,
                Integer.MAX_VALUE,
                27,
                1,
                0,
                -1,
                -Integer.BYTES,
                -100,
                Integer.MIN_VALUE
            })
    void frameOfALengthThatNoNodeSends_isRefused(int length) throws Exception {
        assertRefused("no node sends a frame of that length", header(ORDINARY), length(length));
    }

    /** The frame is well formed as far as its length goes, and then means nothing. */
    @Test
    void frameOfGarbage_isRefused() throws Exception {
        for (int stream : List.of(CONTROL, ORDINARY)) {
            for (int size : List.of(28, 29, 200)) {
                sendAndHangUp(header(stream), length(size), random(size));
            }
        }
        lines.awaitAfter("Dropping message", () -> sendAndHangUp(header(ORDINARY), length(28), random(28)));
        assertGoesOn();
    }

    /** It is told as refused, which shows that it is well formed and was read up to there. */
    @ParameterizedTest
    @ValueSource(strings = {"java.util.ArrayList", "javax.script.ScriptEngineManager"})
    void frameThatNamesAnotherClass_isNotRead(String manifest) throws Exception {
        byte[] frame = message(JACKSON_CBOR, manifest);
        lines.awaitAfter(
                "manifest [" + manifest + "]", () -> sendAndHangUp(header(ORDINARY), length(frame.length), frame));
        byte[] java = message(JAVA, manifest);
        sendAndHangUp(header(ORDINARY), length(java.length), java);
        assertGoesOn();
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
    void manyConnections_harmNothingAndMakeFewLines() throws Exception {
        long before = lines.refused();
        int linesBefore = lines.count();
        oneAfterAnother(MANY / 10);
        atOnce(MANY / 10);
        assertGoesOn();
        lines.awaitRefused(before + MANY / 20);
        assertThat(lines.count() - linesBefore).isLessThan(MANY / 40);
    }

    /** Every second one sends garbage, and hears that it is refused; of who hangs up at once, a node need not have read anything. */
    private static void oneAfterAnother(int count) throws IOException {
        for (int i = 0; i < count; i += 2) {
            sendAndHangUp(header(ORDINARY));
            RefusalLines.sendUntilTheEnd(nodes.contact(), garbage(100));
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
