package io.dopaflow.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptDataTest {
    private static final Network NETWORK = Runs.network(SpikeCoding.GRADED);
    private static final List<String> FEATURES = List.of("x", "it's \"odd\"; h\u00F6ch", "feature");
    /** What decimal digits, a sum or a dictionary of values would change. */
    private static final double[] NUMBERS = {
        0.0, -0.0, 0.1, 1 / 3.0, Math.nextUp(1.0), Double.MIN_VALUE, -1e100, 0x1.fffffffffffffp+100, 0.1 + 0.2
    };

    private static final boolean[] HELD_OUT = {false, true, false, false, true, false, false};

    @TempDir
    Path folder;

    private RunWriter writer;

    @BeforeEach
    void begin() {
        RunDirectory directory = Runs.directory(folder.resolve("run"), NETWORK, 1);
        writer = new RunWriter(directory, Duration.ofHours(1), failure -> {
            throw failure;
        });
    }

    private static DataSet data(Target target) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < HELD_OUT.length; i++) {
            double[] features = {NUMBERS[i], NUMBERS[i + 1], NUMBERS[NUMBERS.length - 1 - i]};
            double[] wanted = new double[target.names().size()];
            wanted[i % wanted.length] = target instanceof Target.Classes ? 1 : NUMBERS[i + 2];
            samples.add(new Sample(features, wanted));
        }
        return new DataSet("flowers", FEATURES, target, samples);
    }

    private static Split scaled(DataSet data) {
        List<Sample> training = new ArrayList<>();
        List<Sample> heldOut = new ArrayList<>();
        for (int i = 0; i < HELD_OUT.length; i++) {
            Sample sample = data.samples().get(i);
            double[] half = Arrays.stream(sample.features()).map(x -> x / 2).toArray();
            (HELD_OUT[i] ? heldOut : training).add(new Sample(half, sample.target()));
        }
        return new Split(training, heldOut);
    }

    private Path file() {
        return folder.resolve("run/data.parquet");
    }

    private static List<String> bits(DataSet data) {
        return data.samples().stream()
                .map(sample -> Arrays.toString(Arrays.stream(sample.features())
                                .mapToLong(Double::doubleToRawLongBits)
                                .toArray())
                        + Arrays.toString(Arrays.stream(sample.target())
                                .mapToLong(Double::doubleToRawLongBits)
                                .toArray()))
                .toList();
    }

    private static void assertSame(DataSet read, DataSet written) {
        assertThat(read.features()).isEqualTo(written.features());
        assertThat(read.target()).isEqualTo(written.target());
        assertThat(bits(read)).isEqualTo(bits(written));
    }

    @Test
    void numbers_areReadBackToTheLastBit() {
        DataSet data = data(new Target.Values(List.of("feature")));
        writer.data(data, HELD_OUT, scaled(data));
        writer.close();
        assertSame(KeptData.read(file()), data);
    }

    @Test
    void classes_areReadBackInTheirOrder() {
        DataSet data = data(new Target.Classes(List.of("z", "label", "a")));
        writer.data(data, HELD_OUT, scaled(data));
        writer.close();
        assertSame(KeptData.read(file()), data);
    }

    @Test
    void runThatWasKilled_hasItsSamplesInParts() throws Exception {
        DataSet data = data(new Target.Classes(List.of("z", "a")));
        writer.data(data, HELD_OUT, scaled(data));
        CountDownLatch onDisk = new CountDownLatch(1);
        writer.store().flush(onDisk::countDown);
        onDisk.await();
        assertThat(file()).doesNotExist();
        assertSame(KeptData.read(file()), data);
        writer.close();
    }

    @Test
    void file_saysWhatTheNetworkIsPresented() {
        DataSet data = data(new Target.Values(List.of("y")));
        writer.data(data, HELD_OUT, scaled(data));
        writer.close();
        List<String> rows = new ArrayList<>();
        try (RunDatabase database = new RunDatabase(folder.resolve("run"))) {
            database.query(
                    List.of(RunTable.DATA),
                    "SELECT concat_ws(' ', sample, part, role, position, name, presented = value / 2, presented = value)"
                            + " FROM data WHERE sample IN (1, 2) AND position <> 1",
                    List.of(),
                    row -> rows.add(row.getString(1)));
        }
        assertThat(rows)
                .containsExactly(
                        "1 held-out feature 0 x true true",
                        "1 held-out feature 2 feature true false",
                        "1 held-out target 0 y false true",
                        "2 training feature 0 x true false",
                        "2 training feature 2 feature true false",
                        "2 training target 0 y false true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "empty", "no Parquet", "another table"})
    void fileThatHoldsNoSamples_isRefusedByName(String what) throws IOException {
        writer.network(NETWORK);
        writer.close();
        switch (what) {
            case "missing" -> Files.delete(file());
            case "no Parquet" -> Files.writeString(file(), "x,y\n1,2\n");
            case "another table" ->
                Files.copy(
                        folder.resolve("run/neurons.parquet"),
                        file(),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            default -> assertThat(file()).exists();
        }
        assertThatThrownBy(() -> KeptData.read(file()))
                .isInstanceOf(WrongFileException.class)
                .hasMessageStartingWith(file().toString())
                .hasMessageContaining(what.equals("missing") ? "not found" : "");
    }
}
