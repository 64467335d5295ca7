package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.store.DirectoryLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs that were killed, cancelled or damaged in a process of their own, and are resumed in this one. */
@DisabledOnOs(OS.WINDOWS)
class ResumeCommandTest {
    private static final int SIGINT = 2;
    private static final int RANDOM_KILLS = 30;
    private static final int FIRST_KILL = 400;
    /** Whole runs, by what was set, which are the same on every engine. */
    private static final Map<List<String>, Expected> WHOLE = new ConcurrentHashMap<>();

    private record Expected(String digest, long cycles, Map<String, String> tables) {}

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    /** Everything recorded; epochs end, and so scores are written, some ten times a second. */
    private static List<String> settings(String engine) {
        return List.of(
                "xor",
                "--record",
                "full",
                "--set",
                "learning.epochs=" + (engine.equals("actor") ? 30 : 100),
                "--set",
                "learning.cycles=50");
    }

    /**
     * Killed so long after its first checkpoint and, where there are several moments, so long after each start to resume
     * it; at last resumed by the other engine.
     */
    private record Kill(String engine, List<Integer> milliseconds, String resumedBy) {}

    static List<Arguments> kills() {
        return List.of(
                Arguments.of(new Kill("actor", List.of(0), "actor")),
                Arguments.of(new Kill("actor", List.of(250), "population")),
                Arguments.of(new Kill("population", List.of(0), "population")),
                Arguments.of(new Kill("population", List.of(150, 1500), "actor")));
    }

    static List<Arguments> randomKills() {
        Random random = new Random(20261123);
        List<Arguments> kills = new ArrayList<>();
        List<String> engines = List.of("actor", "population");
        for (int i = 0; i < RANDOM_KILLS; i++) {
            List<Integer> moments = random.ints(1 + i % 3, 0, 2500).boxed().toList();
            kills.add(Arguments.of(new Kill(engines.get(i % 2), moments, engines.get(random.nextInt(2)))));
        }
        return kills;
    }

    @ParameterizedTest
    @MethodSource("kills")
    void killedRun_endsAsTheUninterruptedOne(Kill kill) throws Exception {
        requireResumable(kill);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("randomKills")
    void runKilledAtRandom_endsAsTheUninterruptedOne(Kill kill) throws Exception {
        requireResumable(kill);
    }

    private void requireResumable(Kill kill) throws Exception {
        Path run = folder.resolve("run");
        List<String> settings = settings(kill.engine());
        int kills = 0;
        for (int milliseconds : kill.milliseconds()) {
            List<String> command = new ArrayList<>();
            if (kills == 0) {
                command.add("run");
                command.addAll(settings);
                command.addAll(List.of("--out", "run"));
            } else {
                command.addAll(List.of("resume", "run"));
            }
            command.addAll(List.of("--engine", kill.engine(), "--checkpoint-every", "50ms"));
            try (ChildProcess child = ChildProcess.start(folder, List.of(), command.toArray())) {
                child.awaitFile(run.resolve("checkpoint.a"));
                Thread.sleep(kills == 0 ? milliseconds % FIRST_KILL : milliseconds);
                child.kill();
            }
            kills++;
            if (kills > 1 && manifest(run).status() == RunStatus.FINISHED) {
                // The machine was faster than the next kill: what there is must be whole all the same.
                requireWhole(run, kill.engine());
                return;
            }
        }
        assertThat(manifest(run).status()).isEqualTo(RunStatus.RUNNING);
        Cli resumed = Cli.execute("resume", run, "--engine", kill.resumedBy());
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains("resuming after").contains("finished");
        requireWhole(run, kill.engine());
        assertThat(manifest(run).resumptions())
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(kills)
                .allSatisfy(resumption -> assertThat(resumption.fromStep()).isPositive());
    }

    /** The run has ended like one that was not interrupted, and nothing else is left. */
    private void requireWhole(Path run, String engine) throws Exception {
        RunManifest manifest = manifest(run);
        Expected expected = whole(settings(engine));
        assertThat(manifest.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(manifest.digest()).contains(expected.digest());
        assertThat(manifest.cycleWork().cyclesDone()).isEqualTo(expected.cycles());
        assertThat(Tables.of(run)).isEqualTo(expected.tables());
        assertThat(run).isDirectoryNotContaining("glob:**checkpoint*").isDirectoryNotContaining("glob:**.parts");
        Cli verified = Cli.execute("verify", run);
        assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
    }

    private static Expected whole(List<String> settings) throws Exception {
        Expected known = WHOLE.get(settings);
        if (known != null) {
            return known;
        }
        Path run = shared.resolve("whole-" + WHOLE.size());
        List<Object> command = new ArrayList<>(List.of("run"));
        command.addAll(settings);
        command.addAll(List.of("--engine", "population", "--checkpoint-every", "0", "--out", run));
        Cli done = Cli.execute(command.toArray());
        assertThat(done.exitCode()).as(done.err()).isZero();
        RunManifest manifest = manifest(run);
        Expected expected = new Expected(
                manifest.digest().orElseThrow(), manifest.cycleWork().cyclesDone(), Tables.of(run));
        WHOLE.put(settings, expected);
        return expected;
    }

    private static RunManifest manifest(Path run) {
        return RunDirectory.of(run).manifest();
    }

    @Test
    void cancelledRun_goesOnWhereItWasCancelled() throws Exception {
        Path run = folder.resolve("run");
        List<String> command = new ArrayList<>(List.of("run"));
        command.addAll(settings("actor"));
        command.addAll(List.of("--engine", "actor", "--checkpoint-every", "50ms", "--out", "run"));
        try (ChildProcess child = ChildProcess.start(folder, List.of(), command.toArray())) {
            child.awaitFile(run.resolve("checkpoint.a"));
            assumeFalse(child.ignores(SIGINT), "this process was started in the background of a shell");
            child.signal("INT");
            assertThat(child.exitCode()).isEqualTo(130);
            assertThat(child.err()).contains("resume run");
        }
        long done = manifest(run).cycleWork().cyclesDone();
        assertThat(manifest(run).status()).isEqualTo(RunStatus.CANCELLED);
        Cli resumed = Cli.execute("resume", run);
        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(manifest(run).resumptions().get(0).fromStep()).isEqualTo(done);
        requireWhole(run, "actor");

        Cli again = Cli.execute("resume", run);
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("a run that has finished");
    }

    @Test
    void runThatStillGoesOn_isRefused() throws Exception {
        try (ChildProcess child = startLongRun()) {
            child.awaitFile(folder.resolve("run/checkpoint.a"));
            Cli refused = Cli.execute("resume", folder.resolve("run"));
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("is still writing");
        }
    }

    /** As the second of two that are started at the same moment finds it. */
    @Test
    void runThatAnotherHasLocked_isRefused() throws Exception {
        Path run = folder.resolve("run");
        try (ChildProcess child = startLongRun()) {
            child.awaitFile(run.resolve("checkpoint.a"));
            child.kill();
        }
        DirectoryLock lock = DirectoryLock.take(run);
        try {
            Cli resumed = Cli.execute("resume", run);
            assertThat(resumed.exitCode()).isNotZero();
            assertThat(resumed.err()).contains("another dopaflow is still writing");
            Cli forced = Cli.execute("run", "single-synapse", "--out", run, "--force");
            assertThat(forced.exitCode()).isNotZero();
            assertThat(forced.err()).contains("another dopaflow is still writing");
        } finally {
            lock.close();
        }
        assertThat(manifest(run).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(run.resolve("checkpoint.a")).exists();
    }

    @Test
    void unusableCheckpoints_areRefusedWithTheReason() throws Exception {
        Path run = folder.resolve("run");
        try (ChildProcess child = startLongRun()) {
            child.awaitFile(run.resolve("checkpoint.b"));
            child.kill();
        }
        Path newest = newest(run);
        byte[] content = Files.readAllBytes(newest);
        content[content.length / 2] ^= 1;
        Files.write(newest, content);
        try (ChildProcess child =
                ChildProcess.start(folder, List.of(), "resume", "run", "--checkpoint-every", "50ms")) {
            child.awaitErr("resuming after");
            child.kill();
            assertThat(child.err()).contains("not used: ").contains(newest.getFileName() + ": damaged");
        }
        Files.writeString(run.resolve("checkpoint.a"), "nothing");
        Files.deleteIfExists(run.resolve("checkpoint.b"));
        Cli none = Cli.execute("resume", run);
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("no checkpoint that can be used", "checkpoint.a", "run it again");
        Files.delete(run.resolve("checkpoint.a"));
        assertThat(Cli.execute("resume", run).err()).contains("found no checkpoint in it; run it again");

        Files.writeString(run.resolve("scenario.yaml"), "# changed\n" + Files.readString(run.resolve("scenario.yaml")));
        assertThat(Cli.execute("resume", run).err()).contains("scenario.yaml", "was changed");
    }

    private ChildProcess startLongRun() throws IOException {
        return ChildProcess.start(
                folder,
                List.of(),
                "run",
                "single-synapse",
                "--set",
                "learning.opportunities=1000000",
                "--set",
                "record.spikes=none",
                "--set",
                "record.arrivals=none",
                "--checkpoint-every",
                "100ms",
                "--out",
                "run");
    }

    private static Path newest(Path run) throws IOException {
        Path a = run.resolve("checkpoint.a");
        Path b = run.resolve("checkpoint.b");
        return Files.getLastModifiedTime(a).compareTo(Files.getLastModifiedTime(b)) > 0 ? a : b;
    }

    @Test
    void failureThatWouldComeAgain_isRefused() throws Exception {
        Path run = folder.resolve("run");
        Cli failed = Cli.execute(
                "run", "xor", "--set", "learning.flow_time=1000", "--set", "learning.cycles=2", "--out", run);
        assertThat(failed.exitCode()).as(failed.err()).isEqualTo(1);
        Cli refused = Cli.execute("resume", run);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("would fail again");
    }

    @Test
    void interval_isATimeOrZero() {
        assertThat(Cli.execute("run", "xor", "--checkpoint-every", "often").err())
                .contains("such as 10s, or 0");
        assertThat(new ExecutionSettings.Interval().convert("0")).isZero();
        assertThat(new ExecutionSettings.Interval().convert("10s")).hasSeconds(10);
        assertThat(new ExecutionSettings.Interval().convert("1.5 ms")).hasNanos(1_500_000);
    }
}
