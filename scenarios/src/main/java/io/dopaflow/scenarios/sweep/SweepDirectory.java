package io.dopaflow.scenarios.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dopaflow.analysis.run.AtomicFile;
import io.dopaflow.analysis.run.RunDirectoryException;
import io.dopaflow.scenarios.run.DopaflowVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a sweep is written: {@code sweep.yaml} says what was asked for, {@code sweep.json} how far it came,
 * {@code results.parquet} what came out. Each appears whole or not at all.
 */
public final class SweepDirectory {
    private static final String MANIFEST = "sweep.json";
    private static final String DEFINITION = "sweep.yaml";
    private static final String RESULTS = "results.parquet";
    private static final int FORMAT_VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final SweepPlan plan;
    private final List<Member> members;
    private final ResultsFile results;
    private final Instant started;

    private SweepDirectory(Path path, SweepPlan plan, Instant started) {
        this.path = path;
        this.plan = plan;
        this.members = plan.members();
        this.results = new ResultsFile(path.resolve(RESULTS), plan.axes());
        this.started = started;
    }

    /**
     * What keeps a sweep from being written to a place; nothing if it is new, empty, or has the beginning of this sweep.
     *
     * @param path of the directory
     * @param plan of the sweep
     * @param overwrite whether another sweep there may be replaced
     */
    public static Optional<String> problem(Path path, SweepPlan plan, boolean overwrite) {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            return Optional.of("--out: found the file " + path + "; allowed: a new or empty directory, or a sweep's");
        }
        if (isNew(path)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(path.resolve(MANIFEST))) {
            return Optional.of("--out: found the directory " + path
                    + " with files in it and no sweep; allowed: a new or empty one, or a sweep's");
        }
        if (overwrite) {
            return Optional.empty();
        }
        try {
            return digest(path).equals(plan.digest())
                    ? Optional.empty()
                    : Optional.of("--out: found another sweep in " + path
                            + ": other values, seeds, scenario or data (see " + DEFINITION
                            + " there); allowed: the same one, to go on with it, or --force to replace it");
        } catch (RunDirectoryException e) {
            return Optional.of("--out: " + e.getMessage() + "; allowed: --force to replace it");
        }
    }

    /**
     * Makes the directory ready, for a new sweep or for what is missing of this one.
     *
     * @param path of the directory
     * @param plan of the sweep
     * @param overwrite whether an earlier sweep there is replaced, this or another
     * @throws RunDirectoryException if {@link #problem} has something against it, or it cannot be written
     */
    public static SweepDirectory open(Path path, SweepPlan plan, boolean overwrite) {
        Optional<String> problem = problem(path, plan, overwrite);
        if (problem.isPresent()) {
            throw new RunDirectoryException(path, problem.get());
        }
        try {
            if (overwrite && !isNew(path)) {
                Files.deleteIfExists(path.resolve(RESULTS));
                Files.deleteIfExists(path.resolve(DEFINITION));
                Files.deleteIfExists(path.resolve(MANIFEST));
            }
            Files.createDirectories(path);
            Path manifest = path.resolve(MANIFEST);
            boolean exists = Files.isRegularFile(manifest);
            Instant started = exists ? Instant.parse(read(path).path("started").asText()) : Instant.now();
            SweepDirectory directory = new SweepDirectory(path, plan, started);
            if (!exists) {
                AtomicFile.write(path.resolve(DEFINITION), SweepText.of(plan).getBytes(StandardCharsets.UTF_8));
                directory.write(List.of(), "running");
            }
            return directory;
        } catch (IOException | DateTimeParseException e) {
            throw new RunDirectoryException(path, "cannot be written", e);
        }
    }

    private static boolean isNew(Path path) {
        if (!Files.isDirectory(path)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static String digest(Path path) {
        JsonNode manifest = read(path);
        if (manifest.path("formatVersion").asInt() != FORMAT_VERSION) {
            throw new RunDirectoryException(path.resolve(MANIFEST), "not written by this version of Dopaflow");
        }
        return manifest.path("digest").asText();
    }

    private static JsonNode read(Path path) {
        try {
            return JSON.readTree(path.resolve(MANIFEST).toFile());
        } catch (IOException e) {
            throw new RunDirectoryException(path.resolve(MANIFEST), "damaged", e);
        }
    }

    /** The directory. */
    public Path path() {
        return path;
    }

    /** What the sweep runs. */
    SweepPlan plan() {
        return plan;
    }

    /** What is done already. */
    List<MemberResult> done() {
        return Files.isRegularFile(path.resolve(RESULTS)) ? results.read(members) : List.of();
    }

    /** Replaces results and manifest. */
    void write(Collection<MemberResult> done, String status) {
        if (!done.isEmpty()) {
            results.write(done);
        }
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("formatVersion", FORMAT_VERSION)
                .put("dopaflow", DopaflowVersion.text())
                .put("scenario", plan.name())
                .put("digest", plan.digest())
                .put("status", status)
                .put("started", started.toString())
                .put("updated", Instant.now().toString())
                .put("members", members.size())
                .put("done", done.size())
                .put("failed", done.stream().filter(MemberResult::isFailed).count())
                .put("jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"))
                .put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        try {
            AtomicFile.write(
                    path.resolve(MANIFEST), (manifest.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new RunDirectoryException(path, "cannot be written", e);
        }
    }
}
