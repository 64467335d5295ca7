package io.dopaflow.analysis.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dopaflow.analysis.run.SpikingRunWriter;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.analysis.testing.LearningNetworks;
import io.dopaflow.analysis.testing.Networks;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.plasticity.InhibitoryStdp;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunQueryTest {
    private static final SpikingNetwork NETWORK = Networks.network(3, 2, 2);

    @TempDir
    static Path folder;

    private static Path run;

    @BeforeAll
    static void write() {
        run = Networks.run(folder.resolve("o'ne"), NETWORK, RunQueryTest::spikes);
    }

    private static void spikes(SpikingRunWriter writer) {
        writer.spikes(new long[] {Networks.STEP, 2 * Networks.STEP, 3 * Networks.STEP}, new int[] {0, 1, 0}, 3);
    }

    private static List<String> first(Path of, String sql) {
        List<String> values = new ArrayList<>();
        try (RunQuery query = RunQuery.open(List.of(of))) {
            query.rows(sql, result -> {
                while (result.next()) {
                    values.add(String.valueOf(result.getObject(1)));
                }
            });
        }
        return values;
    }

    @Test
    void views_haveTheRowsOfTheRun() {
        assertThat(first(run, "select time_ms from spikes order by time_ps")).containsExactly("0.1", "0.2", "0.3");
        assertThat(first(run, "select run from runs")).containsExactly("o'ne");
        assertThat(first(run, "select status from runs")).containsExactly("finished");
        assertThat(first(run, "select name from neurons order by neuron limit 1;"))
                .containsExactly("excitatory[0]");
        assertThat(first(run, "with few as (from spikes limit 2) select count(*) from few"))
                .containsExactly("2");
        assertThat(first(run, "select * from range(2)")).containsExactly("0", "1");
    }

    /** Requirement R22: what a run does not have is empty, and of the right type. */
    @Test
    void viewsWithoutRows_areEmptyAndTyped() {
        assertThat(first(run, "select theta from weights")).isEmpty();
        assertThat(first(run, "select typeof(max(theta)) from weights")).containsExactly("DOUBLE");
    }

    /** Both families have weights; a run has those of its own. */
    @Test
    void weightsOfANetwork_areThoseOfItsSynapses() {
        LearningNetworks learning = new LearningNetworks(
                new TimeMode.Grid(Networks.STEP),
                Networks.SECOND,
                List.of(SynapseModel.of(Plasticity.of(new InhibitoryStdp(0.1, 0.1, 20), 0, 1))),
                Networks.SECOND,
                1);
        Path of = Networks.run(folder.resolve("learning"), learning.network(), writer -> {
            writer.synapse(Networks.STEP, 3, -0.5, 0.125);
            writer.released(2 * Networks.STEP, 1, 3);
            writer.concentration(3 * Networks.STEP, 1, 0.25);
        });
        assertThat(first(of, "select [time_ms, synapse, weight, eligibility] from weights where theta is null"))
                .containsExactly("[0.1, 3.0, -0.5, 0.125]");
        assertThat(first(of, "select concat_ws(' ', time_ms, kind, name, amount) from events"))
                .containsExactly("0.2 released dopamine 3.0");
        assertThat(first(of, "select concat_ws(' ', time_ms, modulator, value) from modulators"))
                .containsExactly("0.3 dopamine 0.25");
        assertThat(first(run, "select * from weights")).isEmpty();
    }

    @Test
    void runsOfOneName_areToldApartByTheirPaths() {
        Path other = Networks.run(folder.resolve("second").resolve("o'ne"), NETWORK, RunQueryTest::spikes);
        List<String> names = new ArrayList<>();
        try (RunQuery query = RunQuery.open(List.of(run, other))) {
            query.rows("select distinct run from spikes order by 1", result -> {
                while (result.next()) {
                    names.add(result.getString(1));
                }
            });
        }
        assertThat(names).containsExactlyInAnyOrder(run.toString(), other.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copy spikes to 'x.csv'",
                "select * from read_text('/etc/hostname')",
                "select * from 'x.parquet'",
                "select * from duckdb_settings()",
                "select * from main.spikes",
                "select current_setting('memory_limit')",
                "show tables",
                "select 1; select 2",
                "selec",
                ""
            })
    void whatReadsMoreThanViews_isRefused(String sql) {
        try (RunQuery query = RunQuery.open(List.of(run))) {
            assertThatExceptionOfType(QueryException.class)
                    .isThrownBy(() -> query.rows(sql, result -> {}))
                    .withMessageContaining("allowed: ");
        }
    }

    @Test
    void aLongQuery_canBeCancelled() throws Exception {
        try (RunQuery query = RunQuery.open(List.of(run))) {
            Thread canceller = new Thread(() -> {
                for (int i = 0; i < 200; i++) {
                    query.cancel();
                    try {
                        Thread.sleep(20);
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            });
            canceller.start();
            assertThatExceptionOfType(QueryException.class)
                    .isThrownBy(() -> query.rows(
                            "select count(*) from range(1000000000) a, range(1000000000) b where a.range % 7 = b.range % 11",
                            result -> result.next()))
                    .withMessageContaining("cancelled");
            canceller.interrupt();
            canceller.join();
        }
    }

    @Test
    void aResult_isWrittenWhole() {
        Path file = folder.resolve("result.parquet");
        try (RunQuery query = RunQuery.open(List.of(run))) {
            query.write("select neuron from spikes; -- all of them", file);
        }
        assertThat(file).isNotEmptyFile();
        assertThat(folder.resolve("result.parquet.tmp")).doesNotExist();
    }

    @Test
    void aDamagedTable_isNamed() throws Exception {
        Path damaged = Networks.run(folder.resolve("damaged"), NETWORK, RunQueryTest::spikes);
        Files.writeString(damaged.resolve("spikes.parquet"), "no Parquet");
        assertThatExceptionOfType(WrongFileException.class)
                .isThrownBy(() -> RunQuery.open(List.of(damaged)))
                .withMessageContaining("spikes");
    }
}
