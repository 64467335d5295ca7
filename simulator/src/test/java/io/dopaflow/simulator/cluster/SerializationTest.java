package io.dopaflow.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.javadsl.Adapter;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializer;
import akka.serialization.SerializerWithStringManifest;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node writes and reads its own messages and those of Akka, and nothing else. */
class SerializationTest {
    /** Of Akka's Java serializer. */
    private static final int JAVA = 1;

    private NodeSystem system;
    private Serialization serialization;

    @BeforeEach
    void start() throws ClusterException {
        system = NodeSystem.start(
                new NodeSettings(NodeAddress.anyOfLoopback(), Optional.empty(), Nodes.VERSION), NodeSystem.WORKER);
        serialization = SerializationExtension.get(Adapter.toClassic(system.actors()));
    }

    @AfterEach
    void close() {
        system.close();
    }

    private SerializerWithStringManifest own() throws NotSerializableException {
        return (SerializerWithStringManifest) serialization.serializerFor(StudyActor.Job.class);
    }

    @Test
    void ownMessage_isReadAsItWasWritten() throws Exception {
        FromPart.Records records = new FromPart.Records(
                Long.MAX_VALUE,
                new Rows(new long[] {1, 2}, new long[] {-3, 4}, new double[0]),
                new Rows(new long[] {5}, new long[] {6}, new double[] {Double.MIN_VALUE}),
                new Rows(new long[] {7}, new long[] {8}, new double[] {-0.0, 1e308}),
                new Rows(new long[0], new long[0], new double[0]),
                new Rows(new long[] {9}, new long[] {1L << 40}, new double[] {Double.NaN}),
                10,
                11);
        for (Wire message : List.of(
                records,
                new StudyActor.Job(7),
                new NodeActor.Answer("x", true, Optional.of("refused")),
                new NodeActor.Answer("x", false, Optional.empty()),
                new StudyHost.Piece(1, new byte[] {1, -1}, 3))) {
            byte[] bytes = own().toBinary(message);
            assertThat(own().fromBinary(bytes, own().manifest(message)))
                    .usingRecursiveComparison()
                    .withEqualsForType(Double::equals, Double.class)
                    .isEqualTo(message);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.ArrayList",
                "java.lang.ProcessBuilder",
                "javax.script.ScriptEngineManager",
                "com.typesafe.config.ConfigFactory",
                "io.dopaflow.simulator.cluster.Coordinator",
                "io.dopaflow.simulator.cluster.Certificates",
            })
    void classThatIsNoMessage_isNotRead(String manifest) throws Exception {
        byte[] bytes = own().toBinary(new StudyActor.Job(7));
        assertThatThrownBy(() -> own().fromBinary(bytes, manifest))
                .hasMessageContaining("Only classes that are listed as allowed")
                .hasMessageContaining(manifest);
    }

    @Test
    void objectThatIsNoMessage_isNotWritten() {
        assertThatThrownBy(() ->
                        serialization.serialize(new ArrayList<>(List.of("x"))).get())
                .hasMessageContaining("erializ");
        assertThatThrownBy(() -> serialization
                        .serialize(new IllegalStateException("x") {})
                        .get())
                .isInstanceOf(Exception.class);
    }

    @Test
    void objectsOfJava_areNotRead() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new ArrayList<>(List.of("x")));
        }
        Serializer java =
                (Serializer) serialization.serializerByIdentity().get(JAVA).get();
        assertThat(java.getClass().getSimpleName()).isEqualTo("DisabledJavaSerializer");
        assertThatThrownBy(() ->
                        serialization.deserialize(bytes.toByteArray(), JAVA, "").get())
                .hasMessageContaining("Java serialization");
    }
}
