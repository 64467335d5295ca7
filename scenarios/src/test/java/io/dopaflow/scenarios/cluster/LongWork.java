package io.dopaflow.scenarios.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.run.TableFiles;
import io.dopaflow.analysis.store.DuckDb;
import io.dopaflow.scenarios.cli.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Work for a cluster that lasts long enough to be disturbed, and what must come of it all the same. */
enum LongWork {
    SWEEP("sweep theorem-1 --set learning.cycles=200000,300000 --seeds 1..%d", 40, 80),
    STUDY("converge theorem-1 --cycles 60000,180000 --replicates %d", 80, 160),
    EPISODES("converge escape-flow --cycles 10000,30000 --replicates %d", 40, 80),
    NETWORK(
            "run brunel --set duration=%ds --set populations.excitatory.size=400 --set populations.inhibitory.size=100"
                    + " --set projections.0.connect.indegree=40 --set projections.1.connect.indegree=10"
                    + " --set record.states.every=1ms",
            40, 160),
    PLASTIC("run distal-reward --set duration=%ds --set record.weights.0.every=100ms", 60, 300);

    private final String command;

    /** So much of it, seeds, replicates or seconds, lasts long enough to be disturbed once. */
    final int enough;

    /** So much, to be disturbed often: each time some 12 s pass until a process is missed. */
    final int plenty;

    LongWork(String command, int enough, int plenty) {
        this.command = command;
        this.enough = enough;
        this.plenty = plenty;
    }

    private boolean isRun() {
        return command.startsWith("run ");
    }

    /** The files by which it can be gone on with. */
    List<String> kept() {
        return isRun() ? List.of("checkpoint.a", "checkpoint.b") : List.of("results.parquet");
    }

    /**
     * Starts it, or goes on with it.
     *
     * @param machine on which it is done
     * @param name of the files with the outputs
     * @param out where the results go, an absolute path or one in the folder of the cluster
     * @param amount of it
     * @param options that say who does the work
     */
    ChildProcess begin(ProcessCluster cluster, int machine, String name, String out, int amount, List<Object> options)
            throws IOException {
        List<Object> words = new ArrayList<>(
                Arrays.asList((Object[]) command.formatted(amount).split(" ")));
        words.addAll(List.of("--out", out));
        if (isRun()) {
            words.addAll(List.of("--checkpoint-every", "1s"));
        }
        words.addAll(options);
        return cluster.start(machine, name, words.toArray());
    }

    /** The rows of both are the same, but for times on the clock: none is lost, and none is there twice. */
    void requireEqual(Path one, Path many) throws Exception {
        if (isRun()) {
            requireEqualRuns(RunDirectory.of(one), RunDirectory.of(many));
        } else {
            assertThat(ClusterCrewTest.rows(many.resolve("results.parquet")))
                    .isNotEmpty()
                    .isEqualTo(ClusterCrewTest.rows(one.resolve("results.parquet")));
        }
        assertThat(files(many)).isEqualTo(files(one));
    }

    /** A finished run has the digest and the rows of another one. */
    static void requireEqualRuns(RunDirectory one, RunDirectory many) throws Exception {
        RunManifest manifest = many.manifest();
        assertThat(manifest.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(manifest.digest()).isNotEmpty().isEqualTo(one.manifest().digest());
        Set<String> filled = new HashSet<>();
        try (DuckDb database = new DuckDb("256MB", 1)) {
            for (int i = 0; i < one.tables().size(); i++) {
                TableFiles expected = one.tables().get(i);
                TableFiles found = many.tables().get(i);
                String name = expected.table().name();
                long rows = count(database, expected.query());
                assertThat(count(database, found.query())).as(name).isEqualTo(rows);
                assertThat(count(database, found.query() + " EXCEPT ALL " + expected.query()))
                        .as(name)
                        .isZero();
                if (rows > 0) {
                    filled.add(name);
                }
            }
        }
        assertThat(filled).contains("spikes").hasSizeGreaterThan(2);
    }

    private static long count(DuckDb database, String query) throws Exception {
        long[] count = new long[1];
        database.query("SELECT count(*) FROM (" + query + ")", List.of(), row -> count[0] = row.getLong(1));
        return count[0];
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
